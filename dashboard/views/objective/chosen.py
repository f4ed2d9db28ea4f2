"""The objective that the address names, or the one picked."""

import pandas as pd
import streamlit as st

from dashboard.rendering.words import Words
from dashboard.shell import address


def chosen_code(objectives: pd.DataFrame, words: Words) -> str:
    """The code of the address, or the one picked; kept in the address."""
    rows = objectives[objectives["horizon"] == 2030]
    labels = {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in rows.to_dict("records")}
    codes = list(labels)
    asked = address.text("code").upper()
    start = codes.index(asked) if asked in codes else 0
    picked = st.selectbox(
        words("objective.pick"),
        codes,
        index=start,
        format_func=labels.__getitem__,
        width=360,
        key=f"code_{asked}",
        label_visibility="collapsed",
    )
    if picked != asked:
        address.keep("code", picked)
        address.keep(address.PART, "")
    return picked
