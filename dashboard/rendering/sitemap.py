"""The map of the site: sections, pages, addresses; and links that keep language and release."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

# Sections in order, each with its pages; a page is views/<name>/page.py, its address is /<name>, the first page is /.
SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview",),
    "board": ("goals", "partnerships", "budget"),
    "funders": ("coverage", "opportunities", "investments", "close_gap"),
    "task_forces": ("objective", "pipeline", "seats", "facilities"),
    "partners": ("submit", "letters", "templates"),
    "data": ("sources", "quality", "method", "reconciliation", "releases", "dictionary"),
}
HOME = SECTIONS[""][0]
SEARCH = "search"  # in no section: the strip of every page leads there
PAGES = (*(page for pages in SECTIONS.values() for page in pages), SEARCH)


@dataclass(frozen=True)
class Links:
    """Addresses of pages, with the language and the older release a reader has chosen."""

    kept: Mapping[str, str]

    def __call__(self, page: str, **query: str) -> str:
        """The address of a page, relative so that it also holds under a base path."""
        asked = {**query, **self.kept}
        path = "./" if page == HOME else page
        return f"{path}?{urlencode(asked)}" if asked else path


def view(page: str) -> str:
    """The file of a page, from the folder of the entry script."""
    return f"views/{page}/page.py"


def target(address: str) -> tuple[str, dict[str, str]] | None:
    """The page and the query an internal address names; None when it names no page of ours."""
    parts = urlsplit(address)
    page = parts.path.strip("./") or HOME
    if parts.scheme or parts.netloc or page not in PAGES:
        return None
    return page, dict(parse_qsl(parts.query))
