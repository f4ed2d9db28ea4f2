"""How is a verdict reached? Formulas in words, and the test cases computed on this page by the rules themselves."""

from dashboard.queries import published, strategy_rows
from dashboard.rendering.headlines import record
from dashboard.rendering.panels import method_cases, method_comparison, method_relevance
from dashboard.rendering.registers import columns, tables, terms
from dashboard.shell import foot, headings
from dashboard.shell.here import current

here = current()
words = here.words
vectors, compared = method_cases.cases(words), method_comparison.comparison(words)

headings.headline(here, record.method(words))
here.show(method_cases.formulas(words), "formulas")
headings.heading(words("method.vectors"))
here.show(tables.register(vectors, columns.VECTORS, words("method.vectors_caption"), words, here.links), "vectors")
foot.foot(here, "vectors", words("source.rules"), vectors, is_worked_below=True)
headings.heading(words("method.linear_title"))
here.show(method_comparison.why_linear(words), "linear")
headings.heading(words("method.compare_title"))
caption = words("method.compare_caption")
here.show(tables.register(compared, columns.COMPARISON, caption, words, here.links), "comparison")
foot.foot(here, "comparison", words("method.compare_source"), compared, is_worked_below=True)
here.show(method_comparison.sources(words), "comparison_sources")
headings.heading(words("terms.adopted_title"))
every = strategy_rows.terms(here.path)
adopted = terms.worded(every[every["term_origin"] == terms.ADOPTED], words)
caption = words("terms.adopted_caption", n=len(adopted))
here.show(tables.register(adopted, terms.COLUMNS, caption, words, here.links), "terms")
foot.foot(here, "terms", words("source.terms"), adopted)
headings.heading(words("method.money_title"))
here.show(method_cases.money(words), "money")
headings.heading(words("method.changes_title"))
here.show(method_cases.changes(words), "changes")
headings.heading(words("method.relevance_title"))
here.show(method_relevance.definition(words), "relevance")
measures = published.later_table(here.path, "marts.relevance_measures")
headings.heading(words("method.measured_title"))
here.show(method_relevance.said(method_relevance.summary(measures, words)), "measured_sentence")
if len(measures):
    shown = method_relevance.measured(measures, published.later_table(here.path, "marts.lists"), words)
    caption = words("method.measured_caption")
    here.show(tables.register(shown, method_relevance.COLUMNS, caption, words, here.links), "measured")
    foot.foot(here, "measured", words("method.measured_source"), measures, is_worked_below=True)
