"""The streams of input as declared in schemas/: fields, header synonyms and code lists.

Here no file is read and no header or cell is judged.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from sources.catalogues import LANGUAGES
from sources.findings import SCHEMAS

MEDIUM = "medium"  # what the row was read from: csv, xlsx, json, xml
XML = "xml"  # the medium of IATI files, whatever they are called
LIST = "list"  # the medium of lists as funders publish them, read through a mapping
OPEN = (XML, LIST)  # open records: published by others, not sent to the Initiative
SURPLUS = "surplus_cells"  # text of cells beyond the last header
REMARK = "remark"  # the role of a field of free text that decides nothing: a second column of it does no harm
_NO_WORD = re.compile(r"[\W_]+")
UNREAD = "unread_cells"  # what of the row could not be read: JSON of rule, case, field and text
READER_FIELDS = (MEDIUM, SURPLUS, UNREAD)  # written by the reader into every stream, never by a sender
UNIT_SIGNS = {"%": " percent ", "‰": " per mille "}  # some people write nothing else for a unit


@lru_cache(maxsize=65_536)
def normal(text: object) -> str:
    """Lower case, no accents, no punctuation, single spaces: the form in which names and headers are compared."""
    plain = str(text).casefold()
    if plain.isascii():
        if plain.isalnum():
            return plain
    else:
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", plain).split())


def code_form(text: str) -> str:
    """The normal form of a text that names a code, in which signs of units are words."""
    for sign, words in UNIT_SIGNS.items():
        text = text.replace(sign, words)
    return normal(text)


@dataclass(frozen=True)
class Code:
    """One code of a code list, with its labels."""

    code: str
    labels: dict[str, str]
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One field of a stream, in the terms of a Frictionless Table Schema."""

    name: str
    titles: dict[str, str]
    type: str
    is_required: bool
    reference: str
    enum: str
    is_list: bool
    minimum: float | None
    maximum: float | None
    period: str
    role: str
    synonyms: tuple[str, ...]
    meanings: dict[str, str]
    example: str

    @cached_property
    def headers(self) -> tuple[frozenset[str], frozenset[str]]:
        """Normal forms that name this field exactly, and those that name it by a synonym."""
        exact = frozenset(normal(text) for text in (self.name, *self.titles.values()))
        return exact, frozenset(normal(text) for text in self.synonyms) - exact


@dataclass(frozen=True)
class Stream:
    """One stream of input: its fields and the headers a file of it must have."""

    name: str
    titles: dict[str, str]
    grain: str
    needed: tuple[tuple[str, ...], ...]
    marks: frozenset[str]  # fields that no other stream has: one of them is enough to recognise this one
    fields: tuple[Field, ...] = field(repr=False)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by their names."""
        return {each.name: each for each in self.fields}

    @cached_property
    def spellings(self) -> tuple[dict[str, str], dict[str, str]]:
        """Field by the normal form of its exact names, and by that of its synonyms."""
        exact, loose = {}, {}
        for each in self.fields:
            for form in each.headers[0]:
                exact.setdefault(form, each.name)
            for form in each.headers[1]:
                loose.setdefault(form, each.name)
        return exact, loose

    @property
    def field_names(self) -> list[str]:
        """Every text column of the stream, those of the reader last."""
        return [*self.by_name, *READER_FIELDS]


def _number(text: str) -> float | None:
    return float(text) if text else None


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _rows(name: str) -> list[dict[str, str]]:
    with (SCHEMAS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _field(row: dict[str, str]) -> Field:
    return Field(
        name=row["name"],
        titles={language: row[f"title_{language}"] for language in LANGUAGES},
        type=row["type"],
        is_required=row["required"] == "true",
        reference=row["reference"],
        enum=row["enum"],
        is_list=row["is_list"] == "true",
        minimum=_number(row["minimum"]),
        maximum=_number(row["maximum"]),
        period=row["period"],
        role=row["role"],
        synonyms=_split(row["synonyms"]),
        meanings={language: row[f"meaning_{language}"] for language in LANGUAGES},
        example=row["example"],
    )


@cache
def streams() -> dict[str, Stream]:
    """Every declared stream by name, in the order of the declaration."""
    fields: dict[str, list[Field]] = {}
    for row in _rows("fields.csv"):
        fields.setdefault(row["stream"], []).append(_field(row))
    return {
        row["stream"]: Stream(
            name=row["stream"],
            titles={language: row[f"title_{language}"] for language in LANGUAGES},
            grain=row["grain"],
            needed=tuple(tuple(group.split("+")) for group in row["needed"].split()),
            marks=frozenset(filter(None, row["marks"].split("+"))),
            fields=tuple(fields[row["stream"]]),
        )
        for row in _rows("streams.csv")
    }


@cache
def codes() -> dict[str, tuple[Code, ...]]:
    """Every code list by name."""
    lists: dict[str, list[Code]] = {}
    for row in _rows("codes.csv"):
        labels = {language: row[f"label_{language}"] for language in LANGUAGES}
        lists.setdefault(row["enum"], []).append(Code(row["code"], labels, _split(row["synonyms"])))
    return {name: tuple(members) for name, members in lists.items()}


@cache
def code_spellings(enum: str) -> dict[str, str]:
    """Code by the normal form of every spelling of it: the code itself, its labels, its synonyms."""
    spellings: dict[str, str] = {}
    for member in codes()[enum]:
        for text in (member.code, *member.labels.values(), *member.synonyms):
            spellings.setdefault(code_form(text), member.code)
    return spellings
