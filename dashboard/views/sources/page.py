"""What was read, how old is it, and what was refused?"""

from dashboard.queries import answers as queries
from dashboard.rendering import cards
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import address, foot, parts
from dashboard.shell import frame as shell

ROWS_SHOWN = 100

here = shell.here()
words = here.words
sources = record.refusals(queries.table(here.path, "marts.sources"), queries.refusals(here.path), words)

shell.headline(here, record.sources(sources, words))
here.show(cards.equation(sources, words), "equation")
part = parts.chosen(address.PART, len(sources), ROWS_SHOWN)
here.show(tables.register(part.of(sources), columns.SOURCES, words("sources.caption"), words, here.links), "sources")
parts.show(here, address.PART, part, len(sources), "sources")
foot.foot(here, "sources", words("source.release"), sources)
shell.missing(here, words("missing.sources"), words("missing.sources_who"))
