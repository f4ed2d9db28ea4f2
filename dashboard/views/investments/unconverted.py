"""Amounts on the page of investments that could not be converted to euros: each in its own currency, in no sum."""

import streamlit as st

from dashboard.queries import money_rows
from dashboard.queries.listing import count, listing
from dashboard.rendering.folding import FEW
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings, parts
from dashboard.shell.here import Here

SHOWN = 25
IN_ADDRESS = "unconverted"


def show(here: Here) -> None:
    """The title with the number of amounts, a part of them, and all of them in the CSV."""
    words, every = here.words, count(here.path, money_rows.UNCONVERTED)
    headings.heading(words("unconverted.title", n=here.figures.noted().count("unconverted_amounts")))
    part = parts.chosen(IN_ADDRESS, every, SHOWN)
    amounts = listing(here.path, money_rows.UNCONVERTED, part)
    if every:
        st.caption(headings.escaped(words("unconverted.caption")))
        caption = words("unconverted.table")
        here.show(
            tables.register(amounts.shown, columns.UNCONVERTED, caption, words, here.links, shown=FEW), "unconverted"
        )
        parts.show(here, IN_ADDRESS, part, every, "investments")
    foot.foot(here, "unconverted", here.made_from("money"), amounts)
