"""What the release says of the strategy as a whole and of its goals."""

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, capitalised, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

GOOD = ("achieved", "on_track")
FAR_BEHIND = ("limited_progress", "moving_away")
REASONS_NAMED = 3


def strategy(objectives: pd.DataFrame, horizon: int, words: Words) -> Headline:
    """How many objectives can be assessed for a horizon, or how many are where, and what the others lack."""
    rows = objectives[objectives["horizon"] == horizon]
    assessed = rows[rows["status"] != CANNOT_BE_ASSESSED]
    if 2 * len(assessed) < len(rows):
        return Headline(_few_assessed(assessed, len(rows), horizon, words), _what_lacks(rows, words))
    good, behind = assessed["status"].isin(GOOD).sum(), assessed["status"].isin(FAR_BEHIND).sum()
    return Headline(
        words(
            "headline.strategy.most",
            n=int(behind),
            good=capitalised(words.spelled(int(good))),
            total=len(rows),
            horizon=str(horizon),
            behind=words.spelled(int(behind)),
        ),
        words("headline.strategy.rest", n=len(rows) - len(assessed)) + " " + words("headline.strategy.squares"),
    )


def goals(goals: pd.DataFrame, horizon: int, words: Words) -> Headline:
    """How many goals have an assessed objective, and how few objectives that is."""
    rows = goals[goals["horizon"] == horizon]
    assessed = rows["objectives_count"].sum() - rows["cannot_be_assessed_count"].sum()
    reached = int((rows["objectives_count"] > rows["cannot_be_assessed_count"]).sum())
    return Headline(
        words(
            "headline.goals.sentence",
            n=reached,
            spelled=capitalised(words.spelled(reached, is_feminine=words.language == "es")),
            total=len(rows),
            horizon=str(horizon),
        ),
        words("headline.goals.lede", n=int(assessed), total=int(rows["objectives_count"].sum())),
    )


def facilities(facilities: pd.DataFrame, words: Words) -> Headline:
    """How many facilities carry the objectives, how many of these can be assessed, and which facilities carry none."""
    carried, assessed = int(facilities["objectives_count"].sum()), int(facilities["assessed_count"].sum())
    empty = int((facilities["objectives_count"] == 0).sum())
    return Headline(
        words("headline.facilities.sentence", n=assessed, total=len(facilities) - empty, objectives=carried),
        words("headline.facilities.lede", n=empty),
    )


def seats(task_forces: pd.DataFrame, words: Words) -> Headline:
    """How many task forces have reported their seats, and how many seats are vacant."""
    reporting = task_forces[task_forces["members_count"].notna() | task_forces["leader_seats_count"].notna()]
    if reporting.empty:
        return Headline(words("headline.seats.none", total=len(task_forces)), words("headline.seats.none_lede"))
    vacant = int(reporting[["vacant_leader_seats_count", "vacant_representative_seats_count"]].sum().sum())
    due, sent = reporting["reports_due_count"].sum(min_count=1), int(reporting["reports_sent_count"].sum())
    named = words("headline.seats.reporting", n=len(reporting), total=len(task_forces))
    lede = words("headline.seats.sent", n=sent)
    if not is_missing(due):
        lede = words("headline.seats.lede", n=int(due) - sent, due=int(due), sent=sent)
    return Headline(words("headline.seats.sentence", n=vacant, reporting=named), lede)


def _few_assessed(assessed: pd.DataFrame, total: int, horizon: int, words: Words) -> str:
    overdue = int((assessed["days_overdue"] > 0).sum())
    key = "headline.strategy.few_overdue" if overdue == len(assessed) > 0 else "headline.strategy.few"
    return words(
        key, n=len(assessed), spelled=capitalised(words.spelled(len(assessed))), total=total, horizon=str(horizon)
    )


def _what_lacks(rows: pd.DataFrame, words: Words) -> str:
    lacking = rows[rows["status"] == CANNOT_BE_ASSESSED]
    counts = lacking["reason"].value_counts().head(REASONS_NAMED)
    listed = ", ".join(f"{words(f'reason.{reason}')} ({words.number(count)})" for reason, count in counts.items())
    lacks = words("headline.strategy.lacking", n=len(lacking), reasons=listed)
    return f"{lacks} {words('headline.strategy.squares')}"
