"""A finding about a file, a row or a cell, and the catalogue of the rules that findings name. Decides nothing itself."""

import csv
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCHEMAS = Path(__file__).parent / "schemas"
WITHHELD = "(withheld)"
EMAIL = re.compile(r"[^\s@<>;,|:\"'()]+@[^\s@<>;,|:\"'()]+\.[A-Za-z]{2,}")


@dataclass(frozen=True)
class Problem:
    """One finding: where it is, what is wrong, and the way out."""

    rule_id: str
    severity: str
    stream: str
    source_file: str
    source_sheet: str | None
    source_row: int | None
    column: str | None
    value: str | None
    message: str
    fix: str
    field: str | None = None  # our name of the column, where the column is one of ours


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue: its id, where it applies, how severe it is, title and guidance in three languages."""

    rule_id: str
    stream: str
    severity: str
    title: str
    title_fr: str
    title_es: str
    guidance_en: str
    guidance_fr: str
    guidance_es: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the catalogue by its id."""
    with (SCHEMAS / "rules.csv").open(encoding="utf-8", newline="") as lines:
        return {row["rule_id"]: Rule(**row) for row in csv.DictReader(lines)}


@cache
def ruleset() -> str:
    """The version of the rules: twelve hexadecimal digits over the catalogue, the fields and the code lists."""
    digest = hashlib.sha256()
    for path in sorted(SCHEMAS.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def without_addresses(text: str) -> str:
    """The text with every e-mail address withheld."""
    return EMAIL.sub(WITHHELD, text) if "@" in text else text


def printable(text: str) -> str:
    """The text as it can be shown anywhere: any white space is a blank, what cannot be seen is U+FFFD.

    Nothing that a file says can move a cursor, turn the direction of writing or end a line of a report.
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def file_problem(
    rule_id: str,
    source_file: str,
    message: str,
    fix: str,
    stream: str = "file",
    sheet: str | None = None,
    column: str | None = None,
    row: int | None = None,
) -> Problem:
    """A finding about a file as a whole, with the severity of the catalogue."""
    severity = rules()[rule_id].severity
    said, way_out = printable(without_addresses(message)), printable(without_addresses(fix))
    header = None if column is None else printable(column)
    return Problem(rule_id, severity, stream, source_file, sheet, row, header, None, said, way_out)
