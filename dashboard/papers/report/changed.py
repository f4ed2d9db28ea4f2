"""What changed since an earlier release, of which kind, and the rows behind it; and the card that leads there.

Does not belong here: which two releases are compared (`comparing`).
"""

from functools import partial

from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import Edition
from dashboard.queries import change_rows, strategy_rows
from dashboard.queries.published import table
from dashboard.rendering.charts.changes import axis_start, waterfall
from dashboard.rendering.headlines import changes, kinds_of_change
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels import changes_told
from dashboard.rendering.registers import changes_listed
from dashboard.rendering.words import MILLION
from pipelines.rules.changes.changes import Changes
from pipelines.rules.progress.record import HORIZONS
from warehouse.releases import Release


def changed(edition: Edition) -> list[Draft]:
    """What changed since the release that this one is compared with, and how much of it really moved?"""
    words, release, before = edition.words, edition.release, edition.since
    if before is None:
        page = Draft(edition, changes.PAGE, words("page.changes"), changes.nothing_before(words))
    else:
        found = change_rows.changes(before.path, release.path)
        since, subject = changes.since_when(before, release, words), changes.subject(before, release, words)
        headline = changes.changes(found.moves, found.money, since, subject, words)
        page = Draft(edition, changes.PAGE, words("page.changes"), headline)
        page.show(changes_told.kinds(kinds_of_change.counted(found.summary, words), words))
        if found.is_told_by_name:
            page.caption(words("changes.by_name"))
        page.foot(edition.made_from("changes"))
        _show_verdicts(page, found)
        _show_money(page, found, before)
        _show_lists(page, found)
    return [page]


def card(edition: Edition) -> Headline:
    """How many objectives changed class since then, as the card on the start page says it."""
    words, before = edition.words, edition.since
    if before is None:
        return changes.nothing_before(words)
    count = change_rows.changed_count(before.path, edition.path)
    return changes.card(count, changes.since_when(before, edition.release, words), edition.as_of, words)


def _show_verdicts(page: Draft, found: Changes) -> None:
    """The moves of each horizon step by step, then the indicators whose newest value is another one."""
    words, edition, source = page.words, page.edition, page.edition.made_from("changes")
    objectives = strategy_rows.objectives(edition.path)
    names = changes_listed.names(objectives, table(edition.path, "marts.indicators"), words)
    for horizon in HORIZONS:
        own = found.moves[found.moves["horizon"] == horizon]
        page.heading(changes.verdicts(found.moves, horizon, words))
        if len(own):
            shown = changes_listed.moves(own, found.indicators, names, words, edition.links)
            caption = words("changes.caption")
            page.register(Register(f"moves_{horizon}", shown, changes_listed.MOVES, caption, source))
        page.caption(changes.kept(found.moves, horizon, len(names.objectives), words))
    page.heading(words("changes.indicators", n=found.indicators["indicator_code"].nunique()))
    if len(found.indicators):
        shown = changes_listed.indicators(found.indicators, names, words)
        caption = words("changes.indicators_caption")
        page.register(Register("indicators", shown, changes_listed.INDICATORS, caption, source))


def _show_money(page: Draft, found: Changes, before: Release) -> None:
    """What became of the committed money, and the same of every state of money in figures."""
    words, edition = page.words, page.edition
    amounts = changes.amounts_of(found.money, changes.COMMITTED)
    page.heading(changes.new_money(found.money, words))
    if changes.is_counted(amounts):
        start = axis_start(amounts)
        key = "changes.waterfall_cut" if start else "changes.waterfall_caption"
        page.caption(words(key, start=words.euros(start * MILLION)))
        ends = changes.since_when(before, edition.release, words), words.day(edition.as_of)
        page.chart("waterfall", changes.lede(found.money, words), partial(waterfall, amounts, ends))
    if beside := changes.open_records(found.money, words):
        page.caption(beside)
    states = changes_listed.money(found.money)
    if len(states):
        caption = words("changes.money_caption")
        page.register(Register("money", states, changes_listed.MONEY, caption, edition.made_from("changes")))


def _show_lists(page: Draft, found: Changes) -> None:
    """What came and went, and every difference, each in parts."""
    words, source = page.words, page.edition.made_from("changes")
    page.heading(words("changes.came"))
    page.show(changes_told.came_and_went(kinds_of_change.came_and_went(found.subjects, words), words))
    lists = (
        ("came_and_went", found.subjects, changes_listed.subjects, changes_listed.SUBJECTS),
        ("differences", found.rows, changes_listed.differences, changes_listed.DIFFERENCES),
    )
    for key, rows, worded, columns in lists:
        if key == "differences":
            page.heading(words("changes.all", n=len(rows)))
        if len(rows):
            caption = words(f"changes.{key}_caption")
            page.register(Register(key, rows, columns, caption, source, worded=partial(worded, words=words)))
