"""Does this objective move? Two verdicts, the path, what one more figure would settle, the projects, who carries it."""

import streamlit as st

from dashboard.queries import published, strategy_rows
from dashboard.rendering import cards
from dashboard.rendering.headlines import objective
from dashboard.rendering.panels import verdicts
from dashboard.rendering.panels.objective_facts import facts_of, goal_label, groups, notes
from dashboard.rendering.registers import columns, figured, tables, terms
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current
from dashboard.views.objective import figures
from dashboard.views.objective.chosen import chosen_code

here = current()
words, links, release = here.words, here.links, here.path
objectives = strategy_rows.objectives(release)
head, picker = st.container(), st.container()
with picker:
    code = chosen_code(objectives, words)
indicators, progress = published.of_objective(release, "marts.indicators", code), strategy_rows.progress(release, code)
every = facts_of(objectives, progress, indicators, code, words)
facts = every[0]

with head:
    here.show(
        verdicts.trail(objectives, code, goal_label(strategy_rows.goals(release), facts, words), words, links),
        "trail",
    )
    headings.headline(here, objective.objective(here.figures, facts.verdict, facts.first, facts.label, words))
lines = [
    list(filter(None, (*objective.verdict_lines(here.figures, row, words), terms.origins(row, words))))
    for row in (facts.first, facts.second)
]
here.show(verdicts.verdicts([facts.first, facts.second], lines, words), "verdicts")

for group in groups(every):
    figures.show_group(here, group)

headings.heading(words("objective.indicators"))
here.show(
    tables.register(
        progress,
        columns.PROGRESS,
        words("objective.indicators_caption"),
        words,
        links,
        numbers=figured.PROGRESS.of(here.figures),
    ),
    "indicators",
)
foot.foot(here, f"progress_{code}", words("source.objective", code=code), progress)

headings.heading(words("terms.title"))
terms_of = strategy_rows.terms(release)
shown = terms.worded(terms_of[terms_of["objective_code"] == code], words)
here.show(tables.register(shown, terms.COLUMNS, words("terms.caption"), words, links), "terms")
foot.foot(here, f"terms_{code}", words("source.terms"), shown)

figures.show_projects(here, code)
facilities = published.table(release, "marts.facilities")
seats = published.of_objective(release, "marts.task_forces", code).to_dict("records")[0]
here.show(cards.notes(notes(facts, facilities, seats, words, links)), "notes")
page_foot.missing(here, "objective", code)
