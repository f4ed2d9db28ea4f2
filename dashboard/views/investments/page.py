"""Who gives how much, when, and for which objective?"""

from functools import partial

import streamlit as st

from dashboard.queries import answers as queries
from dashboard.queries.listing import of_table
from dashboard.rendering.charts import money as charts
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, parts
from dashboard.shell import frame as shell
from dashboard.shell.chart import chart
from dashboard.views.investments import doubles, unconverted

FUNDERS_SHOWN = 25

here = shell.here()
words, release = here.words, here.path
totals, funders = queries.named_money_by_objective(release), queries.funders(release)
years = queries.money_by_year(release)
found = money.investments(totals, queries.activities(release), words)

shell.headline(here, found)
if len(years):
    chart(here, "by_year", found.headline, partial(charts.by_year, years))
foot.foot(here, "investments_by_year", words("source.money"), years)
shell.heading(words("investments.funders"))
part = parts.chosen("funders", len(funders), FUNDERS_SHOWN)
caption = words("investments.funders_caption")
here.show(tables.register(part.of(funders), columns.FUNDERS, caption, words, here.links), "funders")
parts.show(here, "funders", part, len(funders), "investments")
foot.foot(here, "funders", words("source.money"), funders)
shell.heading(words("investments.objectives"))
named = tables.labelled(totals, words, words("missing.none"))
here.show(tables.register(named, columns.TOTALS, words("investments.objectives_caption"), words, here.links), "totals")
foot.foot(here, "investments", words("source.money"), of_table(release, "marts.investments"))
resting = queries.table(release, "marts.concentration")
shell.heading(money.concentration(resting, words))
caption = words("investments.concentration_caption")
told = resting[resting["funders_count"] > 0]
if len(told):
    st.caption(shell.escaped(money.on_one_agreement(resting, words)))
    here.show(tables.register(told, columns.CONCENTRATION, caption, words, here.links), "concentration")
foot.foot(here, "concentration", words("source.money"), resting)
doubles.show(here)
unconverted.show(here)
support = queries.table(release, "marts.support")
shell.heading(words("budget.support"))
if len(support):
    here.show(tables.register(support, columns.SUPPORT, words("budget.support_caption"), words, here.links), "support")
foot.foot(here, "support", words("source.support"), support)
shell.missing(here, words("missing.investments"), words("missing.investments_who"))
