"""Who gives how much, when, and for which objective?"""

import streamlit as st

from dashboard import queries, shell
from dashboard.charts import money as charts
from dashboard.charts.template import CONFIG
from dashboard.figures import columns, foot, tables
from dashboard.findings import money

here = shell.here()
words, release = here.words, here.path
totals, funders, years = queries.money_by_objective(release), queries.funders(release), queries.money_by_year(release)
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
here.show(tables.register(totals, columns.TOTALS, words("investments.objectives_caption"), words, here.links), "totals")
foot.foot(here, "investments", words("source.money"), queries.table(release, "marts.investments"))
shell.missing(here, words("missing.investments"), words("missing.investments_who"))
