"""How is a verdict reached? Formulas in words, and the test cases computed on this page by the rules themselves."""

from dashboard import shell
from dashboard.figures import columns, foot, method, tables
from dashboard.findings import record

here = shell.here()
words = here.words
vectors = method.vectors(words)

shell.headline(here, record.method(words))
here.show(method.formulas(words), "formulas")
shell.heading(words("method.vectors"))
here.show(tables.register(vectors, columns.VECTORS, words("method.vectors_caption"), words, here.links), "vectors")
foot.foot(here, "vectors", words("source.rules"), vectors)
shell.heading(words("method.money_title"))
here.show(method.money(words), "money")
shell.missing(here, words("missing.method"), words("missing.secretariat"))
