"""Who sits in the task forces, and what have they reported?"""

from dashboard.queries import published
from dashboard.rendering.headlines import strategy
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current

here = current()
words = here.words
task_forces = published.table(here.path, "marts.task_forces")

headings.headline(here, strategy.seats(here.figures, words))
here.show(
    tables.register(
        task_forces, columns.SEATS, words("seats.caption"), words, here.links, numbers=figured.SEATS.of(here.figures)
    ),
    "seats",
)
foot.foot(here, "task_forces", words("source.task_forces"), task_forces)
page_foot.missing(here, "seats")
