"""How much of the Initiative's own budget was available? Kept apart from money on the ground."""

from functools import partial

from dashboard.queries import answers as queries
from dashboard.rendering.charts import money as charts
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell
from dashboard.shell.chart import chart

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
