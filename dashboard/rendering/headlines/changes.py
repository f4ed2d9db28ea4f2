"""What changed between two releases, in sentences: verdicts, how many of them really moved, and the money.

Frames are those of `pipelines.rules.changes`. Does not belong here: deciding what kind a change is (`pipelines.rules`).
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.kinds import AFTER, BEFORE, KINDS, REAL
from dashboard.rendering.words import Words, capitalised, is_missing
from warehouse.releases import Release

PAGE = "changes"
TWO = 2
COMMITTED = "committed"


def changes(moves: pd.DataFrame, money: pd.DataFrame, since: str, subject: str, words: Words) -> Headline:
    """How many objectives changed class, how many of them really moved, and what became of the committed money.

    `since` is the day or moment of the older release, `subject` names both ends.
    """
    found = changed(moves)
    count, real = found["objective_code"].nunique(), found.loc[found["is_real"], "objective_code"].nunique()
    return Headline(_moved(count, real, since, words), lede(money, words), PAGE, subject)


def changed(moves: pd.DataFrame) -> pd.DataFrame:
    """One row per objective and horizon whose status is another one: before the first step, after the last, `is_real`.

    It really moved where new evidence, or the day, led from one status to another, whatever else did beside it.
    """
    ends = _ends(moves)
    real = _ends(moves[moves["kind"] == REAL])
    moved = real.index[real[BEFORE] != real[AFTER]]
    return ends.assign(is_real=ends.index.isin(moved))[ends[BEFORE] != ends[AFTER]].reset_index()


def _ends(moves: pd.DataFrame) -> pd.DataFrame:
    """Of each objective and horizon the status before the first step and after the last one."""
    steps = moves.sort_values("step", kind="stable").groupby(["objective_code", "horizon"])
    return steps.agg(before=(BEFORE, "first"), after=(AFTER, "last"))


def lede(money: pd.DataFrame, words: Words) -> str:
    """By how much committed money rose or fell, and what each kind of change has to do with it."""
    amounts = amounts_of(money, COMMITTED)
    if not is_counted(amounts):
        return words("headline.changes.no_money")
    before, after = (0.0 if is_missing(amounts.get(end)) else float(amounts[end]) for end in (BEFORE, AFTER))
    difference = _whole(after - before)
    key = "rose" if difference > 0 else "fell" if difference < 0 else "kept"
    said = words(f"headline.changes.{key}", amount=words.euros(abs(difference) if difference else after))
    parts = [
        words(
            f"headline.changes.{kind}_{'added' if amounts[kind] > 0 else 'taken'}",
            amount=words.euros(abs(amounts[kind])),
        )
        for kind in KINDS
        if not is_missing(amounts.get(kind)) and _whole(amounts[kind])
    ]
    return f"{said} {capitalised(words.parted(parts))}." if parts else said


def amounts_of(money: pd.DataFrame, state: str) -> dict[str, float]:
    """The amounts of one state of what was reported by kind, from `before` to `after`; open records are no part of it."""
    rows = _layer(money, state, is_open_record=False)
    return dict(zip(rows["kind"], rows["amount_eur"], strict=True))


def open_records(money: pd.DataFrame, words: Words) -> str:
    """What open records have committed then and now, whole project amounts; empty where neither release counts any."""
    rows = _layer(money, COMMITTED, is_open_record=True)
    amounts = dict(zip(rows["kind"], rows["amount_eur"], strict=True))
    if not is_counted(amounts):
        return ""
    return words("changes.open_records", before=words.euros(amounts[BEFORE]), after=words.euros(amounts[AFTER]))


def _layer(money: pd.DataFrame, state: str, is_open_record: bool) -> pd.DataFrame:
    return money[(money["state"] == state) & (money["is_open_record"] == is_open_record)]


def is_counted(amounts: Mapping[str, float]) -> bool:
    """Does either release count any money of a state?"""
    return not all(is_missing(amounts.get(end)) for end in (BEFORE, AFTER))


def verdicts(moves: pd.DataFrame, horizon: int, words: Words) -> str:
    """The title over the moves of one horizon: how many are due to evidence, how many to the rest."""
    own = changed(moves[moves["horizon"] == horizon])
    real = int(own["is_real"].sum())
    if not len(own):
        return words("headline.changes.verdicts_none", horizon=str(horizon))
    key = "headline.changes.verdicts_real" if real == len(own) else "headline.changes.verdicts"
    return words(key, horizon=str(horizon), real=real, others=len(own) - real)


def kept(moves: pd.DataFrame, horizon: int, total: int, words: Words) -> str:
    """How many objectives kept their status for a horizon."""
    return words("headline.changes.kept_class", n=total - len(changed(moves[moves["horizon"] == horizon])))


def new_money(money: pd.DataFrame, words: Words) -> str:
    """The title over the waterfall: how much of the committed money is new evidence."""
    amount = amounts_of(money, COMMITTED).get(REAL)
    if is_missing(amount) or not _whole(amount):
        return words("headline.changes.no_new_money")
    return words(
        "headline.changes.new_money" if amount > 0 else "headline.changes.less_money", amount=words.euros(abs(amount))
    )


def since_when(before: Release, after: Release, words: Words) -> str:
    """When the older release was: its day, or the moment of its publication where both describe the same day."""
    return words.moment(before.built_at) if before.as_of == after.as_of else words.day(before.as_of)


def subject(before: Release, after: Release, words: Words) -> str:
    """Both ends in words: the label of the older release if it has one, and the day of the newer one."""
    key = "headline.changes.subject_label" if before.label else "headline.changes.subject"
    return words(key, since=before.label or since_when(before, after, words), until=after.as_of)


def nothing_before(words: Words) -> Headline:
    """That there is no earlier release to compare with, and what to do so that there will be one."""
    return Headline(words("headline.changes.nothing_before"), words("headline.changes.label_lede"), PAGE)


def not_there(release_id: str, words: Words) -> Headline:
    """That the release to compare with is not there or cannot be opened; no other one takes its place."""
    return Headline(words("headline.changes.not_there", id=release_id), words("headline.changes.not_there_lede"), PAGE)


def card(changed_count: int, since: str, as_of: date, words: Words) -> Headline:
    """What leads to the page: how many objectives changed class; what kind of change each is, the page says."""
    key = "headline.changes.changed" if changed_count else "headline.changes.none"
    spelled = capitalised(words.spelled(changed_count))
    return Headline(
        words(key, n=changed_count, spelled=spelled, since=since), words("headline.changes.card", until=as_of), PAGE
    )


def _moved(count: int, real: int, since: str, words: Words) -> str:
    """The sentence of the page from both counts."""
    if not count:
        return words("headline.changes.none", since=since)
    if real == count == TWO:
        return words("headline.changes.both", since=since)
    spelled = capitalised(words.spelled(count))
    if real in (0, count):
        key = "headline.changes.all" if real else "headline.changes.paper"
        return words(key, n=count, spelled=spelled, since=since)
    return words.parted(
        [
            words("headline.changes.changed", n=count, spelled=spelled, since=since),
            words("headline.changes.moved", n=real, spelled=words.spelled(real)),
        ]
    )


def _whole(amount: float) -> int:
    """An amount in whole euros, so that no rest of a sum counts as a change."""
    return round(amount)
