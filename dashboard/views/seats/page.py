"""Who sits in the task forces, and what have they reported?"""

from dashboard.queries import published
from dashboard.rendering import pointers
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
foot.foot(here, "task_forces", here.made_from("task_forces"), task_forces)
if there := next(filter(None, map(pointers.on_platform, published.table(here.path, "marts.facilities")["source"])), ""):
    here.show(pointers.pointer(words("platform.seats"), words("platform.name"), there), "platform")
page_foot.missing(here, "seats")
