"""What the search of the report looks in: objectives, indicators, countries, organisations, projects and open records.

An entry is kind, name, note, code, address, and what else is looked in. Does not belong here: the search itself, which
runs in the reader's browser.
"""

from collections.abc import Iterator
from typing import Any

from dashboard.papers.report.draft import Draft
from dashboard.papers.report.edition import ONE_ROW, Edition
from dashboard.papers.report.places import SEARCH
from dashboard.queries import open_records, things
from dashboard.queries.listing import listing
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.registers import recorded
from dashboard.rendering.words import is_missing
from sources.catalogues import LANGUAGES

RECORD = "record"
LABELS = tuple(f"label_{language}" for language in LANGUAGES)


def searched(edition: Edition) -> list[Draft]:
    """The page on which a search is answered."""
    words = edition.words
    page = Draft(edition, SEARCH, words("page.search"), Headline(words("search.nothing_asked"), words("report.covers")))
    page.look_in()
    return [page]


def entries(edition: Edition) -> list[tuple[str, ...]]:
    """Everything that can be found, in the order in which it is listed."""
    found = listing(edition.path, things.FOUND, ONE_ROW, text="").whole()
    return [*(_thing(row, edition) for row in found.to_dict("records")), *_records(edition)]


def _thing(row: dict[str, Any], edition: Edition) -> tuple[str, ...]:
    words = edition.words
    count = 0 if is_missing(row["projects_count"]) else int(row["projects_count"])
    names = " ".join(str(row[name]) for name in LABELS if not is_missing(row[name]))
    code = "" if row["code"] == row["label_en"] else str(row["code"])
    note = words("search.projects", n=count) if count else ""
    return str(row["kind"]), words.label(row), note, code, _address(row, edition), names


def _address(row: dict[str, Any], edition: Edition) -> str:
    """Where a thing stands: its objective, its cell, its row, or the agreements."""
    links = edition.links
    if not is_missing(row["objective_code"]):
        return links("objective", code=row["objective_code"])
    if not is_missing(row["cell"]):
        return links("coverage", cell=row["cell"])
    if row["kind"] == "country":
        return links("country", code=row["code"])
    return links("partnerships" if row["kind"] == "organisation" else "coverage")


def _records(edition: Edition) -> Iterator[tuple[str, ...]]:
    words, names = edition.words, open_records.names(edition.path, edition.words.language)
    for row in edition.records.to_dict("records"):
        countries = recorded.named(row["countries"], names.countries, recorded.COUNTRIES_SHOWN, words)
        said = [row["publisher"], "" if is_missing(row["year"]) else str(int(row["year"])), countries]
        note = " · ".join(str(one) for one in said if not is_missing(one) and one)
        every = [
            *recorded.names_of(row["countries"], names.countries),
            *recorded.names_of(row["practices"], names.practices),
        ]
        address = edition.links("record", id=str(row["project_id"]))
        yield RECORD, str(row["title"]), note, str(row["project_id"]), address, " ".join((note, *every))
