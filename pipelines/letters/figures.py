"""Which figures moved because of a file: statuses, latest values, money and projects of an objective in a region.

A status and a latest value moved because of a file where the rule of changes names the file behind it; other files behind
the same change are counted. A sum moved because of a file by what its own rows added or took (`own_sums`).
Does not belong here: why a figure moved (`rules.changes`), and the words (`figure_words`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipelines.letters.own_sums import INBOX, Own
from pipelines.rules.changes.changes import KINDS, Changes, Place

CELLS = "marts.coverage_gaps"
CELL_FIGURES = ("pledged_eur", "committed_eur", "disbursed_eur", "asked_eur", "projects_count")
STATUS, LATEST = "status", "latest"
Value = str | float | None


@dataclass(frozen=True)
class Figure:
    """A figure that moved: what it is and of which objective, indicator, horizon or region; before and now; of which kinds.

    `others`: how many other files stand behind the same change; `own`: what the file alone added to a sum, or took.
    """

    what: str
    objective_code: str | None
    before: Value
    now: Value
    kinds: tuple[str, ...]
    others: int
    horizon: int | None = None
    indicator_code: str | None = None
    region_code: str | None = None
    before_on: date | None = None
    now_on: date | None = None
    own: float = 0.0


def figures_of_files(changed: Changes, own: Own) -> dict[str, tuple[Figure, ...]]:
    """By file of the inbox the figures that moved because of it: statuses, latest values, then the largest sums first."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for file, figure in (*_statuses(changed.moves), *_latest(changed.indicators), *_cells(changed.rows, own)):
        found[file].append(figure)
    return {file: tuple(sorted(figures, key=_place)) for file, figures in found.items()}


def _place(figure: Figure) -> tuple[int, float, str]:
    order = (STATUS, LATEST, *CELL_FIGURES)
    return order.index(figure.what), -abs(figure.own), str(figure.objective_code)


def _statuses(moves: pd.DataFrame) -> Iterator[tuple[str, Figure]]:
    """Each status that the steps of a file moved, from before its first step to after its last."""
    chains: dict[tuple[str, str, int], list[Mapping[str, Any]]] = defaultdict(list)
    for move in moves.to_dict("records"):
        for file in behind(move["evidence"]):
            chains[file, str(move["objective_code"]), int(move["horizon"])].append({str(k): v for k, v in move.items()})
    for (file, code, horizon), own in chains.items():
        before, now = own[0]["before"], own[-1]["after"]
        if before != now:
            kinds = _ordered(move["kind"] for move in own)
            others = len(set().union(*(behind(move["evidence"]) for move in own))) - 1
            yield file, Figure(STATUS, code, before, now, kinds, others, horizon=horizon)


def _latest(indicators: pd.DataFrame) -> Iterator[tuple[str, Figure]]:
    """Each latest value that the steps of a file moved."""
    for row in indicators.to_dict("records"):
        files = behind(row["evidence"])
        for file in files if row["before_value"] != row["after_value"] else ():
            yield (
                file,
                Figure(
                    LATEST,
                    row["objective_code"],
                    _number(row["before_value"]),
                    _number(row["after_value"]),
                    (row["kind"],),
                    len(files) - 1,
                    indicator_code=row["indicator_code"],
                    before_on=_day(row["before_on"]),
                    now_on=_day(row["after_on"]),
                ),
            )


def _cells(rows: pd.DataFrame, own: Own) -> Iterator[tuple[str, Figure]]:
    """Money and projects of an objective in a region, where they moved, with what each file has in that."""
    files_of: dict[tuple[str, str | None, str | None], list[tuple[str, float]]] = defaultdict(list)
    for (file, what, objective, region), amount in own.items():
        files_of[what, objective, region].append((file, amount))
    is_shown = rows["column"].isna() | rows["column"].isin(CELL_FIGURES)
    for row in rows[rows["table_name"].eq(CELLS) & is_shown].to_dict("records"):
        key, before, now = (_read(row[name]) for name in ("key", "before", "after"))
        for name in CELL_FIGURES if pd.isna(row["column"]) else (str(row["column"]),):
            old, new = (_number(side.get(name) if isinstance(side, dict) else side) for side in (before, now))
            code, place = key["objective_code"], key["region_code"]
            for file, amount in files_of[name, code, place] if old != new else ():
                yield file, Figure(name, code, old, new, (), 0, region_code=place, own=amount)


def behind(evidence: Iterable[Place]) -> frozenset[str]:
    """The files of the inbox behind a change: those it stands in now, else those it stood in before."""
    by_side: dict[str, set[str]] = {"after": set(), "before": set()}
    for place in evidence:
        if place["origin"] == INBOX:
            by_side[place["side"]].add(place["source_file"])
    return frozenset(by_side["after"] or by_side["before"])


def _ordered(kinds: Iterable[str]) -> tuple[str, ...]:
    found = set(kinds)
    return tuple(kind for kind in KINDS if kind in found)


def _read(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else None


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else value
