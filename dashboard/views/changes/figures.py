"""The figures of the page: four kinds with their counts, moves of verdicts, indicators, and the money as a waterfall."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.queries import strategy_rows
from dashboard.queries.listing import Listing
from dashboard.queries.published import table
from dashboard.rendering.charts.changes import axis_start, waterfall
from dashboard.rendering.folding import FEW
from dashboard.rendering.headlines import changes, kinds_of_change
from dashboard.rendering.panels import changes_told
from dashboard.rendering.registers import changes_listed, tables
from dashboard.rendering.words import MILLION
from dashboard.shell import foot, headings
from dashboard.shell.chart import chart
from dashboard.shell.here import Here
from pipelines.rules.changes.changes import Changes
from pipelines.rules.progress.record import HORIZONS
from warehouse.releases import Release


def kinds(here: Here, found: Changes) -> None:
    """The four kinds with how many there are and what they consist of."""
    counted = kinds_of_change.counted(found.summary, here.words)
    here.show(changes_told.kinds(counted, here.words), "kinds_of_change")
    if found.is_told_by_name:
        st.caption(headings.escaped(here.words("changes.by_name")))
    foot.foot(here, "changes_by_kind", here.made_from("changes"), found.summary)


def verdicts(here: Here, found: Changes) -> None:
    """The moves of each horizon, step by step, and how many objectives kept their class."""
    words, names = here.words, _names(here)
    total = len(names.objectives)
    for horizon in HORIZONS:
        own = found.moves[found.moves["horizon"] == horizon]
        headings.heading(changes.verdicts(found.moves, horizon, words))
        if len(own):
            shown = changes_listed.moves(own, found.indicators, names, words, here.links)
            caption = words("changes.caption")
            register = tables.register(shown, changes_listed.MOVES, caption, words, here.links)
            here.show(register, f"moves_{horizon}")
        st.caption(headings.escaped(changes.kept(found.moves, horizon, total, words)))
        _foot(here, f"status_moves_{horizon}", changes_listed.of_verdicts(own))


def indicators(here: Here, found: Changes) -> None:
    """The indicators whose newest value is another one."""
    words, count = here.words, found.indicators["indicator_code"].nunique()
    headings.heading(words("changes.indicators", n=count))
    if count:
        shown = changes_listed.indicators(found.indicators, _names(here), words)
        caption = words("changes.indicators_caption")
        register = tables.register(shown, changes_listed.INDICATORS, caption, words, here.links, shown=FEW)
        here.show(register, "changed_indicators")
    _foot(here, "changed_indicators", found.indicators)


def money(here: Here, found: Changes, before: Release) -> None:
    """What became of the committed money, and beside it the same of every state of money in figures."""
    words = here.words
    amounts = changes.amounts_of(found.money, changes.COMMITTED)
    headings.heading(changes.new_money(found.money, words))
    if changes.is_counted(amounts):
        start = axis_start(amounts)
        key = "changes.waterfall_cut" if start else "changes.waterfall_caption"
        st.caption(headings.escaped(words(key, start=words.euros(start * MILLION))))
        ends = changes.since_when(before, here.release, words), words.day(here.as_of)
        alt = changes.lede(found.money, words)
        chart(here, "waterfall", alt, partial(waterfall, amounts, ends), before.release_id)
    if beside := changes.open_records(found.money, words):
        st.caption(headings.escaped(beside))
    states = changes_listed.money(found.money)
    if len(states):
        caption = words("changes.money_caption")
        here.show(tables.register(states, changes_listed.MONEY, caption, words, here.links), "money_changes")
    foot.foot(here, "money_changes", here.made_from("changes"), found.money)


def _names(here: Here) -> changes_listed.Names:
    return changes_listed.names(strategy_rows.objectives(here.path), table(here.path, "marts.indicators"), here.words)


def _foot(here: Here, key: str, rows: pd.DataFrame) -> None:
    """The foot of rows with evidence: in words in the table, as JSON in the file."""
    listed = Listing.of(rows)
    shown = changes_listed.tabled(listed.shown, here.words)
    whole = partial(changes_listed.exported, rows)
    foot.foot(here, key, here.made_from("changes"), Listing(shown, listed.count, whole))
