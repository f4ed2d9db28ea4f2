"""Records of a country as a register shows them: names of practices, what they have no money in, the way to them.

Does not belong here: which records are asked for.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.rendering.registers.tables import Cell, Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

AMOUNTS = ("committed_eur", "preparation_eur")


def named(rows: pd.DataFrame, practices: Mapping[str, str], words: Words, links: Links) -> pd.DataFrame:
    """The rows with the names of their practices; an amount is none where all of it is a policy loan, or none of it is."""
    none = Cell(words("missing.none"), "number muted")
    loans = rows["policy_loans_eur"]
    amounts = {
        name: [
            none if is_missing(value) and not is_missing(loan) else value
            for value, loan in zip(rows[name], loans, strict=True)
        ]
        for name in AMOUNTS
    }
    said = [_practices(codes, practices, words) for codes in rows["practices"]]
    apart = [none if is_missing(loan) else loan for loan in loans]
    return with_ways(rows.assign(practices=said, policy_loans_eur=apart, **amounts), words, links)


def with_ways(rows: pd.DataFrame, words: Words, links: Links) -> pd.DataFrame:
    """The rows with ways to the page of each record and to it at its source; an address of another kind stays a text."""
    titles = [
        Way(title, links("record", id=project_id))
        for title, project_id in zip(rows["title"], rows["project_id"], strict=True)
    ]
    sources = [
        Way(words("open_records.at_source"), str(address)) if str(address).startswith("https://") else address
        for address in rows["source_link"]
    ]
    return rows.assign(title=titles, source_link=sources)


def _practices(codes: Any, names: Mapping[str, str], words: Words) -> str:
    if is_missing(codes) or not codes:
        return words("open_records.no_practice")
    return ", ".join(names.get(code, code) for code in str(codes).split(";"))
