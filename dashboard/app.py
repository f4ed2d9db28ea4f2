"""The entry: navigation, the strip, the page, the foot. Run: `streamlit run dashboard/app.py`; data from SIC_DATA."""

import streamlit as st

from dashboard.rendering.look import DASHBOARD, stylesheet
from dashboard.rendering.sitemap import HOME
from dashboard.shell import absent, address, navigation, page_foot, running, strip
from dashboard.shell.here import chosen_words, known_releases, open_release
from warehouse import private

private.begin()
words = chosen_words()
st.set_page_config(page_title=words("site.title"), page_icon=str(DASHBOARD / "static" / "logo.svg"), layout="wide")
st.logo(DASHBOARD / "static" / "logo.svg", size="large")
st.html(f"<style>{stylesheet('page.css')}</style>")
page = navigation.navigation(words)
address.turned_to(page.url_path or HOME)
held = running.tried(known_releases, None)
here = open_release(held, words) if held else None
if held is None or here is None:
    absent.say(held, page.url_path or HOME, words)
    st.stop()
strip.strip(here, held.releases)
running.run(page, here)
page_foot.attribution(here)
