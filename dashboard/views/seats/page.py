"""Who sits in the task forces, and what have they reported?"""

from dashboard.queries import answers as queries
from dashboard.rendering.headlines import strategy
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell

here = shell.here()
words = here.words
task_forces = queries.table(here.path, "marts.task_forces")

shell.headline(here, strategy.seats(task_forces, words))
here.show(tables.register(task_forces, columns.SEATS, words("seats.caption"), words, here.links), "seats")
foot.foot(here, "task_forces", words("source.task_forces"), task_forces)
shell.missing(here, words("missing.seats"), words("missing.seats_who"))
