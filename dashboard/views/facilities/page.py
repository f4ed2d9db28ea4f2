"""Which facility carries which objectives, and how do they stand?"""

from dashboard.queries import owed_rows, published
from dashboard.rendering import pointers
from dashboard.rendering.headlines import strategy
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current

here = current()
words = here.words
facilities = tables.labelled(published.table(here.path, "marts.facilities"), words)
shown = owed_rows.names(here.path, here.links, words).in_register(facilities)

headings.headline(here, strategy.facilities(here.figures, words))
here.show(
    tables.register(
        shown,
        columns.FACILITIES,
        words("facilities.caption"),
        words,
        here.links,
        numbers=figured.FACILITIES.of(here.figures),
    ),
    "facilities",
)
foot.foot(here, "facilities", here.made_from("facilities"), facilities)
if there := next(filter(None, map(pointers.on_platform, facilities["source"])), ""):
    here.show(pointers.pointer(words("platform.facilities"), words("platform.name"), there), "platform")
page_foot.missing(here, "facilities")
