"""Matches names and codes to canonical ids: exactly, through reviewed spellings, never by guessing; suggests the nearest.

The lists are read by `reference`; an unknown name is judged in `sources.admission`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from sources.findings import Parameter
from sources.names.reference import Reference, Register
from sources.streams import normal

SUGGESTIONS = 3
COMPARED = 4 * SUGGESTIONS  # a code, and a label in each of three languages
LEAST_LIKENESS = 62  # of 100
ALMOST_THE_SAME = 92  # of 100: one organisation written in two ways, to be confirmed by a human
LONGEST_QUERY = 80
LONGEST_CODE = 3
SLUG_LENGTH = 60
# 'C3 - Increased investments', 'C3: ...', 'Objective C3 (...)'; a blank is needed before the dash, so that 'In-country' is not India.
_LEADING_CODE = re.compile(
    r"\s*(?:objective|objectif|objetivo|task force)?\s*([A-Za-z0-9.]{1,12})(?:\s+[-–—|(]|\s*[:(|]|\s*$)", re.IGNORECASE
)


def code_of(text: str, register: Register) -> str | None:
    """The code a text means: a code, a label, a reviewed spelling, or 'CODE - label'; None when it is unknown."""
    form = normal(text)
    if form in register.spellings:
        return register.spellings[form]
    if register.kind == "region" and form.isdecimal() and form.zfill(3) in register.codes:
        return form.zfill(3)  # spreadsheets drop the zeros of M49 codes
    if (leading := _LEADING_CODE.match(text)) and (
        code := register.spellings.get(normal(leading[1]))
    ) in register.codes:
        return code
    return None


def nearest(text: str, written: Mapping[str, str], codes: Mapping[str, str]) -> list[str]:
    """Up to three known spellings that look most like the text, nearest first; of each code the nearest alone.

    `written` gives the spelling of each normal form, `codes` its code.
    """
    query = normal(text)[:LONGEST_QUERY]
    # A short code lies within almost any word, so codes are suggested for codes only.
    choices = [form for form in written if len(form) > LONGEST_CODE or len(query) <= LONGEST_CODE + 1]
    found = process.extract(query, choices, scorer=fuzz.WRatio, limit=COMPARED, score_cutoff=LEAST_LIKENESS)
    spelt: dict[str, str] = {}
    for form, _, _ in found:
        spelt.setdefault(codes[form], written[form])
    return list(spelt.values())[:SUGGESTIONS]


def almost(text: str, written: Mapping[str, str]) -> str | None:
    """The known spelling that is nearly the same as the text without being it, if there is one."""
    query = normal(text)[:LONGEST_QUERY]
    found = process.extractOne(query, list(written), scorer=fuzz.token_sort_ratio, score_cutoff=ALMOST_THE_SAME)
    return written[found[0]] if found and found[0] != query else None


def near_names(text: str, register: Register) -> dict[str, Parameter]:
    """Parameters of the way out of an unknown name: the nearest spellings, each with its code and its names by language."""
    closest = nearest(text, register.written, register.spellings)
    return {"closest": [_near(written, register.spellings[normal(written)], register) for written in closest]}


def _near(written: str, code: str, register: Register) -> dict[str, Parameter]:
    """A known spelling; what is no code has the names of its code, so that each reader sees one of their language."""
    names = {language: labels[code] for language, labels in register.labels.items() if labels.get(code)}
    return {"name": written, "code": code} | ({"names": names} if names and written != code else {})


def slug(text: str) -> str:
    """A readable identifier made of a name; names in other scripts get a short checksum."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].rstrip("-")
    return words if len(words) >= 2 else f"name-{checksum(normal(text))}"


def checksum(text: str) -> str:
    """Ten hexadecimal digits of the SHA-1 of a text."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def unused_aliases(reference: Reference, texts: Iterable[str]) -> list[tuple[str, str, str]]:
    """Reviewed spellings that none of the texts uses: kind, spelling, code."""
    used = {normal(text) for text in texts}
    registers = (reference.countries, reference.regions, reference.objectives, reference.organisations)
    return [
        (register.kind, spelling, code)
        for register in registers
        for form, (spelling, code) in register.aliases.items()
        if form not in used
    ]
