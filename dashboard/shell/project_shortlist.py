"""A shortlist of open projects as files to take home, from any page that offers one: workbook, CSV, one sheet per project.

Does not belong here: which projects are on it (`views`), and how a file is written (`rendering.documents`).
"""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries import project_rows
from dashboard.rendering.documents import sheets, shortlist
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.selection import Names
from dashboard.shell import files, selecting
from dashboard.shell.files import File
from dashboard.shell.here import Here
from pipelines.rules.coverage.fit import Profile, match
from warehouse.contracts.codes import ASSESSMENT_RESULTS, SIC_STAGES

OPPORTUNITIES = "opportunities"
SDGS = tuple(str(number) for number in range(1, 18))


def names(here: Here) -> Names:
    """The name of every value that a criterion can have, by criterion."""
    words = here.words
    return {
        **selecting.names(here),
        "stages": {stage: words(f"value.sic_stage.{stage}") for stage in SIC_STAGES},
        "sdgs": {number: number for number in SDGS},
        "assessments": {result: words(f"value.assessment_result.{result}") for result in ASSESSMENT_RESULTS},
    }


def made(here: Here, project_ids: Sequence[str], profile: Profile, called: Names, link: str) -> list[File]:
    """The files of these projects, each made when it is asked for; `link` opens the same shortlist again."""
    words, release, count = here.words, here.release, len(project_ids)
    about = shortlist.about(release, link, count, words)

    def matched() -> pd.DataFrame:
        return match(project_rows.opportunities(release.path, project_ids), profile)

    def rows() -> pd.DataFrame:
        return shortlist.rows(matched(), called, words)

    def printed() -> bytes:
        return sheets.sheets(matched(), called, release, link, words)

    return [
        File("xlsx", words("opportunities.xlsx", n=count), lambda: shortlist.workbook(rows(), about), WORKBOOK),
        File("csv", words("opportunities.csv", n=count), lambda: shortlist.text(rows(), about), "text/csv"),
        File("pdf", words("opportunities.pdf", n=count), printed, "application/pdf"),
    ]


def offer(here: Here, project_ids: Sequence[str], profile: Profile, called: Names, kept: dict[str, str]) -> None:
    """One button per file, and the address of the shortlist; `kept` is what that address says."""
    link = files.link(here, OPPORTUNITIES, kept)
    files.offer(here, "shortlist", made(here, project_ids, profile, called, link), link)
