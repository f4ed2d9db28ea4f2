"""What a file does to the figures: rows that count, findings mended, where the objectives it speaks of stand.

Does not belong here: the words (`wording`), and the rules that decide what counts.
"""

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
    """An objective that the file speaks of, and whose status it did not move: where it stands at a horizon now.

    Where something else moved it: where it stood before, of which kinds the change is, how many other files are behind it.
    """

    objective_code: str
    horizon: int
    now: str
    before: str | None = None
    kinds: tuple[str, ...] = ()
    others: int = 0


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


def effects(source_file: str, now: Marts, problems: pd.DataFrame, since: Since) -> Effects:
    """The effects of one file of the inbox; `problems` are those of all files, `since` says what changed from before."""
    sent = of_file(now.contributions, source_file)
    counted = sent[sent["is_counted"].astype(bool)]
    to_mend = problems[problems["severity"].ne("info") & problems["source_row"].notna() & problems["origin"].eq(INBOX)]
    own, closed = to_mend[to_mend["source_file"].eq(source_file)], to_mend[to_mend["closed_in"].eq(source_file)]
    return Effects(
        money=tuple(money for state in MONEY_STATES if (money := _money(state, counted)) is not None),
        counted=len(counted),
        of_money=len(sent),
        statuses=tuple(_statuses(source_file, now, since)),
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


def _statuses(source_file: str, now: Marts, since: Since) -> list[Moved]:
    """Of the objectives the file speaks of, those statuses that are not among the figures that moved because of it.

    What was before is of the same comparison as these figures, which knows who moved what.
    """
    moved_by_it = {
        (each.objective_code, each.horizon) for each in since.figures.get(source_file, ()) if each.what == STATUS
    }
    observations = of_file(now.observations, source_file)
    objective_of = dict(zip(now.indicators["indicator_code"], now.indicators["objective_code"], strict=True))
    spoken_of = {objective_of.get(code) for code in observations["indicator_code"]}
    rows = now.objectives.sort_values(["objective_code", "horizon"])
    return [
        _standing(source_file, str(code), int(horizon), str(status), since)
        for code, horizon, status in zip(rows["objective_code"], rows["horizon"], rows["status"], strict=True)
        if code in spoken_of and (code, horizon) not in moved_by_it
    ]


def _standing(source_file: str, code: str, horizon: int, status: str, since: Since) -> Moved:
    moved = since.statuses.get((code, horizon))
    if moved is None:
        return Moved(code, horizon, status)
    return Moved(code, horizon, status, moved.before, moved.kinds, len(moved.files - {source_file}))
