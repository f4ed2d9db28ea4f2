"""A finding about a file, a row or a cell, and the catalogue of the rules that findings name.

A finding carries the id of its rule and parameters: codes, names and numbers. It is put into words at the end, in the
language of its reader (`sources.feedback.wording`).
"""

import csv
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.addresses import has_address, without_addresses

SCHEMAS = Path(__file__).parent / "schemas"
NO_PARAMETERS = "{}"
ROWS = "same_rows"  # the parameter that names the rows of a finding that stands for many
CASE = "case"  # the parameter that tells the messages of one rule apart

Parameter = str | int | float | None | Sequence["Parameter"] | Mapping[str, "Parameter"]

# Parameters by name, or what finds them where a finding is told by itself.
Named = Mapping[str, Parameter] | Callable[[], Mapping[str, Parameter]]

_encoded = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Problem:
    """One finding: where it is, which rule it breaks, and the parameters of its message as JSON text."""

    rule_id: str
    severity: str
    stream: str
    source_file: str
    source_sheet: str | None
    source_row: int | None
    column: str | None
    value: str | None
    parameters: str = NO_PARAMETERS
    field: str | None = None  # our name of the column, where the column is one of ours
    rows_count: int = 1  # findings of many rows that stand as one are counted here


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue: its id, where it applies, how severe it is. Its texts are in `sources/locales`."""

    rule_id: str
    stream: str
    severity: str


class Refused(Exception):
    """A whole file cannot be read: the rule that says so, and the parameters of its message as JSON text."""

    def __init__(self, rule_id: str, **named: Parameter) -> None:
        """Keep the rule, its case and the parameters of its message."""
        self.rule_id, self.case = rule_id, named.get(CASE)
        self.parameters = parameters(**named)
        super().__init__(rule_id, self.parameters)


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


def printable(text: str) -> str:
    """The text as it can be shown anywhere: any white space is a blank, what cannot be seen is U+FFFD.

    Nothing that a file contains can move a cursor, change the direction of writing or end a line of a report.
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def shown(text: str) -> str:
    """A text of a file as others may see it: addresses of persons withheld, and fit to be shown anywhere."""
    return printable(without_addresses(text))


def parameters(**named: Parameter) -> str:
    """Parameters of a finding as JSON text, fit to be shown: addresses are withheld, unseen characters replaced."""
    return _encoded({name: with_texts(value, shown) for name, value in named.items()})


def written(named: str | Named) -> str:
    """Parameters as JSON text, as they are where they are written already; those that cost a search are sought now."""
    if isinstance(named, str):
        return named
    return parameters(**(named if isinstance(named, Mapping) else named()))


def cleaned(text: str) -> str:
    """Parameters that other code wrote as JSON, made fit to be shown as those of `parameters` are."""
    if "\\" not in text and text.isprintable() and not has_address(text):
        return text
    return parameters(**json.loads(text))


def file_problem(
    rule_id: str,
    source_file: str,
    details: str = NO_PARAMETERS,
    stream: str = "file",
    sheet: str | None = None,
    column: str | None = None,
    row: int | None = None,
) -> Problem:
    """A finding about a file as a whole, with the severity of the catalogue; `details` are the parameters of its message."""
    severity = rules()[rule_id].severity
    header = None if column is None else shown(column)
    return Problem(rule_id, severity, stream, source_file, sheet, row, column=header, value=None, parameters=details)


def with_texts(value: Parameter, form: Callable[[str], str]) -> Parameter:
    """A parameter with every text in it, at any depth, in a form."""
    if isinstance(value, str):
        return form(value)
    if isinstance(value, list | tuple):
        return [with_texts(each, form) for each in value]
    if isinstance(value, dict):
        return {name: with_texts(each, form) for name, each in value.items()}
    return value
