"""Does this objective move? Two verdicts, the path, what one more figure would settle, the projects, who carries it."""

import streamlit as st

from dashboard.queries import owed_rows, published, strategy_rows
from dashboard.rendering import cards
from dashboard.rendering.panels import verdicts
from dashboard.rendering.panels.objective_facts import facts_of, goal_label, groups, notes
from dashboard.rendering.panels.opening import opening, under_verdicts
from dashboard.shell import headings, page_foot
from dashboard.shell.here import current
from dashboard.views.objective import figures, reporting
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
steps = strategy_rows.milestones(release, code)
own = steps[steps["indicator_code"] == facts.indicator_code].to_dict("records")

with head:
    here.show(
        verdicts.trail(objectives, code, goal_label(strategy_rows.goals(release), facts, words), words, links),
        "trail",
    )
    headings.headline(here, opening(here.figures, facts, own, words))
here.show(verdicts.verdicts(facts.rows, under_verdicts(here.figures, facts, words), words), "verdicts")
reporting.offer(here, every, steps.to_dict("records"))

for group in groups(every):
    figures.show_group(here, group)

figures.show_folded(here, code, progress)
figures.show_projects(here, code)
facilities = published.table(release, "marts.facilities")
owed = owed_rows.owed_by_name(release, links, words, code)["owed"].to_list()
seats = published.of_objective(release, "marts.task_forces", code).to_dict("records")[0]
here.show(cards.notes(notes(facts, facilities, seats, owed, words, links)), "notes")
page_foot.missing(here, "objective", code)
