"""The downloads of the shortlist, and the address that opens the same selection again."""

import pandas as pd

from dashboard.queries import project_rows
from dashboard.rendering.documents import sheets, shortlist
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.shell import address, files
from dashboard.shell.files import File
from dashboard.shell.here import Here
from dashboard.views.opportunities.criteria import CRITERIA, Offered
from pipelines.rules.coverage.fit import Profile, match

SHOW_ALL = "all"


def downloads(here: Here, projects: pd.DataFrame, profile: Profile, names: Offered) -> None:
    """The shortlist as a workbook, as CSV and as one sheet per project, made when asked for; the address of the selection."""
    words, release, count = here.words, here.release, len(projects)
    link = files.link(here, "opportunities", address.held(*CRITERIA, SHOW_ALL))
    about = shortlist.about(release, link, count, words)

    def matched(most: int | None = None) -> pd.DataFrame:
        return match(
            project_rows.opportunities(release.path, projects["project_id"].head(most or len(projects))), profile
        )

    def rows() -> pd.DataFrame:
        return shortlist.rows(matched(), names, words)

    def printed() -> bytes:
        return sheets.sheets(matched(sheets.MOST_SHEETS), names, release, link, words)

    offered = (
        File("xlsx", words("opportunities.xlsx", n=count), lambda: shortlist.workbook(rows(), about), WORKBOOK),
        File("csv", words("opportunities.csv", n=count), lambda: shortlist.text(rows(), about), "text/csv"),
        File("pdf", words("opportunities.pdf", n=min(count, sheets.MOST_SHEETS)), printed, "application/pdf"),
    )
    files.offer(here, "shortlist", offered, link, projects.empty)
