"""Finds English sentences on a page in another language.

Belongs here: what of a page is English, and which of that is a value of the release. Does not: which pages are read.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb

from tests.dashboard.said_figures import Texts

ENGLISH = re.compile(r"\b(?:the|and|of|with|is|are|not|by|for|which)\b")  # words of no French or Spanish sentence
SAID = re.compile(r"\((?:texte en anglais|texto en inglés)\)")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def english_left(html: str, values: Sequence[str]) -> list[str]:
    """The texts of a block that read as English, are not said to be English, and are no values of the release."""
    texts = {text for text, _, _ in Texts(f"<div>{STYLE.sub('', html)}</div>").found if ENGLISH.search(text)}
    return [text for text in texts if not SAID.search(text) and ENGLISH.search(_without(text, values))]


@cache
def values_of(data: Path) -> tuple[str, ...]:
    """Every English text of every table of the newest release in a data folder, and each of a list: names and records."""
    with duckdb.connect(max((data / "releases").glob("*.duckdb")), read_only=True) as opened:
        columns = opened.sql(
            "select table_schema, table_name, column_name from information_schema.columns where data_type = 'VARCHAR'"
        ).fetchall()
        found = {
            part
            for schema, table, column in columns
            for (value,) in opened.sql(f'select distinct "{column}" from "{schema}"."{table}"').fetchall()
            for part in (value or "", *(value or "").split(";"))
            if ENGLISH.search(part)
        }
    return tuple(sorted((part.strip() for part in found), key=len, reverse=True))


def _without(text: str, values: Sequence[str]) -> str:
    for value in values:
        text = text.replace(value, "")
    return text
