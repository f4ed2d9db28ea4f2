"""What several pages let a reader pick, kept in the address.

Does not belong here: a choice that one page alone offers (`views`).
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries import strategy_rows
from dashboard.rendering.release_names import names
from dashboard.shell import address
from dashboard.shell.here import Here
from warehouse.releases import Release


def objective_or_all(here: Here) -> str:
    """The objective picked, empty for all of them."""
    words, objectives = here.words, strategy_rows.objectives(here.path)
    first = objectives[objectives["horizon"] == 2030].to_dict("records")
    offered = {"": words("pipeline.all")}
    offered |= {row["objective_code"]: f"{row['objective_code']} {words.label(row)}" for row in first}
    with st.container(width=360):
        return address.one("objective", words("objective.pick"), offered, words.language)


def release(here: Here, name: str, label: str, offered: Sequence[Release]) -> Release:
    """One of the releases offered, each with its label; the first stands for no choice and is not in the address."""
    by_id = {each.release_id: each for each in offered}
    shown = names(list(by_id.values()), here.words)
    with st.container(width=360):
        return by_id[address.one(name, label, shown, here.words.language)]
