"""The shortlist: the records ticked, and the files made of them."""

import pandas as pd

from dashboard.queries.published import later_table
from dashboard.rendering.documents import records, shortlist
from dashboard.rendering.documents.spreadsheets import WORKBOOK
from dashboard.rendering.sitemap import PARAMETERS, RECORDS
from dashboard.shell import address, files
from dashboard.shell.files import File
from dashboard.shell.here import Here
from dashboard.shell.ticks import Ticks
from dashboard.views.records import facets


def show(here: Here, ticks: Ticks) -> None:
    """The records ticked and the files made of them; how to begin where none is."""
    words, count = here.words, len(ticks.rows)
    ticks.show(lambda one: here.links("record", id=one))
    if not count:
        return
    lists = later_table(here.path, "marts.lists")
    link = files.link(here, RECORDS, address.held(*PARAMETERS[RECORDS]))
    about = records.about(here.release, link, ticks.rows, lists, words)

    def rows() -> pd.DataFrame:
        return records.rows(ticks.rows, facets.names(here), lists, words)

    offered = (
        File("xlsx", words("opportunities.xlsx", n=count), lambda: shortlist.workbook(rows(), about), WORKBOOK),
        File("csv", words("opportunities.csv", n=count), lambda: shortlist.text(rows(), about), "text/csv"),
    )
    files.offer(here, "records_shortlist", offered, link)
