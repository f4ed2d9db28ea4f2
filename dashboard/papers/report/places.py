"""Where things stand in the report: the file of each page, and the row of a country, a publisher, a record or a cell.

Does not belong here: what stands on a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.rendering.grid_cells import NONE
from dashboard.rendering.sitemap import HOME, SECTIONS, Links

ROWS = 200  # rows of a table on one page
MOST_PARTS = 50  # parts of one table; what lies beyond is in the data package
SEARCH = "search"
# Pages that are for what is done in the dashboard alone: sending, letters, templates, estimates, other releases.
LEFT_OUT = ("submit", "letters", "templates", "close_gap", "releases")
PAGES = tuple(page for pages in SECTIONS.values() for page in pages if page not in LEFT_OUT)
OBJECTIVE = "objective"
# Where a page stands that the report has no page of its own for: on the list that names it, or on the method.
STANDS_ON = {"country": "soils", "record": "records"}


def file_of(page: str, part: str = "") -> str:
    """The name of the file of a page, or of a part of it.

    >>> file_of("overview"), file_of("objective", "C3")
    ('index.html', 'objective-C3.html')
    """
    name = "index" if page == HOME else page
    return f"{name}-{part}.html" if part else f"{name}.html"


def part_file(file: str, key: str, number: int) -> str:
    """The file of a part of a table of a page, counted from one; the first part stands on the page itself.

    >>> part_file("records.html", "records", 1), part_file("records.html", "records", 2)
    ('records.html', 'records-records-2.html')
    """
    return file if number == 1 else f"{file.removesuffix('.html')}-{key}-{number}.html"


@dataclass(frozen=True)
class ReportLinks(Links):
    """Addresses within the report; a thing that has a row leads to it, else to the page it would stand on.

    `rows` says for a page at which place, counted from nought, the row of an identifier stands in its list.
    """

    kept: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    first_objective: str = ""

    def __call__(self, page: str, /, **query: str) -> str:
        """The address of a page, or of a row or a section on it."""
        if "section" in query:
            return f"{file_of(page)}#{anchor(page, query['section'])}"
        if page == OBJECTIVE:
            return file_of(page, query.get("code", self.first_objective))
        if "cell" in query:
            return self._cell(page, query["cell"])
        name = query.get("code") or query.get("id") or ""
        place = self.rows.get(page, {}).get(name)
        list_page = STANDS_ON.get(page, page)
        if place is None or place >= ROWS * MOST_PARTS:
            return file_of(list_page)
        return f"{part_file(file_of(list_page), LIST_OF[page], place // ROWS + 1)}#{anchor(page, str(place))}"

    def _cell(self, page: str, address: str) -> str:
        """The row of a cell; of one without a row the page of its objective, or the grid."""
        if address in self.rows.get(page, {}):
            return f"{file_of(page)}#{anchor(page, address)}"
        code = address.partition(".")[0]
        return file_of(OBJECTIVE, code) if page == "coverage" and code != NONE else file_of(page)


# The list on its page in which such a thing has its row.
LIST_OF = {"country": "countries", "record": "records", "funder": "publishers"}


def anchor(page: str, name: str) -> str:
    """The name of a row on its page.

    >>> anchor("country", "12")
    'country-12'
    """
    return f"{page}-{name}"
