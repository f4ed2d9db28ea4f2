"""The entry. Run: `streamlit run dashboard/app.py`; data from SIC_DATA.

Streamlit reads this file twice: once as a module, for the server and what stands before it, and for each page as the
script: navigation, the strip, the page, the foot.
"""

import streamlit as st

from dashboard.rendering.look import DASHBOARD, stylesheet
from dashboard.rendering.sitemap import HOME
from dashboard.shell import absent, address, document, guard, navigation, page_foot, running, sessions, strip, warming
from dashboard.shell.here import chosen_words, open_release
from warehouse import private

private.begin()


def _page() -> None:
    words = chosen_words()
    page = navigation.navigation(words)
    name = page.url_path or HOME
    icon = DASHBOARD / "static" / "logo.svg"
    st.set_page_config(page_title=document.title(name, words), page_icon=str(icon), layout="wide")
    st.logo(icon, size="large")
    st.html(f"<style>{stylesheet('page.css')}</style>")
    document.document(name, words)
    address.turned_to(name)
    held, here = running.tried(lambda: open_release(words), (None, None))
    if here is None:
        absent.say(held, name, words)
        st.stop()
    strip.strip(here, name)
    running.run(page, here)
    page_foot.attribution(here)


if __name__ == "__main__":
    _page()
else:
    app = st.App(__file__, middleware=guard.guards(), routes=sessions.routes(), lifespan=warming.warmed)
