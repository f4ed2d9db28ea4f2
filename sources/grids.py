"""A file before its headers are understood: sheets of text cells, the limits they must keep, and refusal.

What a column means is not known here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MAXIMUM_CELLS = 6_000_000  # cells of one file; 100,000 projects of 40 columns are 4 million
MAXIMUM_ROWS = 500_000  # rows with content in one sheet
MAXIMUM_LINE_BYTES = 1_000_000


@dataclass
class Refused(Exception):
    """A whole file cannot be read: the rule that says so, what is wrong and what to do."""

    rule_id: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.message} {self.fix}"


@dataclass(frozen=True)
class Grid:
    """One sheet: rows with content, each with its row number as a spreadsheet or editor shows it."""

    sheet: str | None
    medium: str
    rows: list[tuple[int, list[str]]]
    is_clean: bool = False  # known to have no control characters
    remarks: tuple[tuple[str, str, str], ...] = ()  # rule id, message, fix of what the reader had to assume
    keys: tuple[str, ...] = ()  # the headers as sent, where the first row has only the last part of each


def kept_rows(rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows with content; raises Refused when there are more rows or cells than a file may have."""
    kept, cells = [], 0
    for number, row in rows:
        if not row or not (row[0].strip() or "".join(row).strip()):
            continue
        kept.append((number, row))
        cells += len(row)
        if cells > MAXIMUM_CELLS or len(kept) > MAXIMUM_ROWS:
            raise Refused(
                "FIL-012",
                f"The file has more than {MAXIMUM_ROWS:,} rows or {MAXIMUM_CELLS:,} cells.",
                "Split it into smaller files.",
            )
    return kept
