"""Who gives how much, when, and for which objective?"""

import streamlit as st

from dashboard import queries, shell
from dashboard.charts import money as charts
from dashboard.charts.template import CONFIG
from dashboard.figures import columns, foot, tables
from dashboard.findings import money

DOUBLES_SHOWN = 50

here = shell.here()
words, release = here.words, here.path
totals, funders = queries.named_money_by_objective(release), queries.funders(release)
years = queries.money_by_year(release)
found = money.investments(totals, queries.activities(release), words)

shell.headline(here, found)
if len(years):
    figure = charts.by_year(years, shell.mode(), words, shell.watermark(here))
    st.plotly_chart(figure, theme=None, key="by_year", config=CONFIG, alt=found.headline)
foot.foot(here, "investments_by_year", words("source.money"), years)
shell.heading(words("investments.funders"))
here.show(tables.register(funders, columns.FUNDERS, words("investments.funders_caption"), words, here.links), "funders")
foot.foot(here, "funders", words("source.money"), funders)
shell.heading(words("investments.objectives"))
named = tables.labelled(totals, words, words("missing.none"))
here.show(tables.register(named, columns.TOTALS, words("investments.objectives_caption"), words, here.links), "totals")
foot.foot(here, "investments", words("source.money"), queries.table(release, "marts.investments"))
resting = queries.table(release, "marts.concentration")
shell.heading(money.concentration(resting, words))
caption = words("investments.concentration_caption")
told = resting[resting["funders_count"] > 0]
if len(told):
    here.show(tables.register(told, columns.CONCENTRATION, caption, words, here.links), "concentration")
foot.foot(here, "concentration", words("source.money"), resting)
pairs = money.doubles(queries.table(release, "marts.likely_doubles"), words)
shell.heading(words("doubles.title", n=len(pairs)))
if len(pairs):
    st.caption(shell.escaped(words("doubles.caption")))
    shown = pairs.head(DOUBLES_SHOWN)
    told_of = words("doubles.table", shown=len(shown), total=len(pairs))
    here.show(tables.register(shown, columns.DOUBLES, told_of, words, here.links), "doubles")
foot.foot(here, "likely_doubles", words("source.money"), pairs)
shell.missing(here, words("missing.investments"), words("missing.investments_who"))
