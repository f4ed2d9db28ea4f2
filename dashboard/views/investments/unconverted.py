"""Amounts on the page of investments that could not be converted to euros: each in its own currency, in no sum."""

import streamlit as st

from dashboard.queries.listing import count, listing
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings, parts
from dashboard.shell.here import Here

SHOWN = 25
IN_ADDRESS = "unconverted"

# One row per amount of cash, given or asked, without an amount in euros.
QUESTION = """
select state, amount, currency_code, funder_name, project_id, value_on, source_file, source_row
from marts.contributions
where is_counted and form = 'cash' and amount is not null and amount_eur is null
union all
select
    'asked', asked_amount, currency_code, null, project_id, coalesce(submitted_on, updated_on, starts_on),
    source_file, source_row
from marts.projects
semi join marts.opportunities using (project_id)
where is_current and asked_eur is null
order by 1, 3, 2 desc, 7, 8
"""


def show(here: Here) -> None:
    """The title with the number of amounts, a part of them, and all of them in the CSV."""
    words, every = here.words, count(here.path, QUESTION)
    headings.heading(words("unconverted.title", n=every))
    part = parts.chosen(IN_ADDRESS, every, SHOWN)
    amounts = listing(here.path, QUESTION, part)
    if every:
        st.caption(headings.escaped(words("unconverted.caption")))
        caption = words("unconverted.table")
        here.show(tables.register(amounts.shown, columns.UNCONVERTED, caption, words, here.links), "unconverted")
        parts.show(here, IN_ADDRESS, part, every, "investments")
    foot.foot(here, "unconverted", words("source.money"), amounts)
