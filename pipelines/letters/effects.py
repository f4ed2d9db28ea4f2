"""What a file does to the figures: rows that count, findings mended, objectives whose status moved.

Does not belong here: the words (`wording`), and the rules that decide what counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pipelines.letters.figures import STATUS
from pipelines.letters.own_sums import INBOX
from pipelines.letters.since import Since

MONEY_STATES = ("pledged", "committed", "disbursed")


@dataclass(frozen=True)
class Marts:
    """The tables of one release that say what counts, by the names they are published under."""

    contributions: pd.DataFrame
    observations: pd.DataFrame
    indicators: pd.DataFrame
    objectives: pd.DataFrame


@dataclass(frozen=True)
class Money:
    """Rows of a file that count in one state, and their sum in EUR; missing where none could be converted."""

    state: str
    rows: int
    amount_eur: float | None


@dataclass(frozen=True)
class Moved:
    """An objective that the file speaks of: its status at a horizon before and now, and the kinds of change that moved it.

    `before` is missing before the first release.
    """

    objective_code: str
    horizon: int
    before: str | None
    now: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effects:
    """What counts of a file: money by state, rows of money and all of them, statuses, findings mended by and in it."""

    money: tuple[Money, ...] = ()
    counted: int = 0
    of_money: int = 0
    statuses: tuple[Moved, ...] = ()
    mended: tuple[tuple[str, int], ...] = ()  # later file, findings of this one that it mends
    findings: int = 0  # all findings about rows of this file that somebody had to act on
    mends: tuple[tuple[str, int, int], ...] = ()  # earlier file, findings of it mended here, all of its findings


def effects(source_file: str, now: Marts, before: Marts | None, problems: pd.DataFrame, since: Since) -> Effects:
    """The effects of one file of the inbox; `problems` are those of all files, `since` says what changed from before."""
    sent = of_file(now.contributions, source_file)
    counted = sent[sent["is_counted"].astype(bool)]
    to_mend = problems[problems["severity"].ne("info") & problems["source_row"].notna() & problems["origin"].eq(INBOX)]
    own, closed = to_mend[to_mend["source_file"].eq(source_file)], to_mend[to_mend["closed_in"].eq(source_file)]
    return Effects(
        money=tuple(money for state in MONEY_STATES if (money := _money(state, counted)) is not None),
        counted=len(counted),
        of_money=len(sent),
        statuses=tuple(_statuses(source_file, now, before, since)),
        mended=tuple((str(file), int(count)) for file, count in own["closed_in"].value_counts().items()),
        findings=len(own),
        mends=tuple(
            (str(file), int(count), int(to_mend["source_file"].eq(file).sum()))
            for file, count in closed["source_file"].value_counts().items()
        ),
    )


def of_file(table: pd.DataFrame, source_file: str) -> pd.DataFrame:
    """The rows of a file of the inbox."""
    return table[table["origin"].eq(INBOX) & table["source_file"].eq(source_file)]


def _money(state: str, counted: pd.DataFrame) -> Money | None:
    rows = counted[counted["state"].eq(state)]
    converted = rows["amount_eur"].dropna()
    return Money(state, len(rows), float(converted.sum()) if len(converted) else None) if len(rows) else None


def _statuses(source_file: str, now: Marts, before: Marts | None, since: Since) -> list[Moved]:
    """Of the objectives the file speaks of, those statuses that are not among the figures that moved because of it."""
    moved_by_it = {
        (each.objective_code, each.horizon) for each in since.figures.get(source_file, ()) if each.what == STATUS
    }
    observations = of_file(now.observations, source_file)
    objective_of = dict(zip(now.indicators["indicator_code"], now.indicators["objective_code"], strict=True))
    spoken_of = {objective_of.get(code) for code in observations["indicator_code"]}
    earlier: Mapping[tuple[str, int], str] = {} if before is None else _status_of(before.objectives)
    return [
        Moved(code, horizon, earlier.get((code, horizon)), status, since.statuses.get((code, horizon), ()))
        for (code, horizon), status in _status_of(now.objectives).items()
        if code in spoken_of and (code, horizon) not in moved_by_it
    ]


def _status_of(objectives: pd.DataFrame) -> dict[tuple[str, int], str]:
    rows = objectives.sort_values(["objective_code", "horizon"])
    return {
        (str(code), int(horizon)): str(status)
        for code, horizon, status in zip(rows["objective_code"], rows["horizon"], rows["status"], strict=True)
    }
