"""Records of a country as a register shows them: names of practices, the way to it at its source."""

from collections.abc import Mapping

import pandas as pd

from dashboard.rendering.registers.tables import Way
from dashboard.rendering.words import Words, is_missing


def named(rows: pd.DataFrame, practices: Mapping[str, str], words: Words) -> pd.DataFrame:
    """The rows with the practices by their names, the address at the source as a way."""
    said = [
        "" if is_missing(codes) else ", ".join(practices.get(code, code) for code in str(codes).split(";"))
        for codes in rows["practices"]
    ]
    return with_ways(rows.assign(practices=said), words)


def with_ways(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The rows with the address at the source as a way; an address of another kind stays a text."""
    sources = [
        Way(words("open_records.at_source"), str(address)) if str(address).startswith("https://") else address
        for address in rows["source_link"]
    ]
    return rows.assign(source_link=sources)
