"""What the steps moved, cell by cell: rows of the tables of statuses, moves of objectives, values of indicators.

Does not belong here: the steps themselves (`stepping`).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipelines.rules.changes.cells import encoded
from pipelines.rules.changes.changes import FOLLOWS, INDICATORS, MOVES, Place
from pipelines.rules.changes.circumstances import Circumstances, Reason
from pipelines.rules.changes.compared import Contract, Differences
from pipelines.rules.changes.evidence import together
from pipelines.rules.changes.facts import Facts
from pipelines.rules.changes.stepping import KEY_OF, OBJECTIVES, PROGRESS, PUBLISHED, RULES, TERMS, Step
from pipelines.rules.version import RULES_VERSION

Texts = dict[tuple[str, str], str]  # key as JSON and column: value as JSON
# What a step of a kind is put down to where no row of the indicator explains it.
UNEXPLAINED = {"correction": "restated", "coverage": "source_vanished", "real": "day_passed"}


@dataclass(frozen=True)
class Moved:
    """One step of one cell."""

    table: str
    key: str
    column: str
    before: str
    after: str
    step: str
    kind: str
    cause: str
    evidence: list[Place]


class Statuses:
    """The cells of the tables of statuses that the steps moved."""

    def __init__(self, found: Differences, states: list[Step], facts: Facts, around: Circumstances) -> None:
        self._found, self._states, self._around = found, states, around
        self._facts = facts
        self._objective_of = {
            str(code): str(objective)
            for side in (found.before, found.after)
            for code, objective in side.tables["marts.indicators"][["indicator_code", "objective_code"]].itertuples(
                index=False
            )
        }
        self._goal_of = dict(
            found.after.tables[OBJECTIVES][["objective_code", "goal_code"]].astype("str").itertuples(index=False)
        )
        self._own = self._by_indicator()

    def rows(self, table: str) -> list[Moved]:
        """Every step of every cell of a table that differs between the releases, in the order of the steps."""
        contract = self._found.tables[table].contract
        texts_of_steps = [_texts(step.tables[table], KEY_OF[table], contract) for step in self._states]
        moved = []
        for cell, first in texts_of_steps[0].items():
            if cell not in texts_of_steps[-1] or texts_of_steps[-1][cell] == first:
                continue
            moved += list(self._chain(table, cell, [texts.get(cell) for texts in texts_of_steps]))
        return moved

    def _chain(self, table: str, cell: tuple[str, str], values: list[str | None]) -> Iterator[Moved]:
        key, column = cell
        last = values[0]
        for step, value in zip(self._states[1:], values[1:], strict=True):
            if value is None or last is None or value == last:  # None: a column that the rules of progress do not fill
                continue
            codes = self._indicators_of(table, json.loads(key))
            is_worked_out = values[1] is not None and len(self._states) > 2
            kind, cause, evidence = self._why(step, codes) if is_worked_out else self._otherwise()
            yield Moved(table, key, column, last, value, step.name, kind, cause, evidence)
            last = value

    def _otherwise(self) -> tuple[str, str, list[Place]]:
        reason = self._around.otherwise()
        return reason.kind, reason.cause, self._around.evidence(reason)

    def _why(self, step: Step, codes: set[str]) -> tuple[str, str, list[Place]]:
        """Kind, cause and places of what a step moved for some indicators."""
        if step.name in (RULES, PUBLISHED):
            side = self._found.before if step.name == RULES else self._found.after
            is_ours = side.about["rules_version"] == RULES_VERSION
            return step.kind, "code_changed" if is_ours else "rules_changed", []
        own = [self._own[code, step.kind] for code in sorted(codes) if (code, step.kind) in self._own]
        causes = [cause for cause, _ in own if cause != FOLLOWS]
        if step.name == TERMS and not causes:
            reasons = [reason for reason in self._around.method if reason.cause != "rules_changed"]
            reason = reasons[0] if reasons else Reason(step.kind, "strategy_changed")
            return step.kind, reason.cause, self._around.evidence(reason)
        cause = causes[0] if causes else UNEXPLAINED.get(step.kind, FOLLOWS)
        return step.kind, cause, together(places for _, places in own)

    def _by_indicator(self) -> dict[tuple[str, str], tuple[str, list[Place]]]:
        """By indicator and kind, the cause and the places of its changed rows."""
        rows = self._facts.rows[self._facts.rows["indicator_code"].notna()].drop_duplicates(["indicator_code", "row"])
        kinds = list(UNEXPLAINED)
        found = {}
        for (code, rank), own in rows.groupby(["indicator_code", "rank"]):
            kind = ["method", *kinds][int(rank)]
            found[str(code), kind] = (
                str(own["cause"].iloc[0]),
                together(self._facts.evidence[row] for row in own["row"]),
            )
        return found

    def _indicators_of(self, table: str, key: Mapping[str, Any]) -> set[str]:
        if table == PROGRESS:
            return {key["indicator_code"]}
        if table == OBJECTIVES:
            return {code for code, objective in self._objective_of.items() if objective == key["objective_code"]}
        goal = key["goal_code"]
        return {code for code, objective in self._objective_of.items() if self._goal_of.get(objective) == goal}

    def moves(self) -> pd.DataFrame:
        """Each step that moved the status of an objective, or the reason why it has none."""
        rows = []
        for (code, horizon), chain in self._chains(OBJECTIVES, ("status", "reason")).items():
            for number, (step, old, new) in enumerate(chain, start=1):
                kind, cause, evidence = self._why(step, self._indicators_of(OBJECTIVES, {"objective_code": code}))
                rows.append([code, horizon, number, old[0], new[0], old[1], new[1], kind, cause, evidence])
        return pd.DataFrame(rows, columns=MOVES, dtype=object)

    def indicators(self) -> pd.DataFrame:
        """Each step that moved the latest value of an indicator."""
        rows = []
        seen = set()
        for (objective, code, _), chain in self._chains(PROGRESS, ("latest_value", "latest_on")).items():
            if code in seen:  # the latest value is the same at every horizon
                continue
            seen.add(code)
            for step, old, new in chain:
                kind, cause, evidence = self._why(step, {str(code)})
                rows.append([code, objective, old[0], new[0], old[1], new[1], kind, cause, evidence])
        return pd.DataFrame(rows, columns=INDICATORS, dtype=object)

    def _chains(self, table: str, columns: tuple[str, str]) -> dict[tuple[Any, ...], list[tuple[Step, Any, Any]]]:
        """By key, each step that moved one of the two columns, with both before and after; none where nothing differs in the end."""
        states = [_pairs(step.tables[table], KEY_OF[table], columns) for step in self._states]
        found = {}
        for key, first in states[0].items():
            if states[-1].get(key, first) == first:
                continue
            values = [state.get(key) for state in states]
            last, chain = first, []
            for step, value in zip(self._states[1:], values[1:], strict=True):
                if value is not None and value != last:
                    chain.append((step, last, value))
                    last = value
            found[key] = chain
        return found


def _pairs(frame: pd.DataFrame, key: list[str], columns: tuple[str, str]) -> dict[tuple[Any, ...], tuple[Any, Any]]:
    cleaned = frame[[*key, *columns]].astype("object")
    cleaned = cleaned.where(cleaned.notna(), None)
    return {
        tuple(row[: len(key)]): (_plain(row[-2]), _plain(row[-1])) for row in cleaned.itertuples(index=False, name=None)
    }


def _plain(value: Any) -> Any:
    """A day as a date, whichever type the frame held it in."""
    day: Callable[[], Any] | None = getattr(value, "date", None)
    return day() if callable(day) else value


def _texts(frame: pd.DataFrame, key: list[str], contract: Contract) -> Texts:
    """Every cell of the columns that the frame has, as JSON."""
    kinds = {column.name: column.kind for column in contract.columns}
    keys = [
        "{" + ",".join(row) + "}"
        for row in zip(
            *[[f'"{name}":{text}' for text in encoded(frame[name], kinds[name])] for name in key], strict=True
        )
    ]
    found: Texts = {}
    for name, kind in kinds.items():
        if name in frame and name not in key:
            values = pd.to_datetime(frame[name]) if kind == "date" else frame[name]
            if kind == "integer":
                values = values.astype("Int64")
            if kind == "number":
                values = values.astype("float64")
            found |= {(row, name): text for row, text in zip(keys, encoded(values, kind), strict=True)}
    return found
