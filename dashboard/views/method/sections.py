"""The sections of the method as they open on the page; the one that a reader comes for stands first and is open."""

from collections.abc import Callable

import streamlit as st

from dashboard.queries import published, strategy_rows
from dashboard.rendering import glossary, method_sections
from dashboard.rendering.panels import method_cases, method_comparison, method_relevance
from dashboard.rendering.registers import columns, tables, terms
from dashboard.shell import address, foot, headings
from dashboard.shell.here import Here


def show(here: Here) -> None:
    """Every section under its title, closed but the one asked for; on paper all are open."""
    asked = address.text("section")
    with st.container(key="method_sections"):
        for name in sorted(method_sections.SECTIONS, key=lambda one: one != asked):
            with st.expander(here.words(f"method.section.{name}"), expanded=name == asked):
                SHOWN[name](here)


def _verdict(here: Here) -> None:
    here.show(method_cases.formulas(here.words), "formulas")


def _cases(here: Here) -> None:
    words, vectors = here.words, method_cases.cases(here.words)
    here.show(tables.register(vectors, columns.VECTORS, words("method.vectors_caption"), words, here.links), "vectors")
    foot.foot(here, "vectors", here.made_from("rules"), vectors, is_worked_below=True)


def _linear(here: Here) -> None:
    words, compared = here.words, method_comparison.comparison(here.words)
    here.show(method_comparison.why_linear(words), "linear")
    caption = words("method.compare_caption")
    here.show(tables.register(compared, columns.COMPARISON, caption, words, here.links), "comparison")
    foot.foot(here, "comparison", words("method.compare_source"), compared, is_worked_below=True)
    here.show(method_comparison.sources(words), "comparison_sources")


def _terms(here: Here) -> None:
    words, every = here.words, strategy_rows.terms(here.path)
    adopted = terms.worded(every[every["term_origin"] == terms.ADOPTED], words)
    caption = words("terms.adopted_caption", n=len(adopted))
    if adopted.empty:
        st.caption(headings.escaped(caption))
    else:
        here.show(tables.register(adopted, terms.COLUMNS, caption, words, here.links), "terms")
    foot.foot(here, "terms", here.made_from("terms"), adopted, is_worked_below=True)


def _money(here: Here) -> None:
    here.show(method_cases.money(here.words), "money")


def _changes(here: Here) -> None:
    here.show(method_cases.changes(here.words), "changes")


def _soils(here: Here) -> None:
    words = here.words
    here.show(method_relevance.definition(words), "relevance")
    measures = published.later_table(here.path, "marts.relevance_measures")
    here.show(method_relevance.said(method_relevance.summary(measures, words)), "measured_sentence")
    if len(measures):
        shown = method_relevance.measured(measures, published.later_table(here.path, "marts.lists"), words)
        caption = words("method.measured_caption")
        here.show(tables.register(shown, method_relevance.COLUMNS, caption, words, here.links), "measured")
        foot.foot(here, "measured", words("method.measured_source"), measures, is_worked_below=True)


def _task_forces(here: Here) -> None:
    here.show(method_cases.task_forces(here.words), "task_forces")


def _rows(here: Here) -> None:
    here.show(method_cases.rows(here.words), "rows")


def _glossary(here: Here) -> None:
    here.show(glossary.listed(here.words), "glossary")


SHOWN: dict[str, Callable[[Here], None]] = {
    method_sections.VERDICT: _verdict,
    method_sections.CASES: _cases,
    method_sections.LINEAR: _linear,
    method_sections.TERMS: _terms,
    method_sections.MONEY: _money,
    method_sections.CHANGES: _changes,
    method_sections.SOILS: _soils,
    method_sections.TASK_FORCES: _task_forces,
    method_sections.ROWS: _rows,
    method_sections.GLOSSARY: _glossary,
}
