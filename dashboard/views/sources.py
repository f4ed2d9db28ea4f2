"""What was read, how old is it, and what was refused?"""

from dashboard import address, queries, shell
from dashboard.figures import cards, columns, foot, parts, tables
from dashboard.findings import record

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
