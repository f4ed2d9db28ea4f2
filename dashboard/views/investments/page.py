"""Who gives how much, when, and for which objective?"""

from functools import partial

import streamlit as st

from dashboard.queries import money_rows, published
from dashboard.queries.listing import of_table
from dashboard.rendering.charts.money import years_chart
from dashboard.rendering.headlines import money, soils
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import foot, headings, page_foot, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import current
from dashboard.views.investments import doubles, unconverted

FUNDERS_SHOWN = 25

here = current()
words, release = here.words, here.path
totals, funders = money_rows.by_named_objective(release), money_rows.funders(release)
years = money_rows.by_year(release)
headline = money.investments(here.figures, words)

headings.headline(here, headline)
st.caption(headings.escaped(soils.read(here.figures, words).sentence))
if len(years):
    chart(here, "by_year", headline.sentence, partial(years_chart, years))
foot.foot(here, "investments_by_year", here.made_from("money"), years)
headings.heading(words("investments.funders"))
part = parts.chosen("funders", len(funders), FUNDERS_SHOWN)
caption = words("investments.funders_caption")
here.show(
    tables.register(
        part.of(funders), columns.FUNDERS, caption, words, here.links, numbers=figured.FUNDERS.of(here.figures)
    ),
    "funders",
)
parts.show(here, "funders", part, len(funders), "investments")
foot.foot(here, "funders", here.made_from("money"), funders)
headings.heading(words("investments.objectives"))
named = tables.labelled(totals, words, words("missing.none"))
here.show(
    tables.register(
        named,
        columns.TOTALS,
        words("investments.objectives_caption"),
        words,
        here.links,
        numbers=figured.TOTALS.of(here.figures),
    ),
    "totals",
)
foot.foot(here, "investments", here.made_from("money"), of_table(release, "marts.investments"))
concentration = published.table(release, "marts.concentration")
rests = money.concentration(here.figures, words)
headings.heading(rests.sentence)
caption = words("investments.concentration_caption")
funded = concentration[concentration["funders_count"] > 0]
if len(funded):
    st.caption(headings.escaped(rests.lede))
    here.show(
        tables.register(
            funded, columns.CONCENTRATION, caption, words, here.links, numbers=figured.CONCENTRATION.of(here.figures)
        ),
        "concentration",
    )
foot.foot(here, "concentration", here.made_from("money"), concentration)
doubles.show(here)
unconverted.show(here)
support = published.table(release, "marts.support")
headings.heading(words("budget.support"))
if len(support):
    here.show(tables.register(support, columns.SUPPORT, words("budget.support_caption"), words, here.links), "support")
foot.foot(here, "support", here.made_from("support"), support)
page_foot.missing(here, "investments")
