"""How is a verdict reached? Formulas in words, and the test cases computed on this page by the rules themselves."""

from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell
from dashboard.views.method import cases as method
from dashboard.views.method import comparison

here = shell.here()
words = here.words
vectors, compared = method.cases(words), comparison.comparison(words)

shell.headline(here, record.method(words))
here.show(method.formulas(words), "formulas")
shell.heading(words("method.vectors"))
here.show(tables.register(vectors, columns.VECTORS, words("method.vectors_caption"), words, here.links), "vectors")
foot.foot(here, "vectors", words("source.rules"), vectors, is_worked_below=True)
shell.heading(words("method.linear_title"))
here.show(comparison.why_linear(words), "linear")
shell.heading(words("method.compare_title"))
caption = words("method.compare_caption")
here.show(tables.register(compared, columns.COMPARISON, caption, words, here.links), "comparison")
foot.foot(here, "comparison", words("method.compare_source"), compared, is_worked_below=True)
here.show(comparison.sources(words), "comparison_sources")
shell.heading(words("method.money_title"))
here.show(method.money(words), "money")
shell.missing(here, words("missing.method"), words("missing.secretariat"))
