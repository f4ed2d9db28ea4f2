"""The map of the site: sections, pages, addresses and what an address can say; and links that keep language and release.

Does not belong here: reading an address (`shell.address`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

# Sections in order, each with its pages; a page is views/<name>/page.py, its address is /<name>, the first page is /.
SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview",),
    "board": ("changes", "goals", "partnerships", "budget", "questions"),
    "funders": (
        "soils",
        "practices",
        "coverage",
        "records",
        "funder",
        "preparation",
        "opportunities",
        "investments",
        "close_gap",
    ),
    "task_forces": ("objective", "pipeline", "seats", "facilities"),
    "partners": ("submit", "letters", "templates"),
    "data": ("sources", "quality", "method", "reconciliation", "releases", "dictionary"),
}
HOME = SECTIONS[""][0]
SEARCH, RECORDS = "search", "records"
# Pages without an entry in the navigation: the strip of every page leads to the search, lists lead to one thing of theirs.
WITHOUT_ENTRY: tuple[str, ...] = (
    SEARCH,
    "country",
    "record",
)
BELONGS_TO = {SEARCH: SEARCH, "country": "funders", "record": "funders"}  # the section of a page without an entry
PAGES = (*(page for pages in SECTIONS.values() for page in pages), *WITHOUT_ENTRY)
LANGUAGE, RELEASE = "lang", "release"  # what every address can say
PART = "part"  # which part of the list a reader has picked from
# What else the address of a page can say; a page reads no other name, and no link names another one.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "changes": ("since", "came", PART),
    "soils": ("regions", "countries", "places"),
    "country": ("code", "records", "preparation", "places"),
    "practices": ("regions", "practices", "grade", "cell", "records"),
    "funder": ("id", "regions", "countries", "practices", "funders", "records", "preparation", "places"),
    "record": ("id", "places"),
    "preparation": ("regions", "countries", "practices", PART),
    "coverage": (
        *("objectives", "regions", "countries", "practices"),
        *("weights", "cell", "country", "projects", "contributions", "places"),
    ),
    RECORDS: ("q", "regions", "countries", "practices", "grades", "funders", "from", "to", "picks", PART),
    "opportunities": (
        *("objectives", "regions", "countries", "practices", "stages", "sdgs", "assessments", "min", "max"),
        *("all", "picks", PART),
    ),
    "investments": ("objectives", "regions", "countries", "practices", "funders", "doubles", "unconverted"),
    "close_gap": ("code", "add", "amount", "projects", "from"),
    "objective": ("code", PART),
    "pipeline": ("objective", "stuck", PART),
    "questions": ("objective", PART),
    "method": ("section",),
    "submit": ("about", "stream", "have", "code"),
    "templates": ("about", "stream", "have"),
    "sources": (PART,),
    "quality": ("groups", PART),
    "releases": (PART,),
    SEARCH: ("q", PART),
}


@dataclass(frozen=True)
class Links:
    """Addresses of pages, with the language and the older release a reader has chosen."""

    kept: Mapping[str, str]

    def __call__(self, page: str, /, **query: str) -> str:
        """The address of a page, relative so that it also holds under a base path; raises LookupError for another name."""
        unknown = set(query).difference(PARAMETERS.get(page, ()))
        if unknown:
            raise LookupError(f"the address of {page} cannot say {', '.join(sorted(unknown))}")
        asked = {**query, **self.kept}
        path = "./" if page == HOME else page
        return f"{path}?{urlencode(asked)}" if asked else path


def view(page: str) -> str:
    """The file of a page, from the folder of the entry script."""
    return f"views/{page}/page.py"


def section(page: str) -> str:
    """The section a page belongs to: empty for the first page, the page itself where it stands outside of all."""
    return BELONGS_TO.get(page) or next(name for name, pages in SECTIONS.items() if page in pages)


def parameters(page: str) -> tuple[str, ...]:
    """Every name that the address of a page can say."""
    return (LANGUAGE, RELEASE, *PARAMETERS.get(page, ()))


def target(address: str) -> tuple[str, dict[str, str]] | None:
    """The page and the query an internal address names; None when it names no page of ours."""
    parts = urlsplit(address)
    page = parts.path.strip("./") or HOME
    if parts.scheme or parts.netloc or page not in PAGES:
        return None
    return page, {name: value for name, value in parse_qsl(parts.query) if name in parameters(page)}
