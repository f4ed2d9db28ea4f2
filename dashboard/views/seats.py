"""Who sits in the task forces, and what have they reported?"""

from dashboard import queries, shell
from dashboard.figures import columns, foot, tables
from dashboard.findings import strategy

here = shell.here()
words = here.words
task_forces = queries.table(here.path, "marts.task_forces")

shell.headline(here, strategy.seats(task_forces, words))
here.show(tables.register(task_forces, columns.SEATS, words("seats.caption"), words, here.links), "seats")
foot.foot(here, "task_forces", words("source.task_forces"), task_forces)
shell.missing(here, words("missing.seats"), words("missing.seats_who"))
