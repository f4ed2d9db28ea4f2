"""Columns of text as lists: each distinct text is handled once, so that 100,000 rows take seconds."""

from collections.abc import Mapping

import pandas as pd

from sources.addresses import BEGINNING, has_address, without_addresses


def distinct(texts: pd.Series) -> list[str]:
    """The texts of a column, each once, in order of appearance; missing ones left out."""
    return texts.dropna().unique().tolist()


def mapped(texts: pd.Series, meanings: Mapping[str, object], dtype: str = "str") -> pd.Series:
    """What each text of the column means; missing where the text is missing or means nothing."""
    if texts.isna().all():
        return pd.Series(None, index=texts.index, dtype=dtype)
    positions, known = texts.factorize()
    # A missing text has position -1: the last meaning, which is none.
    values = pd.Series([*map(meanings.get, known.tolist()), None], dtype=dtype)
    return values.take(positions).set_axis(texts.index)


def cells(texts: pd.Series) -> list[str]:
    """The column as a list of texts, missing ones as empty texts."""
    return texts.fillna("").tolist()


def addressed(texts: pd.Series) -> dict[str, str]:
    """The texts of a column in which an address stands, each with what is left once every address is withheld."""
    begun = distinct(texts[texts.str.contains(BEGINNING, regex=True, na=False)])
    return {text: without_addresses(text) for text in begun if has_address(text)}
