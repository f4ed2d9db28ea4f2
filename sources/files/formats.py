"""Reads number formats of cells: what Excel shows beside a stored number (per cent, currency, thousands, a unit).

Which cells have a format is found in `appearance`; what follows from it for a field, in `shown`.
"""

import re
from dataclasses import dataclass

PERCENT_FORMATS = {9: "0%", 10: "0.00%"}  # built in; the others that are built in show no unit, or that of the machine
GENERAL = "general"
DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
CURRENCY_SIGNS = "€$£¥₦₹₱₫₵"
_SECTION_END = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].')
_SCALE = re.compile(r"[0#?](,+)(?![0#?,])")
_PLACEHOLDERS = re.compile(r"[0#?.,+\-()/\s%E]+")


@dataclass(frozen=True)
class Form:
    """What a number format shows of a number: as per cent, divided by a thousand so many times, beside which text."""

    is_percent: bool
    thousands: int
    beside: str


def form_of(code: str) -> Form | None:
    """What a format shows beyond the plain number; None for plain numbers, dates and text."""
    first = _SECTION_END.split(code, maxsplit=1)[0]
    literals = [next(filter(None, found.groups()), "") for found in _TOKEN.finditer(first)]
    body = _TOKEN.sub("", first)
    if body.strip().lower() == GENERAL:
        body = ""
    elif DATE_LETTERS.search(body) or "@" in body:
        return None
    scale = _SCALE.search(body)
    literals.append(_PLACEHOLDERS.sub(" ", body))
    beside = " ".join("".join(literals).split())
    form = Form("%" in body, len(scale[1]) if scale else 0, beside if _says_something(beside) else "")
    return None if form == Form(False, 0, "") else form


def _says_something(text: str) -> bool:
    return any(letter.isalpha() or letter in CURRENCY_SIGNS for letter in text)
