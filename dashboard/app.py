"""The entry: navigation, the strip, the page, the foot. Run: `streamlit run dashboard/app.py`; data from SIC_DATA."""

import streamlit as st

from dashboard.rendering.look import DASHBOARD
from dashboard.shell import frame as shell

words = shell.words()
st.set_page_config(page_title=words("site.title"), page_icon=str(DASHBOARD / "static" / "logo.svg"), layout="wide")
st.logo(DASHBOARD / "static" / "logo.svg", size="large")
shell.dress()
page = shell.navigation(words)
known = shell.known_releases()
if not known:
    st.title(shell.escaped(words("no_release.headline")), anchor=False)
    st.markdown(words("no_release.way_out"))
    st.stop()
here = shell.open_house(shell.chosen_release(known), words)
shell.strip(here, known)
page.run()
shell.foot(here)
