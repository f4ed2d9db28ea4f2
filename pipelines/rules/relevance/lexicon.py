"""The reviewed words of relevance: what is masked, which rules speak of soils, and which practices they name.

Belongs here: reading and refusing the reviewed tables, and the form in which texts and patterns meet. Does not: what a
record is found to be (`judging`), and any word of a rule (`sources/strategy/relevance_*.csv`).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

CORE, CONTRIBUTING, NONE = "core", "contributing", "none"
TEXT_FIELDS = ("title", "text", "any", "classification")
CODE_FIELDS = ("sectors", "policy_markers", "tags")
LANGUAGES = ("en", "fr", "es", "pt", "de", "code")
MASKS, RULES, PRACTICES = "relevance_masks", "relevance_rules", "practices"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    MASKS: ("mask_id", "language", "text_pattern", "note"),
    RULES: ("rule_id", "family", "grade", "field", "language", "text_pattern", "practice_code", "note"),
    PRACTICES: ("practice_code", "label_en", "label_fr", "label_es", "sequence"),
}
# Stands where a look-alike stood: no letter and no blank, so that no pattern reaches across it.
MASKED = "|"


def _plain_letter(code: int) -> str:
    """The letter without its accent, small; one character for one, so that a place in one text is a place in the other."""
    letter = chr(code)
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base if len(base) == 1 and base.isascii() else letter


# Latin letters with their accents; typographic dashes and quotation marks; blanks of every width.
_FOLDED = {code: _plain_letter(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))}
_FOLDED |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014), "-") | dict.fromkeys((0x2018, 0x2019), "'")
_FOLDED |= {0xDF: "s", 0xD8: "o", 0xF8: "o", 0x131: "i", 0x142: "l"}


def spaced(text: str) -> str:
    """The text in composed letters with single blanks: what kept words are cut from."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """A spaced text in small letters without accents, each character in its place: what patterns are written for.

    Signs and letters of other scripts become question marks: on plain ASCII pandas can ask RE2, which is ten times faster.
    """
    return text.translate(_FOLDED).encode("ascii", "replace").decode("ascii")


def any_of(patterns: pd.Series) -> str:
    """One pattern that finds what any of them finds."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The reviewed tables of relevance, checked; patterns meet texts that are `folded`."""

    masks: pd.DataFrame
    rules: pd.DataFrame
    practices: pd.DataFrame

    @classmethod
    def of(cls, reviewed: Mapping[str, pd.DataFrame]) -> "Lexicon":
        """Made from the reviewed tables as they are written; raises ValueError naming table, rule and fault."""
        masks, rules, practices = (_table(reviewed, name) for name in (MASKS, RULES, PRACTICES))
        known = set(practices["practice_code"].dropna())
        faults = [
            *_named_twice(masks["mask_id"]),
            *_named_twice(rules["rule_id"]),
            *(fault for row in masks.to_dict("records") for fault in _faults_of_pattern(row["mask_id"], row)),
            *(fault for row in rules.to_dict("records") for fault in _faults_of_rule(row, known)),
        ]
        if faults:
            raise ValueError(" ".join(faults))
        return cls(masks, rules, practices)

    @cached_property
    def mask(self) -> str:
        """One pattern for every mask."""
        return any_of(self.masks["text_pattern"])


def _table(reviewed: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    table = reviewed.get(name)
    lacking = [column for column in COLUMNS[name] if table is None or column not in table]
    if table is None or lacking:
        raise ValueError(f"The reviewed table {name} lacks {', '.join(lacking)}.")
    return table[list(COLUMNS[name])].reset_index(drop=True)


def _named_twice(ids: pd.Series) -> list[str]:
    return [f"{name}: two rows have this ID." for name in ids[ids.duplicated()].unique()]


def _faults_of_rule(rule: Mapping, practices: set[str]) -> list[str]:
    allowed = {"grade": (CORE, CONTRIBUTING), "field": (*TEXT_FIELDS, *CODE_FIELDS)}
    faults = [
        f"{rule['rule_id']}: {column} {rule[column]!r} is not one of {', '.join(values)}."
        for column, values in allowed.items()
        if rule[column] not in values
    ]
    if pd.notna(rule["practice_code"]) and rule["practice_code"] not in practices:
        faults.append(f"{rule['rule_id']}: there is no practice {rule['practice_code']!r}.")
    return [*faults, *_faults_of_pattern(rule["rule_id"], rule)]


def _faults_of_pattern(name: str, row: Mapping) -> list[str]:
    """Why a pattern cannot be used: no language of ours, no pattern, one that finds nothing or is never met."""
    pattern, language = row["text_pattern"], row["language"]
    if language not in LANGUAGES:
        return [f"{name}: language {language!r} is not one of {', '.join(LANGUAGES)}."]
    if pd.isna(pattern):
        return [f"{name}: there is no pattern."]
    if not pattern.isascii() or re.search(r"\(\?[^:]|\((?!\?)|\\[sSdDW1-9]", pattern):
        return [
            f"{name}: {pattern!r} holds what is not known here: an accent, a group that is kept, a look around, \\s."
        ]
    try:
        compiled = re.compile(pattern, re.ASCII)
    except re.error as error:
        return [f"{name}: {pattern!r} is not a pattern: {error}."]
    if compiled.search(""):
        return [f"{name}: {pattern!r} finds nothing at all, and so every text."]
    return []
