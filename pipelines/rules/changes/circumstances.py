"""What differs around the rows: rules, reviewed tables, files, the day, the code. It says of what kind a change is that no row explains.

The order in which things are looked for is the order of caution: the rules, then what is reviewed (strategy, rates,
mappings of lists), then files that came or went in the table, then the day, and last the code. Does not belong here: rows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pipelines.rules.changes.changes import CORRECTION, COVERAGE, KINDS, METHOD, REAL, Place
from pipelines.rules.changes.compared import Differences
from pipelines.rules.changes.evidence import place_of
from pipelines.rules.changes.files import Files

# What is reviewed and ships with the code, by the kind of input: why a change is one of method.
REVIEWED = {
    "strategy": "strategy_changed",
    "context": "strategy_changed",
    "rates": "rates_changed",
    "mapping": "mapping_changed",
}
PROBLEMS = "marts.problems"


@dataclass(frozen=True)
class Reason:
    """Why something differs: the kind, its cause, and the other kinds that may have a part in it."""

    kind: str
    cause: str
    also: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """0 for the most cautious kind."""
        return KINDS.index(self.kind)


class Circumstances:
    """What differs between two releases beside their rows."""

    def __init__(self, found: Differences) -> None:
        self._found = found
        problems = found.tables[PROBLEMS]
        self.files = Files(found.before, found.after, problems.went, problems.came)
        self._reasons: dict[tuple[tuple[str, ...], bool], Reason] = {}
        self.day_before, self.day_after = (pd.Timestamp(side.about["as_of"]) for side in (found.before, found.after))

    @property
    def is_another_day(self) -> bool:
        """Was the later release made for another day?"""
        return self.day_before != self.day_after

    @cached_property
    def streams_before(self) -> frozenset[str]:
        """The streams that spoke in the earlier release."""
        return frozenset(self._found.before.tables["marts.sources"]["stream"])

    def givers_before(self, table: str) -> set[str]:
        """Who gave rows of a table in the earlier release."""
        givers = self._found.before.givers
        return set(givers.loc[givers["table_name"].eq(table), "giver"].dropna())

    @property
    def has_other_rules(self) -> bool:
        """Were the releases made by different versions of the rules?"""
        return self._found.before.about["rules_version"] != self._found.after.about["rules_version"]

    @cached_property
    def method(self) -> list[Reason]:
        """The rules, and each kind of reviewed table, where they differ."""
        found = [Reason(METHOD, "rules_changed")] if self.has_other_rules else []
        reviewed = [_reviewed(side.tables["meta.inputs"]) for side in (self._found.before, self._found.after)]
        if all(reviewed):  # of a release without its inputs nobody can say
            causes = {
                cause: None for kind, cause in REVIEWED.items() if _of(kind, reviewed[0]) != _of(kind, reviewed[1])
            }
            found += [Reason(METHOD, cause) for cause in causes]
        return found

    def of_files(self, streams: Collection[str]) -> list[Reason]:
        """What came of the files of these streams, or of all; the most cautious first."""
        own = self._states(streams)
        reasons = {of_file(*row): None for row in zip(own["happened"], own["is_newer"], own["corrects"], strict=True)}
        if self.files.is_reordered:
            reasons[Reason(CORRECTION, "restated")] = None
        return sorted(reasons, key=lambda reason: reason.rank)

    def otherwise(self, streams: tuple[str, ...] = (), moves_with_day: bool = False) -> Reason:
        """Why a row differs whose evidence is the same; `moves_with_day` of what the day alone can move."""
        asked = streams, moves_with_day
        if asked not in self._reasons:
            self._reasons[asked] = self._otherwise(streams, moves_with_day)
        return self._reasons[asked]

    def _otherwise(self, streams: Collection[str], moves_with_day: bool) -> Reason:
        day = [Reason(REAL, "day_passed")] if self.is_another_day else []
        if moves_with_day and day and not self.has_other_rules:
            return day[0]
        looked_for = [*self.method, *self.of_files(streams), *day]
        if not looked_for:
            return Reason(METHOD, "code_changed")
        first, others = looked_for[0], {reason.kind for reason in looked_for[1:]}
        return Reason(first.kind, first.cause, tuple(kind for kind in KINDS if kind in others - {first.kind}))

    def evidence(self, reason: Reason, streams: Collection[str] = ()) -> list[Place]:
        """The files behind such a reason: those of the streams that came or went, or the reviewed ones that differ."""
        own = self._states(streams)
        found = [
            place
            for row in own.to_dict("records")
            if of_file(row["happened"], row["is_newer"], row["corrects"]).cause == reason.cause
            for place in places_of_file(row["origin"], row["source_file"], row["happened"])
        ]
        reviewed = [_reviewed(side.tables["meta.inputs"]) for side in (self._found.before, self._found.after)]
        changed = sorted(reviewed[0] ^ reviewed[1]) if all(reviewed) else []
        sides = [("before" if each in reviewed[0] else "after", each) for each in changed]
        return found + [
            place_of(side, None, f"{kind}/{name}") for side, (kind, name, _) in sides if REVIEWED[kind] == reason.cause
        ]

    def _states(self, streams: Collection[str]) -> pd.DataFrame:
        states = self.files.states
        return states[states["stream"].isin(streams)] if streams else states


def places_of_file(origin: str, name: str, happened: str) -> list[Place]:
    """The whole file, on the sides that have it."""
    sides = {"came": ["after"], "gone": ["before"], "replaced": ["before"], "again": ["before", "after"]}[happened]
    return [place_of(side, origin, name) for side in sides]


def of_file(happened: str, is_newer: bool, corrects: bool) -> Reason:
    """The kind that a file gives to what no row of it explains."""
    if happened == "gone":
        return Reason(COVERAGE, "source_vanished")
    if happened == "replaced":
        return Reason(CORRECTION, "withdrawn")
    if corrects:
        return Reason(CORRECTION, "restated")
    if happened == "again":
        return Reason(REAL, "newer_evidence") if is_newer else Reason(CORRECTION, "restated")
    return Reason(COVERAGE, "source_appeared")


def _reviewed(inputs: pd.DataFrame) -> frozenset[tuple[str, str, str]]:
    kept = inputs[inputs["input_kind"].isin(REVIEWED)]
    return frozenset(zip(kept["input_kind"], kept["input_name"], kept["sha256"], strict=True))


def _of(kind: str, inputs: frozenset[tuple[str, str, str]]) -> frozenset[tuple[str, str, str]]:
    return frozenset(each for each in inputs if each[0] == kind)
