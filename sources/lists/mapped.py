"""Reads a recognised list into text tables of our streams: a project for each row, and its money, as its mapping says.

Only columns that the mapping reads are looked at, so that nothing else of a list can pass. No cell is typed here; an amount
gets its scale as a word, a date of a stated form is written in ISO form.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sources.lists.money import funding_of
from sources.lists.pages import Page, cells_of
from sources.lists.recognising import Recognised, Rows, is_header_again
from sources.lists.records import projects_of
from sources.streams import LIST, MEDIUM, streams


@dataclass(frozen=True)
class Mapped:
    """What a list gave: text tables by stream, by stream the header of each field as written, and rows that are none."""

    tables: dict[str, pd.DataFrame]
    headers: dict[str, dict[str, str]]
    repeated: tuple[int, ...]  # rows in which the headers stand again


def read_list(
    rows: Rows, found: Recognised, sheet: str | None, unvalued: list[list] | None = None, once: Mapping | None = None
) -> Mapped:
    """The rows below the headers of a list as projects and funding.

    `unvalued` has row, column and text of cells without a value; `once` has by column the rows that a merged cell was
    spread to: an amount counts in the first of them alone.
    """
    body = rows[found.first :]
    repeated = tuple(number for number, cells in body if is_header_again(cells, found))
    again = set(repeated)
    body = [row for row in body if row[0] not in again] if again else list(body)
    page = Page(found, [number for number, _ in body], cells_of(body, found))
    projects = projects_of(page, _by_row(unvalued or []))
    funding = funding_of(page, projects, once or {})
    tables = {"projects": _frame("projects", projects, page.numbers, sheet)}
    if funding["source_row"]:
        tables["funding"] = _frame("funding", funding, funding.pop("source_row"), sheet)
    return Mapped(tables, _headers(found), repeated)


def _by_row(unvalued: list[list]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for row, column, text in unvalued:
        found.setdefault(row, {})[column] = text
    return found


def _headers(found: Recognised) -> dict[str, dict[str, str]]:
    """By stream and field the headers as written; several stand side by side."""
    fields = dict(found.mapping.fields)
    of_projects = {name: _written(found, source.headers) for name, source in fields.items()}
    money = [header for amount in found.mapping.amounts for header in amount.source.headers]
    of_funding = {"amount": _written(found, money), "project": of_projects["list_reference"]}
    for name, ours in (("approved", "date"), ("currency", "currency"), ("funder", "funder")):
        if name in fields:
            of_funding[ours] = of_projects[name]
    known = streams()["projects"].by_name
    of_projects["project_id"] = of_projects["list_reference"]
    return {
        "projects": {name: header for name, header in of_projects.items() if header and name in known},
        "funding": {name: header for name, header in of_funding.items() if header},
    }


def _written(found: Recognised, headers: tuple[str, ...] | list[str]) -> str:
    return " / ".join(dict.fromkeys(found.headers[found.columns[each]] for each in headers if each in found.columns))


def _frame(stream: str, columns: Mapping[str, list], numbers: list[int], sheet: str | None) -> pd.DataFrame:
    """A text frame with every field of the stream, blanks missing, and where each row stands."""
    same = {MEDIUM: LIST, "source_sheet": sheet}
    fields = {}
    for name in (*streams()[stream].field_names, "source_sheet"):
        texts = [text or None for text in columns[name]] if name in columns else same.get(name)
        fields[name] = pd.Series(texts, index=range(len(numbers)), dtype="str")
    return pd.DataFrame(fields).assign(source_row=pd.Series(numbers, dtype="int64"))
