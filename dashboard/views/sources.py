"""What was read, how old is it, and what was refused?"""

from dashboard import queries, shell
from dashboard.figures import cards, columns, foot, tables
from dashboard.findings import record

here = shell.here()
words = here.words
sources = queries.table(here.path, "marts.sources")

shell.headline(here, record.sources(sources, words))
here.show(cards.equation(sources, words), "equation")
here.show(tables.register(sources, columns.SOURCES, words("sources.caption"), words, here.links), "sources")
foot.foot(here, "sources", words("source.release"), sources)
shell.missing(here, words("missing.sources"), words("missing.sources_who"))
