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


def downloads(here: Here, projects: pd.DataFrame, profile: Profile, names: Offered) -> None:
    """The shortlist as a workbook, as CSV and as one sheet per project, made when asked for; the address of the selection."""
    words, release = here.words, here.release
    kept = {**address.held(*CRITERIA, SHOW_ALL), **here.links.kept, "release": release.release_id}
    link = f"{st.context.url or 'opportunities'}?{urlencode(kept)}"
    about = shortlist.about(release, link, len(projects), words)

    def matched(most: int | None = None) -> pd.DataFrame:
        return match(
            project_rows.opportunities(release.path, projects["project_id"].head(most or len(projects))), profile
        )

    def rows() -> pd.DataFrame:
        return shortlist.rows(matched(), names, words)

    def printed() -> bytes:
        return sheets.sheets(matched(sheets.MOST_SHEETS), names, release, link, words)

    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        for kind, count, made, mime in (
            ("xlsx", len(projects), lambda: shortlist.workbook(rows(), about), WORKBOOK),
            ("csv", len(projects), lambda: shortlist.text(rows(), about), "text/csv"),
            ("pdf", min(len(projects), sheets.MOST_SHEETS), printed, "application/pdf"),
        ):
            st.download_button(
                words(f"opportunities.{kind}", n=count),
                made,
                f"{release.release_id}_shortlist.{kind}",
                mime,
                key=f"shortlist_{kind}",
                on_click="ignore",
                disabled=projects.empty,
            )
    st.caption(headings.escaped(words("opportunities.link")))
    st.code(link, language=None, wrap_lines=True)
