"""The entry: navigation, the strip, the page, the foot. Run: `streamlit run dashboard/app.py`; data from SIC_DATA."""

import streamlit as st

from dashboard.rendering.look import DASHBOARD, stylesheet
from dashboard.shell import headings, navigation, page_foot, running, strip
from dashboard.shell.here import chosen_release, chosen_words, known_releases, open_release
from warehouse import private

private.begin()
words = chosen_words()
st.set_page_config(page_title=words("site.title"), page_icon=str(DASHBOARD / "static" / "logo.svg"), layout="wide")
st.logo(DASHBOARD / "static" / "logo.svg", size="large")
st.html(f"<style>{stylesheet('page.css')}</style>")
page = navigation.navigation(words)
known = known_releases()
if not known:
    st.title(headings.escaped(words("no_release.headline")), anchor=False)
    st.markdown(words("no_release.way_out"))
    st.stop()
here = open_release(chosen_release(known), words)
strip.strip(here, known)
running.run(page, here)
page_foot.attribution(here)
