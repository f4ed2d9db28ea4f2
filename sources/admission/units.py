"""Reads what stands beside a number, in its header or its cell, as a scale, a unit or a currency; words that are none are named.

The units are declared in `schemas/units.csv`. Which unit a column has, and what follows, is judged in `quantities`.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sources.findings import SCHEMAS
from sources.names.reference import Register, spelt
from sources.streams import UNIT_SIGNS, Field, code_form, normal

LONGEST_UNIT = 3  # words
_GROUPS = re.compile(r"^(?:[^\s/()]+/)+(?=\w)")  # of a form, before the question: 'funds/amount'
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BEHIND = re.compile(r"(?:[,:–—]|\s-|\s(?:in|en)\s)\s*([^()\[\]]+)$", re.IGNORECASE)
_GLUED = re.compile(r"(k|m|mm|mio|mn|bn|t)?([a-z]{3}|[^\w\s]|fcfa)(k|m|mm|mio|mn|bn)?$", re.IGNORECASE)
_SIGNS = re.compile(r"[%‰€£$¥\u20a0-\u20cf]")
_PER = re.compile(r"\w\s*/\s*[a-zà-ÿ]|\b(?:per|par|por)\s+(?!cent|mil)", re.IGNORECASE)
# Words beside a unit that change nothing: 'in thousands of EUR', 'value (original currency)'.
_NEUTRAL_WORDS = (
    "in en of de des du d the x total if known number nombre número amount montant importe local currency original s e es "
    "devise moneda locale nacional national currencies optional facultatif opcional approx about environ units unités le "
    "value valeur valor requested asked committed yyyy mm dd ca circa figures chiffres cifras la"
)
_NEUTRAL = frozenset(normal(word) for word in _NEUTRAL_WORDS.split())


@dataclass(frozen=True)
class Unit:
    """What stands beside a number: a factor, the dimension of its unit, currencies it may name, and what was not understood."""

    factor: float | None = 1.0  # to the unit of the dimension; None where nothing converts it
    dimension: str = ""
    written: str = ""
    currencies: tuple[str, ...] = ()
    unknown: str = ""
    is_rate: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether no scale, unit or currency was understood."""
        return self.factor == 1 and not (self.dimension or self.currencies or self.is_rate)


@cache
def _spellings() -> dict[str, list[dict[str, str]]]:
    """The declared units by the normal form of each spelling."""
    units: dict[str, list[dict[str, str]]] = {}
    with (SCHEMAS / "units.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for spelling in row["spellings"].split(";"):
                units.setdefault(normal(spelling), []).append(row)
    return units


def phrases(header: str, field: Field) -> list[str]:
    """The parts of a header that may name a unit: what stands in brackets, behind a comma or dash, or behind the known name."""
    header, names = _GROUPS.sub("", header), field.headers[0] | field.headers[1]
    if normal(header) in names and not _SIGNS.search(header):
        return []
    found = _BRACKETED.findall(header)
    bare = _BRACKETED.sub(" ", header)
    if all(normal(part) in names for part in bare.split(" / ")):  # the same name in several languages
        return found
    behind = _BEHIND.search(bare)
    last = bare.split()[-1:] if not behind else []
    return [*found, *([behind[1]] if behind else last)]


def _forms(text: str, currencies: Register) -> tuple[str, ...]:
    """The words of a phrase, signs of units and currencies as words, glued ones apart: 'kEUR' is 'k eur'."""
    words: list[str] = []
    for word in re.sub(r"(?<=\d)[,.'’](?=\d{3}\b)", " ", text).replace("²", "2").split():
        glued = _GLUED.match(word)
        if glued and (glued[1] or glued[3]) and _is_currency(spelt(glued[2]), currencies):
            words += [part for part in glued.groups() if part]
        else:
            words.append(word)
    spoken = (code_form(word) if UNIT_SIGNS.keys() & set(word) else spelt(word) for word in words)
    return tuple(" ".join(spoken).split())


def _is_currency(form: str, currencies: Register) -> bool:
    return form in currencies.spellings or form in currencies.doubtful


def unit_of(text: str, currencies: Register, kind: str) -> Unit:
    """The unit, scale and currencies that a phrase names, for a column of a kind: money, area, count."""
    factor, dimension, named, unknown = 1.0, "", (), []
    for words, rows in _named(_forms(text, currencies), currencies, kind):
        if isinstance(rows, tuple):
            named = rows if not named or set(rows) <= set(named) else (*named, *rows)
        elif not rows:
            unknown += [word for word in words if word not in _NEUTRAL]
        else:
            row = next((each for each in rows if each["dimension"] == kind), rows[0])
            factor = factor * float(row["factor"]) if row["factor"] and factor is not None else None
            if row["dimension"] != "scale":
                dimension = (
                    row["dimension"] if dimension in ("", row["dimension"]) else f"{dimension}+{row['dimension']}"
                )
    return Unit(factor, dimension, " ".join(text.split()), named, " ".join(unknown), bool(_PER.search(text)))


def _named(
    words: tuple[str, ...], currencies: Register, kind: str
) -> Iterator[tuple[tuple[str, ...], list[dict[str, str]] | tuple[str, ...]]]:
    """The words of a phrase, the longest known run first, with the units or the currencies it names."""
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_UNIT, len(words) - place), 0, -1):
            run = words[place : place + length]
            form = " ".join(run)
            units = [row for row in _spellings().get(form, []) if row["only_for"] in ("", kind)]
            codes = currencies.doubtful.get(form) or (
                (currencies.spellings[form],) if form in currencies.spellings else ()
            )
            if units and not (codes and kind == "money" and len(form) >= 3):
                yield run, units
            elif codes and (kind == "money" or len(form) >= 3):
                yield run, codes
            else:
                continue
            break
        else:
            length, run = 1, words[place : place + 1]
            yield run, []
        place += length
