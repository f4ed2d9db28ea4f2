"""The country that the address names, and the picker that names another one."""

import unicodedata
from typing import Any

import streamlit as st

from dashboard.queries import soil_rows
from dashboard.shell import address, selecting
from dashboard.shell.here import Here

PICKER_WIDTH = 320  # px


def chosen_country(here: Here) -> dict[str, Any] | None:
    """The row of the country chosen, by its name; None where the address names none that is known."""
    words = here.words
    rows = {str(row["country_code"]): row for row in soil_rows.needs(here.path).to_dict("records")}
    names = {code: words.label(row) for code, row in rows.items()}
    ordered = sorted(names, key=lambda code: unicodedata.normalize("NFKD", names[code]))
    offered = {"": words("country.pick"), **{code: names[code] for code in ordered}}
    selecting.restore_one("country", "code", "countries")
    with st.container(width=PICKER_WIDTH):
        code = address.one("code", words("column.country_code"), offered, words.language)
    return rows.get(code)
