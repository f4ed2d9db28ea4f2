"""Matches names and codes to canonical ids: exactly, through reviewed spellings, never by guessing; suggests the nearest.

The lists are read by `reference`, lists in one cell are parted by `listing`; a name is judged in `sources.admission`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from sources.findings import Parameter
from sources.names.placeholders import is_whole_world
from sources.names.reference import Reference, Register, spelt
from sources.streams import normal

SUGGESTIONS = 3
COMPARED = 4 * SUGGESTIONS  # a code, and a label in each of three languages
LEAST_LIKENESS = 62  # of 100
ALMOST_THE_SAME = 92  # of 100: one organisation written in two ways, to be confirmed by a human
LONGEST_QUERY = 80
LONGEST_CODE = 3
SLUG_LENGTH = 60
PLACES = ("country", "region")
# Codes of countries that people write for "not available", "no", "non communiqué", "not reported".
ANSWERS = frozenset({"na", "no", "nc", "nr"})
# Words of three letters that are codes or abbreviations of countries too.
_WORDS = (
    "ago and are arm bel can car cog cub dom eau est fin guy gum lie mac mar mus nor pan per pol sen som sur ton vat"
)
WORDS = frozenset(_WORDS.split())
# 'C3 - Increased investments', 'C3: ...', 'Objective C3 (...)'; a blank is needed before the dash, so that 'In-country' is not India.
_LABELLED = re.compile(
    r"\s*(?:objective|objectif|objetivo|task force)?\s*(?P<lead>[^(:|]{1,60}?)(?:\s+[-–—|]\s*|\s*[:(|]\s*)(?P<label>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PREFIXED = re.compile(r"\s*(?:objective|objectif|objetivo|task force)\s+([A-Z]\d)\s*$", re.IGNORECASE)
_PIECES = re.compile(r"[,;&/+|()]|(?:^|\s)(?:and|et|y|und|e)\s|\s[-–—]\s", re.IGNORECASE)
# What publishers write beside the name of a region.
_QUALIFIERS = re.compile(r"\b(?:multi[- ]?(?:country|regional)|regional|programs?|programmes?)\b", re.IGNORECASE)
_AROUND = " -–—:,/()"
_CODE_LIKE = re.compile(r"[A-Z]\d(?:\.\d+)?")
LONGEST_NAME_SOUGHT = 3  # words of a name that is looked for within a label


@dataclass(frozen=True)
class Doubt:
    """Why a text that looks like a known name is not taken for it: the rule, and the parameters of its message."""

    rule_id: str
    details: tuple[tuple[str, Parameter], ...]

    @property
    def named(self) -> dict[str, Parameter]:
        """The parameters of the message by name."""
        return dict(self.details)


def code_of(text: str, register: Register) -> str | None:
    """The code a text means: a code, a label, a reviewed spelling, or 'CODE - label'; None when it is unknown or in doubt."""
    meaning = meaning_of(text, register)
    return meaning if isinstance(meaning, str) else None


@lru_cache(maxsize=65_536)
def meaning_of(text: str, register: Register) -> str | Doubt | None:
    """The code a text means, or why it is in doubt; None when it is unknown."""
    if readings := register.doubtful.get(spelt(text)):
        return _several(text, readings, register)
    if register.kind in PLACES and is_whole_world(text):
        return Doubt("NAM-012", (("text", text),))
    if code := exact(text, register):
        return Doubt("NAM-013", (("text", text), ("code", code))) if is_answer(text, register) else code
    return _labelled(text, register)


def exact(text: str, register: Register) -> str | None:
    """The code of a text that is a code, a label or a reviewed spelling and nothing else."""
    form = spelt(text)
    if register.kind == "region" and form.isdecimal() and form.zfill(3) in register.codes:
        return form.zfill(3)  # spreadsheets drop the zeros of M49 codes
    if register.kind == "country" and not text.strip().isupper() and (len(form) < LONGEST_CODE or form in WORDS):
        return None  # 'in', 'is', 'and' are words; such codes and abbreviations count in capitals only
    return register.spellings.get(form)


def is_answer(text: str, register: Register) -> bool:
    """Whether a code of a country may as well be an answer: NA, NO."""
    return register.kind == "country" and normal(text) in ANSWERS


def _several(text: str, readings: tuple[str, ...], register: Register) -> Doubt:
    """The doubt that a spelling has several readings; money in such a currency is in no sum, and its row stays."""
    named = tuple((register.labels["en"].get(code, code), code) for code in readings)
    if register.kind == "currency":
        return Doubt("NAM-007", (("case", "several"), ("text", text), ("readings", named)))
    return Doubt("NAM-011", (("text", text), ("readings", named)))


def _labelled(text: str, register: Register) -> str | Doubt | None:
    """The code of 'CODE - label' or 'name (remark)'; in doubt where the label says another thing, or more."""
    if text.isalnum():
        return None  # nothing parts a code from a label
    if prefixed := _PREFIXED.match(text):
        return exact(prefixed[1], register)
    if not (parts := _LABELLED.match(text)):
        return None
    lead, label = parts["lead"].strip(), parts["label"].strip().removesuffix(")").strip()
    beside = exact(label, register)
    readings = register.doubtful.get(spelt(lead), ())
    code = beside if readings and beside in readings else exact(lead, register)
    if code is None:
        return None
    if readings and beside not in readings:
        return _several(text, readings, register)
    if beside == code:
        return code
    if beside is not None:
        return Doubt("NAM-014", (("text", text), ("code", code), ("label", label), ("other", beside)))
    if is_answer(lead, register):
        return Doubt("NAM-013", (("text", text), ("code", code)))
    return Doubt("NAM-015", (("text", text),)) if _says_more(label, code, register) else code


def _says_more(label: str, code: str, register: Register) -> bool:
    """Whether a label goes on after the name of its code, or names another code."""
    pieces = [piece.strip() for piece in _PIECES.split(label) if piece.strip()]
    codes = [exact(piece, register) for piece in pieces]
    words = [word for word in re.split(r"[\s,;&/+|():]+", label) if word]
    if register.kind in PLACES:
        named = {
            exact(name, register)
            for name in _runs(words)
            if len(name) > LONGEST_CODE or is_written_code(name, register)
        }
    else:
        named = {word for word in words if _CODE_LIKE.fullmatch(word)}
    return bool({*codes, *named} - {None, code}) or (len(pieces) > 1 and codes[0] == code)


def _runs(words: list[str]) -> list[str]:
    """Every run of one to three words."""
    lengths = range(1, LONGEST_NAME_SOUGHT + 1)
    return [" ".join(words[start : start + length]) for length in lengths for start in range(len(words) - length + 1)]


def is_written_code(word: str, register: Register) -> bool:
    """Whether a word is a code of the list, written as one."""
    known = exact(word, register) is not None and word.isupper()
    return known and (register.kind != "country" or len(word) <= LONGEST_CODE)


def region_within(text: str, regions: Register) -> str | None:
    """The region in which a place of several countries lies; empty where it lies in none or in several, None if unknown.

    'Regional - Latin America', 'Africa, Regional Programs Multi-Country' and 'World' are such places.
    """
    meaning = meaning_of(text, regions)
    if meaning is None and (bare := _QUALIFIERS.sub(" ", text)) != text:
        bare = " ".join(bare.split()).strip(_AROUND)
        meaning = meaning_of(bare, regions) if bare else Doubt("NAM-012", ())
    return "" if isinstance(meaning, Doubt) else meaning


def nearest(text: str, written: Mapping[str, str], codes: Mapping[str, str]) -> list[str]:
    """Up to three known spellings that look most like the text, nearest first; of each code the nearest alone.

    `written` gives the spelling of each normal form, `codes` its code.
    """
    query = normal(text)[:LONGEST_QUERY]
    # A short code lies within almost any word, so codes are suggested for codes only.
    choices = [form for form in written if len(form) > LONGEST_CODE or len(query) <= LONGEST_CODE + 1]
    found = process.extract(query, choices, scorer=fuzz.WRatio, limit=COMPARED, score_cutoff=LEAST_LIKENESS)
    spelt_of: dict[str, str] = {}
    for form, _, _ in found:
        spelt_of.setdefault(codes[form], written[form])
    return list(spelt_of.values())[:SUGGESTIONS]


def almost(text: str, written: Mapping[str, str]) -> str | None:
    """The known spelling that is nearly the same as the text without being it, if there is one."""
    query = normal(text)[:LONGEST_QUERY]
    found = process.extractOne(query, list(written), scorer=fuzz.token_sort_ratio, score_cutoff=ALMOST_THE_SAME)
    return written[found[0]] if found and found[0] != query else None


def near_names(text: str, register: Register) -> dict[str, Parameter]:
    """Parameters of the way out of an unknown name: the nearest spellings with code and names; no former currency."""
    written = {form: name for form, name in register.written.items() if register.spellings[form] not in register.former}
    closest = nearest(text, written, register.spellings)
    return {"closest": [_near(name, register.spellings[spelt(name)], register) for name in closest]}


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
