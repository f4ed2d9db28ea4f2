"""What do the task forces owe, who sits in them, and what have they reported?"""

from dashboard.queries import owed_rows, published
from dashboard.rendering import pointers
from dashboard.rendering.folding import FEW
from dashboard.rendering.headlines import strategy
from dashboard.rendering.registers import columns, figured, owed, tables
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current

here = current()
words, links = here.words, here.links
rows = owed_rows.owed_by_name(here.path, links, words)
task_forces = owed_rows.task_forces_of(here.path, words)

headings.headline(here, strategy.seats(here.figures, words))
if len(rows):
    headings.heading(words("owed.title"))
    here.show(tables.register(rows, owed.OWED, words("owed.caption"), words, links, shown=FEW), "owed")
headings.heading(words("seats.title"))
numbers = figured.SEATS.of(here.figures)
here.show(tables.register(task_forces, columns.SEATS, words("seats.caption"), words, links, numbers=numbers), "seats")
foot.foot(here, "task_forces", here.made_from("task_forces"), task_forces, columns.SEATS)
if there := next(filter(None, map(pointers.on_platform, published.table(here.path, "marts.facilities")["source"])), ""):
    here.show(pointers.pointer(words("platform.seats"), words("platform.name"), there), "platform")
page_foot.missing(here, "seats")
