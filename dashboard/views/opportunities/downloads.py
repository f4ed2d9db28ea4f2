"""The downloads of the shortlist, and the address that opens the same selection again."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.queries import project_rows
from dashboard.rendering.documents import sheets, shortlist
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.shell import address, headings
from dashboard.shell.here import Here
from dashboard.views.opportunities.criteria import CRITERIA, Offered
from pipelines.rules.coverage.fit import Profile, match

SHOW_ALL = "all"


def downloads(here: Here, listed: pd.DataFrame, asked: Profile, named: Offered) -> None:
    """The shortlist as a workbook, as CSV and as one sheet per project, made when asked for; the address of the selection."""
    words, release = here.words, here.release
    kept = {**address.held(*CRITERIA, SHOW_ALL), **here.links.kept, "release": release.release_id}
    link = f"{st.context.url or 'opportunities'}?{urlencode(kept)}"
    about = shortlist.about(release, link, len(listed), words)

    def matched(most: int | None = None) -> pd.DataFrame:
        return match(project_rows.opportunities(release.path, listed["project_id"].head(most or len(listed))), asked)

    def rows() -> pd.DataFrame:
        return shortlist.rows(matched(), named, words)

    def printed() -> bytes:
        return sheets.sheets(matched(sheets.MOST_SHEETS), named, release, link, words)

    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        for kind, count, made, mime in (
            ("xlsx", len(listed), lambda: shortlist.workbook(rows(), about), WORKBOOK),
            ("csv", len(listed), lambda: shortlist.text(rows(), about), "text/csv"),
            ("pdf", min(len(listed), sheets.MOST_SHEETS), printed, "application/pdf"),
        ):
            st.download_button(
                words(f"opportunities.{kind}", n=count),
                made,
                f"{release.release_id}_shortlist.{kind}",
                mime,
                key=f"shortlist_{kind}",
                on_click="ignore",
                disabled=listed.empty,
            )
    st.caption(headings.escaped(words("opportunities.link")))
    st.code(link, language=None, wrap_lines=True)
