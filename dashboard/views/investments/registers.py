"""What the page says of all money and of what is picked alike: the years, the givers, the objectives."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.queries.listing import Listing
from dashboard.rendering.charts.money import years_chart
from dashboard.rendering.figures import Figured
from dashboard.rendering.folding import FEW
from dashboard.rendering.registers import columns, tables
from dashboard.rendering.selection import Selection
from dashboard.rendering.words import is_missing
from dashboard.shell import foot, headings, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import Here

SHOWN = 25


def years(here: Here, rows: pd.DataFrame, picked: Selection | None = None) -> None:
    """Money by year and state: the chart, under what counts in it; of a choice also what its bars make together."""
    words = here.words
    if len(rows):
        title, said = words("investments.years"), words("investments.years_note")
        amount = rows.loc[rows["state"] == "committed", "amount_eur"].sum(min_count=1)
        if picked and not is_missing(amount):
            said = f"{said} {words('investments.years_amount', amount=words.euros(amount))}"
        headings.heading(title)
        st.caption(headings.escaped(said))
        chart(here, "by_year", f"{title}. {said}", partial(years_chart, rows), picked)
    foot.foot(here, "investments_by_year", here.made_from("money"), rows)


def funders(here: Here, rows: pd.DataFrame, figured: Figured | None) -> None:
    """A part of the givers, those with most committed first; `figured` where the numbers are figures of the release."""
    words = here.words
    headings.heading(words("investments.funders"))
    part = parts.chosen("funders", len(rows), SHOWN)
    numbers = figured.of(here.figures) if figured else None
    caption = words("investments.funders_caption")
    here.show(
        tables.register(part.of(rows), columns.FUNDERS, caption, words, here.links, numbers=numbers, shown=FEW),
        "funders",
    )
    parts.show(here, "funders", part, len(rows), "investments")
    foot.foot(here, "funders", here.made_from("money"), rows)


def objectives(here: Here, rows: pd.DataFrame, listed: pd.DataFrame | Listing, figured: Figured | None) -> None:
    """What is asked, committed and missing by objective; `listed` are the rows of the CSV."""
    words = here.words
    headings.heading(words("investments.objectives"))
    named = tables.labelled(rows, words, words("missing.none"))
    numbers = figured.of(here.figures) if figured else None
    caption = words("investments.objectives_caption")
    here.show(tables.register(named, columns.TOTALS, caption, words, here.links, numbers=numbers, shown=FEW), "totals")
    foot.foot(here, "investments", here.made_from("money"), listed)
