"""How much of the Initiative's own budget was available? Kept apart from money on the ground."""

from functools import partial

import streamlit as st

from dashboard.queries import published
from dashboard.rendering.charts.budget import budget_chart, stated
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import columns, tables
from dashboard.shell import board_pack, foot, headings, page_foot
from dashboard.shell.chart import chart
from dashboard.shell.here import current

here = current()
words = here.words
budgets = published.table(here.path, "marts.budgets")
support = published.table(here.path, "marts.support")
headline = money.budget(here.figures, words)

headings.headline(here, headline)
board_pack.offer(here)
if len(stated(budgets)):
    st.caption(headings.escaped(words("budget.caption")))
    chart(here, "budget", headline.sentence, partial(budget_chart, budgets))
if len(budgets):
    newest = budgets.sort_values(["budget_year", "budget_eur"], ascending=False)
    here.show(tables.register(newest, columns.BUDGETS, words("budget.items"), words, here.links), "budgets")
foot.foot(here, "budgets", here.made_from("budget"), budgets)
if len(support):
    headings.heading(words("budget.support"))
    here.show(tables.register(support, columns.SUPPORT, words("budget.support_caption"), words, here.links), "support")
    foot.foot(here, "support", here.made_from("support"), support)
page_foot.missing(here, "budget")
