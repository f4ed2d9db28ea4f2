"""One page for each objective: verdicts, path with its working, what would settle it, terms, projects, who carries it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import ONE_ROW, Edition
from dashboard.queries import explained, owed_rows, project_rows, published, strategy_rows
from dashboard.queries.listing import listing
from dashboard.rendering import cards, method_sections
from dashboard.rendering.charts.path import PathRows, path_chart
from dashboard.rendering.charts.steps import drawn, steps_chart
from dashboard.rendering.headlines import objective
from dashboard.rendering.panels import context, settling, verdicts, working
from dashboard.rendering.panels.objective_facts import STEPS_KIND, Facts, facts_of, goal_label, groups, notes
from dashboard.rendering.panels.opening import opening, under_verdicts
from dashboard.rendering.registers import columns, figured, tables, terms
from dashboard.rendering.registers.counted_facts import by_reason, worded
from dashboard.rendering.words import is_missing


def objectives(edition: Edition) -> Iterator[Draft]:
    """A page for each objective, one after the other: with their projects they may be long."""
    return (_objective(edition, code) for code in edition.codes)


def _objective(edition: Edition, code: str) -> Draft:
    """Does this objective move?"""
    words, release, links = edition.words, edition.path, edition.links
    every_verdict = strategy_rows.objectives(release)
    progress = strategy_rows.progress(release, code)
    indicators = published.of_objective(release, "marts.indicators", code)
    every = facts_of(every_verdict, progress, indicators, code, words)
    facts = every[0]
    steps = strategy_rows.milestones(release, code)
    own = steps[steps["indicator_code"] == facts.indicator_code].to_dict("records")
    headline = opening(edition.figures, facts, own, words)
    page = Draft(edition, "objective", facts.label, headline, code)
    goal = goal_label(strategy_rows.goals(release), facts, words)
    page.show(verdicts.trail(every_verdict, code, goal, words, links))
    page.show(verdicts.verdicts(facts.rows, under_verdicts(edition.figures, facts, words), words))
    for group in groups(every):
        _show_group(page, group)
    source, caption = edition.made_from("objective", code), words("objective.indicators_caption")
    page.heading(words("objective.indicators", code=code))
    page.register(Register("indicators", progress, columns.PROGRESS, caption, source, figured=figured.PROGRESS))
    page.heading(words("terms.title"))
    every_term = strategy_rows.terms(release)
    shown = terms.worded(every_term[every_term["objective_code"] == code], words)
    page.register(Register("terms", shown, terms.COLUMNS, words("terms.caption"), edition.made_from("terms")))
    _show_projects(page, code)
    facilities = published.table(release, "marts.facilities")
    owed = owed_rows.owed_by_name(release, links, words, code)["owed"].to_list()
    seats = published.of_objective(release, "marts.task_forces", code).to_dict("records")[0]
    page.show(cards.notes(notes(facts, facilities, seats, owed, words, links)))
    page.missing()
    return page


def _show_group(page: Draft, group: Sequence[Facts]) -> None:
    """A figure, what would change each verdict, published facts beside it, and the working."""
    edition = page.edition
    steps = strategy_rows.milestones(edition.path, group[0].code)
    if group[0].kind == STEPS_KIND:
        _show_steps(page, group[0].code, steps)
    else:
        _show_path(page, group[0])
    known = strategy_rows.context_facts(edition.path)
    for facts in group:
        own = steps[steps["indicator_code"] == facts.indicator_code].to_dict("records")
        page.show(settling.settling(facts.indicator, facts.rows, own, edition.as_of, page.words))
        beside = known[known["indicator_code"] == facts.indicator_code].to_dict("records")
        if beside:
            page.show(context.context(beside, page.words))
        _show_working(page, facts)


def _show_steps(page: Draft, code: str, steps: pd.DataFrame) -> None:
    """The dated steps of an objective: on an axis those that have a place there, all of them in a table."""
    words, title = page.words, objective.steps(page.edition.figures, code, page.words).sentence
    page.heading(title)
    page.caption(words("objective.steps_axis"))
    if len(drawn(steps)):
        page.chart("steps", title, partial(steps_chart, steps, page.edition.as_of))
    shown, caption = tables.labelled(steps, words), words("objective.steps_caption")
    page.register(Register("steps", shown, columns.STEPS, caption, page.edition.made_from("objective", code)))


def _show_path(page: Draft, facts: Facts) -> None:
    """The path of one indicator, a second panel with its own axis where there are two targets, and its caveat."""
    edition, words, code = page.edition, page.words, facts.indicator_code
    observed = strategy_rows.observations(edition.path, facts.code)
    usable = working.usable(explained.explanations(edition.path, code, edition.as_of)[0])
    rows = PathRows(facts.first, facts.second, observed[observed["observation_id"].isin(usable)], edition.as_of)
    title = objective.path(edition.figures, rows.lead, facts.kind, facts.unit, words).sentence
    page.heading(title)
    named = f"{code} {words.label(facts.indicator)}"
    page.caption(words("objective.axis", indicator=named, unit=words.unit(facts.unit)))
    if facts.has_path:
        _show_panels(page, replace(rows, expected=facts.expected(rows.lead, words)), code, title)
    else:
        page.show(verdicts.no_path(words))
    page.foot(edition.made_from("objective", facts.code))
    if not is_missing(facts.indicator["caveat"]):
        quoted = words("objective.quoted", text=str(facts.indicator["caveat"]).removesuffix("."))
        page.show(verdicts.caution(quoted))


def _show_panels(page: Draft, rows: PathRows, code: str, title: str) -> None:
    key = code.replace(".", "_")
    if not rows.has_two_legs:
        page.chart(f"path_{key}", title, partial(path_chart, rows))
        return
    for name, part in (("near", rows.to_the_first()), ("far", rows.to_the_second())):
        panel = page.words(f"chart.panel_{name}")
        page.caption(panel)
        page.chart(f"path_{name}_{key}", f"{title}. {panel}", partial(path_chart, part))


def _show_working(page: Draft, facts: Facts) -> None:
    """The explanation of one indicator for both horizons: formula with numbers, rows, their places, facts counted."""
    edition, words, code = page.edition, page.words, facts.indicator_code
    explanations = explained.explanations(edition.path, code, edition.as_of)
    tables_behind = [published.table(edition.path, f"marts.{name}") for name in ("observations", "milestones")]
    behind, shown = working.rows_behind(explanations, *tables_behind)
    names = {row["milestone_code"]: words.label(row) for row in tables_behind[1].to_dict("records")}
    behind = behind.assign(label=behind["row_key"].map(names))
    lines = [objective.verdict_lines(edition.figures, row, words) for row in facts.rows]
    blocks = [working.working(explanations, lines, words)]
    if len(behind):
        blocks.append(tables.register(behind, shown, words("working.rows"), words, edition.links))
    derived = explained.derivations(edition.path, code)
    if len(derived):
        reasons = by_reason(worded(derived, words))
        blocks.append(tables.register(reasons, columns.REASONS, words("account.reasons_caption"), words, edition.links))
    page.opens(words("working.open", indicator=f"{code} {words.label(facts.indicator)}"), *blocks)


def _show_projects(page: Draft, code: str) -> None:
    """The projects tied to the objective: by stage, and with the file and row each comes from."""
    words, release = page.words, page.edition.path
    page.heading(objective.pipeline(page.edition.figures, code, words).sentence)
    page.show(cards.stages(published.of_objective(release, "marts.task_forces", code).to_dict("records")[0], words))
    projects = listing(release, project_rows.OF_OBJECTIVE, ONE_ROW, code=code).whole()
    source = page.edition.made_from("projects")
    if len(projects):
        caption = words("objective.projects_caption")
        page.register(Register("projects", projects, columns.PROJECTS, caption, source), is_foot_shown=False)
    page.foot(source, section=method_sections.MONEY)
