"""Records of a country as a register shows them: names of practices, ways to the record here and at its source."""

from collections.abc import Mapping

import pandas as pd

from dashboard.rendering.registers.tables import Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing


def named(rows: pd.DataFrame, practices: Mapping[str, str], words: Words, links: Links) -> pd.DataFrame:
    """The rows with the practices by their names, the title and the address at the source as ways."""
    said = [
        "" if is_missing(codes) else ", ".join(practices.get(code, code) for code in str(codes).split(";"))
        for codes in rows["practices"]
    ]
    return with_ways(rows.assign(practices=said), words, links)


def with_ways(rows: pd.DataFrame, words: Words, links: Links) -> pd.DataFrame:
    """The rows with title and address at the source as ways; an address of another kind stays a text."""
    titles = [
        Way(str(title), links("record", id=str(project)))
        for title, project in zip(rows["title"], rows["project_id"], strict=True)
    ]
    sources = [
        Way(words("open_records.at_source"), str(address)) if str(address).startswith("https://") else address
        for address in rows["source_link"]
    ]
    return rows.assign(title=titles, source_link=sources)
