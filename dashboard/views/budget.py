"""How much of the Initiative's own budget was available? Kept apart from money on the ground."""

from functools import partial

from dashboard import queries, shell
from dashboard.charts import money as charts
from dashboard.figures import columns, foot, tables
from dashboard.figures.chart import chart
from dashboard.findings import money

here = shell.here()
words = here.words
budgets = queries.table(here.path, "marts.budgets")
support = queries.table(here.path, "marts.support")
found = money.budget(budgets, words)

shell.headline(here, found)
if len(budgets):
    chart(here, "budget", found.headline, partial(charts.budget, budgets))
foot.foot(here, "budgets", words("source.budget"), budgets)
if len(support):
    shell.heading(words("budget.support"))
    here.show(tables.register(support, columns.SUPPORT, words("budget.support_caption"), words, here.links), "support")
    foot.foot(here, "support", words("source.support"), support)
shell.missing(here, words("missing.budget"), words("missing.secretariat"))
