"""Reads the cells of a table as the sheet shows them: per cent, merged cells, cells without a value, hidden rows.

What a value means for its field is judged by `admission`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cached_property

from sources.files.blocks import Block
from sources.files.formats import CURRENCY_SIGNS
from sources.files.merging import Filled
from sources.files.workbook import number_text
from sources.findings import Parameter
from sources.streams import Field, normal

NUMBERS = ("number", "integer")
ROWS_SHOWN = 12
EURO_FIELDS = "_eur"  # ends the name of a field that is in euros
CODE = re.compile(r"\b[A-Z]{3}\b")
# The currencies that a sign can mean; a sign that is not here says too little to contradict a currency.
MEANT_BY = {
    "€": "EUR",
    "£": "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
    "¥": "JPY CNY",
    "$": "USD ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NIO NZD SBD "
    "SGD SRD TOP TTD TWD UYU WST XCD ZWL",
    "₦": "NGN",
    "₹": "INR",
    "₱": "PHP CUP",
    "₫": "VND",
    "₵": "GHS",
}
Told = tuple[str, str | None, dict[str, Parameter]]  # rule, header, parameters of its message


class Shown:
    """One table as its sheet shows it: the texts of a column, the cells that have none, and what must be told."""

    def __init__(self, block: Block, filled: Filled) -> None:
        """Keep the table and which of its cells were filled from merged ones."""
        self.block = block
        self.filled = filled
        self.look = block.grid.look

    @cached_property
    def position(self) -> dict[int, int]:
        """The place of each row in the table by its number."""
        return {number: position for position, (number, _) in enumerate(self.block.rows)}

    @cached_property
    def _formed(self) -> dict[int, list[tuple[int, list]]]:
        """By column the rows whose format shows more than a number, and what it shows."""
        return self._by_column(self.look.formed)

    @cached_property
    def _unvalued(self) -> dict[int, list[tuple[int, str]]]:
        return self._by_column(self.look.unvalued)

    def _by_column(self, places: list[list]) -> dict[int, list]:
        found = defaultdict(list)
        for row, column, what in places:
            if row in self.position:
                found[column].append((row, what))
        return found

    def texts(self, column: int, field: Field, cells: list[str]) -> list[str]:
        """The cells of one column as the sheet shows them; a number that was merged stands in its first row alone."""
        if column in self.filled and field.type in NUMBERS:
            for row in self.filled[column].keys() & self.position.keys():
                cells[self.position[row]] = ""
        for row, (is_percent, thousands, beside) in self._formed.get(column, ()):
            at = self.position[row]
            if is_percent:
                cells[at] = percent_text(cells[at])
            elif not thousands and field.type in NUMBERS and self._is_unit(beside, column, field):
                cells[at] = f"{cells[at]} {beside}"
        for row, _ in self._unvalued.get(column, ()):
            cells[self.position[row]] = ""
        return cells

    def without_value(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and formula or error of each cell of a known column that has no value."""
        for column in self.block.matched.columns:
            for row, text in self._unvalued.get(column, ()):
                yield row, column, text

    def to_tell(self) -> Iterator[Told]:
        """What the reader of a file must know of hidden rows, merged cells and formats."""
        rows = [row for row in sorted(set(self.look.hidden_rows)) if row in self.position]
        if rows:
            yield "FIL-023", None, {"case": "rows", "count": len(rows), "listed": listed(rows)}
        for column, name in self.block.matched.columns.items():
            field, header = self.block.matched.stream.by_name[name], self.block.headers[column]
            if column in self.look.hidden_columns:
                yield "FIL-023", header, {"case": "columns", "column": header}
            yield from self._merged(column, field, header)
            yield from self._formats(column, field, header)

    def _merged(self, column: int, field: Field, header: str) -> Iterator[Told]:
        rows = sorted(self.filled.get(column, {}).keys() & self.position.keys())
        if rows:
            rule_id = "FIL-025" if field.type in NUMBERS else "FIL-024"
            yield rule_id, header, {"case": "down", "column": header, "listed": listed(rows)}
        columns = self.block.matched.columns
        across = [
            first
            for first, left, _, right in self.look.merged
            if left < column <= right and first in self.position and any(left <= other < column for other in columns)
        ]
        if across:
            yield "FIL-025", header, {"case": "across", "column": header, "listed": listed(sorted(set(across)))}

    def _formats(self, column: int, field: Field, header: str) -> Iterator[Told]:
        """Formats that divide by thousands, and those with the sign of another currency than that of the row."""
        formed = self._formed.get(column, ())
        scaled = [row for row, (_, thousands, _) in formed if thousands]
        if scaled:
            yield "FIL-028", header, {"column": header, "listed": listed(scaled)}
        of_other: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, (_, _, beside) in formed if field.name.split("_")[0] in ("amount", "asked") else ():
            currency = self._currency(row, field)
            if currency and not _can_mean(beside, currency):
                of_other[beside, currency].append(row)
        for (beside, currency), rows in of_other.items():
            yield "FIL-027", header, {"column": header, "shown": beside, "currency": currency, "listed": listed(rows)}

    def _currency(self, row: int, field: Field) -> str | None:
        """The currency code that stands in the row, or that the field is in."""
        if field.name.endswith(EURO_FIELDS):
            return "EUR"
        cells = self.block.rows[self.position[row]][1]
        column = next((at for at, name in self.block.matched.columns.items() if name == "currency"), len(cells))
        text = cells[column].strip().upper() if column < len(cells) else ""
        return text if CODE.fullmatch(text) else None

    def _is_unit(self, beside: str, column: int, field: Field) -> bool:
        """Does the format name a unit or scale that is neither a currency nor that of the column?"""
        words = normal(f"{self.block.headers[column]} {field.name} {' '.join(field.titles.values())}").split()
        return any(word not in words for word in normal(_without_currency(beside)).split())


def percent_text(stored: str) -> str:
    """A stored part of one as the per cent that the sheet shows; what is no number is left as it is."""
    try:
        return f"{number_text(float(Decimal(stored) * 100))}%"
    except InvalidOperation:
        return stored


def listed(rows: list[int]) -> dict[str, Parameter]:
    """The first row numbers, runs of them as '3–7', and how many more rows there are."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:ROWS_SHOWN]]
    return {"shown": shown, "more": sum(last - first + 1 for first, last in runs[ROWS_SHOWN:])}


def _without_currency(beside: str) -> str:
    return CODE.sub(" ", re.sub(f"[{CURRENCY_SIGNS}]", " ", beside))


def _can_mean(beside: str, currency: str) -> bool:
    """Can what stands beside the number be of this currency? What names no currency can."""
    codes = CODE.findall(beside)
    signs = [sign for sign in CURRENCY_SIGNS if sign in beside]
    if codes:
        return currency in codes
    return not signs or any(currency in MEANT_BY.get(sign, currency) for sign in signs)
