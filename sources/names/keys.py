"""Keys of names and identifiers: the one form in which they are compared; other rooms compare keys, not spellings.

Belongs here: a key for each name of a table. Does not: which organisation a name means (`directory`, `matching`).
"""

import re
import unicodedata
from collections.abc import Collection, Mapping

import pandas as pd

from sources.addresses import WITHHELD
from sources.files.listing import mark_of
from sources.streams import normal
from sources.texts import distinct, mapped

# The key of each column of names, in every table that has it.
KEY_OF = {
    "organisation_name": "organisation_key",
    "funder_name": "funder_key",
    "receiver_name": "receiver_key",
    "title": "title_key",
}

# The keys of each table of admission; names of other tables meet nobody else's.
KEYS_OF_TABLE: Mapping[str, tuple[str, ...]] = {
    "projects": ("title_key",),
    "project_organisations": ("organisation_key",),
    "contributions": ("funder_key", "receiver_key"),
    "activities": ("title_key", "organisation_key"),
    "partnerships": ("organisation_key",),
    "organisations": ("organisation_key",),
}

_WHOLE_NUMBER = re.compile(r"0*(\d+)(?:\.0+)?")


def identifier_key(text: str) -> str:
    """The form in which identifiers are compared: without case and blanks, a whole number without leading zeros or .0."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    key = "".join(plain.split()).casefold()
    return number[1] if (number := _WHOLE_NUMBER.fullmatch(key)) else key


def identifiers_apart(withheld: Mapping[str, str]) -> dict[str, str]:
    """What is left of each identifier once its addresses are withheld, marked by what it was: two that differ stay two.

    Where nothing else is left there is no identifier, and nothing is marked.
    """
    return {
        text: left if left == WITHHELD else f"{left}~{mark_of(identifier_key(text))}" for text, left in withheld.items()
    }


def name_keys(names: pd.Series) -> pd.Series:
    """The key of each name: lower case, no accents, no punctuation, single spaces; missing where nothing is left."""
    return mapped(names, {name: normal(name) or None for name in distinct(names)})


def with_keys(rows: pd.DataFrame, columns: Collection[str]) -> pd.DataFrame:
    """The rows with the keys that are among the columns of their table."""
    return rows.assign(**{key: name_keys(rows[name]) for name, key in KEY_OF.items() if key in columns})


def keyed(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables of admission by short name, with the keys that each of them has."""
    return {name: with_keys(rows, KEYS_OF_TABLE.get(name, ())) for name, rows in tables.items()}
