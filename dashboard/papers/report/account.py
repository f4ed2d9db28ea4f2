"""What the figures rest on: sources, findings, totals and their parts, the method, the dictionary."""

from collections.abc import Callable
from functools import partial

from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import ONE_ROW, Edition
from dashboard.queries import problem_rows, published, strategy_rows
from dashboard.rendering import cards, glossary, method_sections
from dashboard.rendering.headlines import record
from dashboard.rendering.panels import method_cases, method_comparison, method_example, method_relevance
from dashboard.rendering.registers import columns, declarations, figured, tables, terms


def sources(edition: Edition) -> list[Draft]:
    """What was read, how old is it, and what was refused?"""
    words, release = edition.words, edition.path
    rows = record.worst_first(
        record.refusals(published.table(release, "marts.sources"), problem_rows.refusals(release), words)
    )
    page = Draft(edition, "sources", words("page.sources"), record.sources(edition.figures, words))
    page.show(cards.read_equation(edition.figures, words))
    page.register(Register("sources", rows, columns.SOURCES, words("sources.caption"), edition.made_from("release")))
    page.missing()
    return [page]


def quality(edition: Edition) -> list[Draft]:
    """What is wrong in the files that came in, by stream, file and rule?"""
    words, release, source = edition.words, edition.path, edition.made_from("release")
    counts = record.rules_named(problem_rows.counts(release), words)
    page = Draft(edition, "quality", words("page.quality"), record.quality(edition.figures, words))
    if len(counts):
        caption = words("quality.counts_caption")
        page.register(Register("groups", counts, columns.PROBLEM_COUNTS, caption, source, figured=figured.FINDINGS))
        page.heading(words("quality.rows"))
        problems = problem_rows.open_ones(release, ONE_ROW).whole()
        caption = words("quality.caption", n=len(problems))
        worded = partial(record.in_words, words=words)
        page.register(Register("findings", problems, columns.PROBLEMS, caption, source, worded=worded))
    page.missing()
    return [page]


def reconciliation(edition: Edition) -> list[Draft]:
    """Do the parts add up to the totals?"""
    words, release, source = edition.words, edition.path, edition.made_from("release")
    totals = published.table(release, "marts.reconciliation")
    page = Draft(edition, "reconciliation", words("page.reconciliation"), record.reconciliation(edition.figures, words))
    worded, caption = record.explained(totals, words), words("reconciliation.caption")
    page.register(Register("totals", worded, columns.RECONCILIATION, caption, source, figured=figured.RECONCILIATION))
    left_out = record.named(published.later_table(release, "marts.exclusions"), words)
    if len(left_out):
        page.heading(words("reconciliation.left_out"))
        caption = words("reconciliation.left_out_caption")
        page.register(Register("exclusions", left_out, columns.EXCLUSIONS, caption, source))
    page.missing()
    return [page]


def method(edition: Edition) -> list[Draft]:
    """How is a verdict reached? An example in words, then each section of the method."""
    words = edition.words
    page = Draft(edition, "method", words("page.method"), record.method(words))
    page.heading(words("method.example.title"))
    page.show(method_example.example(words))
    for name in method_sections.SECTIONS:
        page.heading(words(f"method.section.{name}"), section=name)
        SECTIONS[name](page)
    return [page]


def _show_cases(page: Draft) -> None:
    words = page.words
    caption, source = words("method.vectors_caption"), page.edition.made_from("rules")
    page.register(Register("vectors", method_cases.cases(words), columns.VECTORS, caption, source))


def _show_linear(page: Draft) -> None:
    """Why the path is a straight line, and how other methods read the same cases."""
    words = page.words
    page.show(method_comparison.why_linear(words))
    compared, caption = method_comparison.comparison(words), words("method.compare_caption")
    page.register(Register("compared", compared, columns.COMPARISON, caption, words("method.compare_source")))
    page.show(method_comparison.sources(words))


def _show_terms(page: Draft) -> None:
    words, every = page.words, strategy_rows.terms(page.edition.path)
    adopted = terms.worded(every[every["term_origin"] == terms.ADOPTED], words)
    caption = words("terms.adopted_caption", n=len(adopted))
    page.register(Register("adopted", adopted, terms.COLUMNS, caption, page.edition.made_from("terms")))


def _show_relevance(page: Draft) -> None:
    """What makes an open record one about soils, and how well the rules find those that people find."""
    words, release = page.words, page.edition.path
    page.show(method_relevance.definition(words))
    measures = published.later_table(release, "marts.relevance_measures")
    page.show(method_relevance.said(method_relevance.summary(measures, words)))
    if len(measures):
        shown = method_relevance.measured(measures, published.later_table(release, "marts.lists"), words)
        caption, source = words("method.measured_caption"), words("method.measured_source")
        page.register(Register("measured", shown, method_relevance.COLUMNS, caption, source))


SECTIONS: dict[str, Callable[[Draft], None]] = {
    method_sections.VERDICT: lambda page: page.show(method_cases.formulas(page.words)),
    method_sections.CASES: _show_cases,
    method_sections.LINEAR: _show_linear,
    method_sections.TERMS: _show_terms,
    method_sections.MONEY: lambda page: page.show(method_cases.money(page.words)),
    method_sections.CHANGES: lambda page: page.show(method_cases.changes(page.words)),
    method_sections.SOILS: _show_relevance,
    method_sections.TASK_FORCES: lambda page: page.show(method_cases.task_forces(page.words)),
    method_sections.ROWS: lambda page: page.show(method_cases.rows(page.words)),
    method_sections.GLOSSARY: lambda page: page.show(glossary.listed(page.words)),
}


def dictionary(edition: Edition) -> list[Draft]:
    """What does every table and column mean?"""
    words, names = edition.words, declarations.published()
    declared = declarations.columns(words)
    page = Draft(edition, "dictionary", words("page.dictionary"), record.dictionary(len(names), len(declared), words))
    for name in names:
        own, caption = declared[declared["table"] == name], declarations.grain(name, words)
        page.opens(name, tables.register(own, columns.DICTIONARY, caption, words, edition.links))
    page.foot(edition.made_from("contracts"))
    return [page]
