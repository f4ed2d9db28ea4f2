"""What was read, how old is it, and what was refused?"""

from dashboard.queries import problem_rows, published
from dashboard.rendering import cards
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import address, foot, headings, page_foot, parts
from dashboard.shell.here import current

ROWS_SHOWN = 100

here = current()
words = here.words
sources = record.worst_first(
    record.refusals(published.table(here.path, "marts.sources"), problem_rows.refusals(here.path), words)
)

headings.headline(here, record.sources(here.figures, words))
here.show(cards.read_equation(here.figures, words), "equation")
part = parts.chosen(address.PART, len(sources), ROWS_SHOWN)
here.show(tables.register(part.of(sources), columns.SOURCES, words("sources.caption"), words, here.links), "sources")
parts.show(here, address.PART, part, len(sources), "sources")
foot.foot(here, "sources", here.made_from("release"), sources)
page_foot.missing(here, "sources")
