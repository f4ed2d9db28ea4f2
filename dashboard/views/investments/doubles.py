"""Likely doubles on the page of investments: pairs of rows that may be one grant, and what decides each."""

import pandas as pd
import streamlit as st

from dashboard.queries import published
from dashboard.queries.listing import Listing, of_table
from dashboard.rendering.folding import FEW
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings, parts
from dashboard.shell.here import Here

SHOWN = 25
IN_ADDRESS = "doubles"


def show(here: Here) -> None:
    """The title with the number of pairs, a part of them, and all of them in the CSV."""
    words, count = here.words, published.row_counts(here.path)["marts.likely_doubles"]
    headings.heading(words("doubles.title", n=here.figures.noted().count("likely_doubles")))
    part = parts.chosen(IN_ADDRESS, count, SHOWN)
    pairs = of_table(here.path, "marts.likely_doubles", part)
    shown = money.doubles(pairs.shown, words)
    if count:
        st.caption(headings.escaped(words("doubles.caption")))
        here.show(
            tables.register(shown, columns.DOUBLES, words("doubles.table"), words, here.links, shown=FEW), "doubles"
        )
        parts.show(here, IN_ADDRESS, part, count, "investments")
    foot.foot(here, "likely_doubles", here.made_from("money"), Listing(shown, count, lambda: _decided(pairs, here)))


def _decided(pairs: Listing, here: Here) -> pd.DataFrame:
    return money.doubles(pairs.whole(), here.words)
