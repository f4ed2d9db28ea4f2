"""Cuts the faulty rows out of each sheet, with cells as sent and the faulty ones marked.

The faults come from a check; nothing is judged here. Names and addresses of persons are withheld.
"""

from dataclasses import dataclass

import pandas as pd
from openpyxl.utils import get_column_letter

from sources.addresses import WITHHELD, without_addresses
from sources.feedback.checking import Report
from sources.files.reading import Reading
from sources.streams import streams

ROWS_SHOWN, COLUMNS_SHOWN = 12, 8
LEADING_COLUMNS = 2  # of the sheet, so that a row can be recognised by its identifier or title
LONGEST_CELL = 60
GRAVITY = ("error", "warning", "info")
WORKBOOK = "xlsx"


@dataclass(frozen=True)
class ExcerptCell:
    """One cell as sent; `severity` is that of its gravest finding, empty where it has none."""

    text: str
    severity: str = ""


@dataclass(frozen=True)
class Excerpt:
    """The faulty rows of one sheet: letters and headers of the columns shown, the number and cells of each row."""

    sheet: str | None
    letters: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[ExcerptCell, ...]], ...]
    rows_left_out: int


def excerpts(reading: Reading, report: Report) -> tuple[Excerpt, ...]:
    """One excerpt per sheet that has findings about rows; files without headers (IATI) have none."""
    found = report.problems[report.problems["source_file"].eq(reading.source_file)].dropna(subset=["source_row"])
    return tuple(
        _excerpt(reading, stream, sheet, own)
        for stream, sheet in reading.places
        if len(own := found[found["stream"].eq(stream) & found["source_sheet"].fillna("").eq(sheet or "")])
    )


def address(reading: Reading, stream: str, sheet: str | None, row: int | None, field: str | None) -> str:
    """The cell as a spreadsheet names it (G17), the row alone where there is no such cell, else nothing."""
    if row is None:
        return ""
    column = reading.places.get((stream, sheet), {}).get(field or "")
    return f"{get_column_letter(column + 1)}{row}" if column is not None and sheet is not None else str(row)


def _excerpt(reading: Reading, stream: str, sheet: str | None, found: pd.DataFrame) -> Excerpt:
    table = reading.tables[stream]
    table = table[table["source_sheet"].fillna("").eq(sheet or "")].set_index("source_row")
    places = reading.places[stream, sheet]
    written = reading.headers[stream, sheet]
    rank = {severity: place for place, severity in enumerate(GRAVITY)}
    gravest = found.assign(rank=found["severity"].map(rank)).sort_values("rank", kind="stable")
    numbers = [int(number) for number in gravest["source_row"].drop_duplicates()]
    row_numbers = sorted(numbers[:ROWS_SHOWN])
    fields = _fields(places, [field for field in gravest["field"].drop_duplicates() if field in places])
    faults = gravest.drop_duplicates(["source_row", "field"]).set_index(["source_row", "field"])["severity"].to_dict()
    cells = {
        (number, field): ExcerptCell(_shown(table.loc[number, field], stream, field), faults.get((number, field), ""))
        for number in row_numbers
        for field in fields
    }
    rows = tuple((number, tuple(cells[number, field] for field in fields)) for number in row_numbers)
    letters = tuple(get_column_letter(places[field] + 1) for field in fields)
    return Excerpt(sheet, letters, tuple(written[field] for field in fields), rows, len(numbers) - len(row_numbers))


def _fields(places: dict[str, int], faulty: list[str]) -> list[str]:
    """The columns to show, in the order of the sheet: the first ones, and the faulty ones by gravity."""
    leading = sorted(places, key=places.__getitem__)[:LEADING_COLUMNS]
    return sorted(list(dict.fromkeys([*leading, *faulty]))[:COLUMNS_SHOWN], key=places.__getitem__)


def _shown(value: object, stream: str, field: str) -> str:
    if not isinstance(value, str):
        return ""
    if streams()[stream].by_name[field].role == "private":
        return WITHHELD
    text = without_addresses(value)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
