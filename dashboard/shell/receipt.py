"""The receipt of a file on its way from the page Submit to the page Letters; never in the address, which is copied and logged.

Does not belong here: how a receipt is made (`warehouse.receipts`).
"""

import streamlit as st

from dashboard.rendering.words import Words
from dashboard.shell import headings

KEPT = "receipt"
LONGEST = 40  # signs that are taken of what somebody types


def keep(receipt: str) -> None:
    """Let the page Letters begin with this receipt."""
    st.session_state[KEPT] = receipt


def ask(words: Words) -> str:
    """The receipt that a sender types, at first the one of the file sent last from here."""
    typed = st.text_input(
        words("receipt.ask"),
        value=st.session_state.get(KEPT, ""),
        placeholder=words("receipt.form"),
        max_chars=LONGEST,
        autocomplete="off",
        key=f"receipt_typed_{words.language}",
    )
    with st.container(key="receipt_help"):  # not on paper, where nothing is typed
        st.caption(headings.escaped(words("receipt.help")))
    keep(typed)
    return typed
