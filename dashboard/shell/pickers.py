"""What several pages let a reader pick, kept in the address.

Does not belong here: a choice that one page alone offers (`views`).
"""

import streamlit as st

from dashboard.queries import strategy_rows
from dashboard.shell import address
from dashboard.shell.here import Here


def objective_or_all(here: Here) -> str:
    """The objective picked, empty for all of them."""
    words, objectives = here.words, strategy_rows.objectives(here.path)
    first = objectives[objectives["horizon"] == 2030].to_dict("records")
    offered = {"": words("pipeline.all")}
    offered |= {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in first}
    with st.container(width=360):
        return address.one("objective", words("objective.pick"), offered, words.language)
