"""Where soils lost most carbon and who invests there, below the grid: context, and in no score."""

from functools import partial

import streamlit as st

from dashboard.queries import published
from dashboard.rendering.charts.soil import debt_against_money
from dashboard.rendering.headlines import coverage
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings
from dashboard.shell.chart import chart
from dashboard.shell.here import Here

SOIL_ROWS = 20


def soil(here: Here) -> None:
    """Where soils lost most carbon, and who invests there: dots and the ranked table, context and in no score."""
    words = here.words
    names = published.table(here.path, "marts.countries").drop(columns=["region_code"])
    rows = published.table(here.path, "marts.country_need").merge(names, on="country_code", how="left")
    rows = rows.assign(committed_eur=rows[["core_eur", "contributing_eur"]].sum(axis=1, min_count=1))
    countries = tables.labelled(rows, words)
    title = coverage.soil(countries, SOIL_ROWS, words)
    headings.heading(title)
    if countries["soc_debt_mt"].notna().any():
        st.caption(headings.escaped(words("soil.caption")))
        chart(here, "soil", title, partial(debt_against_money, countries))
        shown = countries.dropna(subset=["debt_rank"]).sort_values("debt_rank").head(SOIL_ROWS)
        here.show(
            tables.register(shown, columns.SOIL, words("soil.table", n=len(shown)), words, here.links), "soil_table"
        )
    foot.foot(here, "country_need", words("source.soil"), countries)
