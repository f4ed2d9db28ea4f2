"""Is this objective moving? Two verdicts, the path, what one more figure would settle, the projects, who carries it."""

import streamlit as st

from dashboard.queries import answers as queries
from dashboard.rendering import cards
from dashboard.rendering.headlines import objective as findings
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot
from dashboard.shell import frame as shell
from dashboard.views.objective import sections as page

here = shell.here()
words, links, release = here.words, here.links, here.path
objectives = queries.objectives(release)
head, picker = st.container(), st.container()
with picker:
    code = page.chosen_code(objectives, words)
indicators, progress = queries.of_objective(release, "marts.indicators", code), queries.progress(release, code)
told = page.facts(objectives, progress, indicators, code, words)
facts = told[0]

with head:
    here.show(
        cards.trail(objectives, code, page.goal_label(queries.goals(release), facts, words), words, links), "trail"
    )
    shell.headline(here, findings.objective(facts.verdict, facts.first, facts.label, words))
lines = [findings.verdict_lines(row, words) for row in (facts.first, facts.second)]
here.show(cards.verdicts([facts.first, facts.second], lines, words), "verdicts")

for group in page.groups(told):
    page.show_group(here, group)

shell.heading(words("objective.indicators"))
here.show(
    tables.register(progress, columns.PROGRESS, words("objective.indicators_caption"), words, links), "indicators"
)
foot.foot(here, f"progress_{code}", words("source.objective", code=code), progress)

page.show_projects(here, code)
here.show(cards.three_notes(page.notes(release, facts, words, links)), "notes")
shell.missing(here, page.missing(facts, words), words("missing.objective_who", code=code))
