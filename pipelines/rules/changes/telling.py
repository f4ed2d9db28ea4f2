"""All that changed between two releases, in one: every difference with its kind, and what follows from them.

Belongs here: the order in which things are asked. Rows that somebody sent come first, then what is derived from them, the
statuses, and the tables made of all these. Does not: the rules themselves.
"""

import json
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from pipelines.rules.changes import following, kinds, subjects
from pipelines.rules.changes.cells import BOTH, CAME, WENT, cells, differing, written
from pipelines.rules.changes.changes import KINDS, MOVED, ROWS, Changes
from pipelines.rules.changes.circumstances import Circumstances
from pipelines.rules.changes.compared import Differences, TableDifference
from pipelines.rules.changes.declared import BEHIND, CASH, FILE, PARTS, SENT, Behind
from pipelines.rules.changes.evidence import of_rows, together
from pipelines.rules.changes.facts import (
    Facts,
    findable,
    of_files,
    of_statuses,
    of_table,
    of_tables,
    row_verdicts,
    together_of,
)
from pipelines.rules.changes.following import Known
from pipelines.rules.changes.kinds import ADOPTED, give, put
from pipelines.rules.changes.money import waterfall
from pipelines.rules.changes.statuses import Moved, Statuses
from pipelines.rules.changes.stepping import (
    GOALS,
    INDICATORS,
    KEYS,
    MILESTONES,
    OBJECTIVES,
    OBSERVATIONS,
    PROGRESS,
    steps,
    unmoved,
)

KIND_NAMES = np.array(KINDS, dtype=object)
# By the bits of all kinds and the rank of the one that is said: the others.
ALSO = np.empty((1 << len(KINDS), len(KINDS)), dtype=object)
for _bits, _own in np.ndindex(ALSO.shape):
    ALSO[_bits, _own] = [kind for rank, kind in enumerate(KINDS) if _bits >> rank & 1 and rank != _own]
STEPPED = (PROGRESS, OBJECTIVES, GOALS)
TERMS, DERIVATIONS, FIGURES = "marts.terms", "marts.derivations", "marts.figures"
BY_INDICATOR = (("indicator_code",),)


def changes(found: Differences) -> Changes:
    """What changed between the two releases that the differences are of."""
    return _Telling(found).told()


class _Telling:
    """The tables judged so far, with the places behind each cell."""

    def __init__(self, found: Differences) -> None:
        self.found, self.around = found, Circumstances(found)
        self.cells: dict[str, pd.DataFrame] = {}
        self.places: dict[str, np.ndarray] = {}
        self.by_part: dict[str, Mapping[str, np.ndarray]] = {}
        self.facts: dict[str, Facts] = {}
        self.stepped: dict[str, list[Moved]] = {}
        self.files = of_files(self.around)

    def told(self) -> Changes:
        for name, sent in SENT.items():
            self._keep(name, kinds.judged(self.found.tables[name], sent, self.around))
        self._derive()
        self._adopt()
        statuses = self._statuses()
        self.stepped = {name: statuses.rows(name) for name in STEPPED}
        moves, indicators = statuses.moves(), statuses.indicators()
        self.facts[OBJECTIVES] = of_statuses(
            (json.loads(step.key)["objective_code"], step.kind, step.cause, step.evidence)
            for name in (PROGRESS, OBJECTIVES)
            for step in self.stepped[name]
        )
        known = self._known()
        for name, found in self.found.tables.items():
            if name not in (*self.cells, *STEPPED, FIGURES):
                behind = BEHIND.get(name, Behind((), ()))
                self.cells[name], self.places[name] = following.judged(found, behind, known, self.around)
        self._parts(known)
        came_and_went = self._subjects(known)
        return Changes(
            rows=self._rows(),
            moves=moves,
            indicators=indicators,
            money=waterfall(self.found, self.cells[CASH]),
            subjects=came_and_went,
            summary=subjects.summary(moves, indicators, came_and_went),
            is_told_by_name=self.around.files.is_told_by_name,
        )

    def _keep(self, name: str, judged: pd.DataFrame) -> None:
        """Keep the judged cells of a table with a row per row sent, and what can be found by them."""
        table = self.found.tables[name]
        if judged.empty:
            self.cells[name], self.places[name], self.by_part[name] = judged, np.empty(0, dtype=object), {}
            return
        self.cells[name], self.by_part[name] = judged, of_rows(table)
        self.places[name] = _places(judged, self.by_part[name])
        self.facts[name] = of_table(table, judged, self.by_part[name])

    def _known(self, *tables: str) -> Known:
        facts = together_of([self.facts[name] for name in tables or self.facts if name in self.facts])
        return Known(facts, self.files, self.found)

    def _derive(self) -> None:
        """What derived figures rest on, and the figures."""
        found = self.found.tables[DERIVATIONS]
        sent = self._known(
            *(name for name in self.facts if name != OBSERVATIONS)
        )  # a derived one stands where its facts do
        judged, _ = following.judged(found, BEHIND[DERIVATIONS], sent, self.around)
        is_found = judged["is_found"].to_numpy(bool)
        if is_found.any() and not is_found.all():
            # Each of the others is counted otherwise because one of the same indicator came, went or changed.
            first = of_table(found, judged[is_found], of_rows(found))
            rest, _ = following.judged(
                found, Behind((), BY_INDICATOR), Known(first, self.files, self.found), self.around
            )
            give(judged, ~is_found, rest[~is_found])
        self._keep(DERIVATIONS, judged)
        known = self._known(DERIVATIONS)
        self._take_over(OBSERVATIONS, "basis", ("derived",), Behind((DERIVATIONS,), BY_INDICATOR), known)

    def _adopt(self) -> None:
        """Terms: adopted ones are method, and so are the steps they adopt; a reported baseline goes with its reports."""
        cells, found = self.cells[TERMS], self.found.tables[TERMS]
        steps_adopted: set[str] = set()
        for part, frame in _frames(found):
            is_adopted = frame["term_origin"].eq("adopted").to_numpy(bool)
            own = cells["part"].eq(part).to_numpy(bool)
            mask = own.copy()
            mask[own] = is_adopted[cells.loc[own, "position"]]
            put(cells, mask, ADOPTED)
            year = frame["item"].where(frame["item"].str.startswith("step_")).str.removeprefix("step_")
            steps_adopted |= set((frame["indicator_code"] + "-" + year).dropna())
        self._keep(TERMS, cells)
        known = self._known(OBSERVATIONS)
        self._take_over(TERMS, "term_origin", ("reported", "derived"), Behind((OBSERVATIONS,), BY_INDICATOR), known)
        self._take_over(MILESTONES, "milestone_code", steps_adopted, Behind((TERMS,), BY_INDICATOR), self._known(TERMS))

    def _take_over(self, name: str, column: str, values: Collection[str], behind: Behind, known: Known) -> None:
        """Judge the rows with these values in a column by the facts behind them, and not by their own."""
        found, cells, places = self.found.tables[name], self.cells[name], self.places[name]
        for part, frame in _frames(found):
            wanted = (cells["part"].eq(part) & cells["cause"].ne(MOVED)).to_numpy(bool, copy=True)
            wanted[wanted] = frame[column].isin(values).to_numpy(bool)[cells.loc[wanted, "position"]]
            if not wanted.any():
                continue
            verdicts, evidence = following.of_rows(frame, behind, known, self.around)
            at = cells.loc[wanted, "position"].to_numpy()
            give(cells, wanted, verdicts.iloc[at])
            places[wanted] = evidence[at]
        if len(cells):
            self.facts[name] = of_table(found, cells, self.by_part[name])

    def _statuses(self) -> Statuses:
        """The statuses step by step; what moved stands behind what is made of them."""
        ranks = {}
        for name, key in KEYS.items():
            rows = row_verdicts(self.cells[name], name)
            frames = dict(_frames(self.found.tables[name]))
            codes = [frames[part][key].iloc[at] for part, at in zip(rows["part"], rows["position"], strict=True)]
            ranks[name] = pd.Series(rows["rank"].to_numpy(dtype=int), index=codes, dtype=int)
        facts = together_of([self.facts[name] for name in (TERMS, OBSERVATIONS, MILESTONES) if name in self.facts])
        is_same = all(cells(self.found.tables[name], differing(self.found.tables[name])).empty for name in STEPPED)
        has_terms = all(len(side.tables[INDICATORS]) for side in (self.found.before, self.found.after))
        states = steps(self.found, ranks) if has_terms and not is_same else unmoved(self.found)
        return Statuses(self.found, states, facts, self.around)

    def _parts(self, known: Known) -> None:
        """Cells that are made of the rows of another table."""
        for (name, column), behind in PARTS.items():
            cells, places = self.cells[name], self.places[name]
            for part, frame in _frames(self.found.tables[name]):
                wanted = (cells["part"].eq(part) & cells["column"].eq(column)).to_numpy(bool)
                if wanted.any():
                    verdicts, evidence = following.of_rows(frame, behind, known, self.around)
                    at = cells.loc[wanted, "position"].to_numpy()
                    give(cells, wanted, verdicts.iloc[at])
                    places[wanted] = evidence[at]

    def _subjects(self, known: Known) -> pd.DataFrame:
        """Projects, agreements, rows of money and files that came and went."""
        states = self.around.files.states
        verdicts, places = known.behind(findable(states.reset_index(drop=True)), Behind((), (FILE,)))
        parts = [
            subjects.of_table(self.found.tables[name], self.cells[name], self.by_part[name]) for name in subjects.ASKED
        ]
        parts.append(subjects.of_sources(states, verdicts, places, self.files))
        return pd.concat(parts, ignore_index=True)

    def _rows(self) -> pd.DataFrame:
        """Every difference of every table, those of figures last of all judged, because they are made of the others."""
        listed = {name: self._listed(name) for name in self.found.tables if name not in STEPPED and name != FIGURES}
        listed |= {name: self._stepped(name, self.stepped[name]) for name in STEPPED}
        if FIGURES in self.found.tables:
            known = of_tables(listed)
            self.cells[FIGURES], self.places[FIGURES] = following.judged(
                self.found.tables[FIGURES], BEHIND[FIGURES], Known(known, self.files, self.found), self.around
            )
            listed[FIGURES] = self._listed(FIGURES)
        filled = [listed[name] for name in self.found.tables if len(listed[name])]
        return pd.concat(filled, ignore_index=True)[ROWS] if filled else pd.DataFrame(columns=ROWS)

    def _listed(self, name: str) -> pd.DataFrame:
        cells, found = self.cells[name], self.found.tables[name]
        if cells.empty:
            return pd.DataFrame(columns=ROWS)
        return pd.concat(
            [
                pd.DataFrame(
                    {
                        "kind": KIND_NAMES[cells["rank"].to_numpy(int)],
                        "also_kinds": ALSO[cells["also"].to_numpy(int), cells["rank"].to_numpy(int)],
                        "cause": cells["cause"],
                        "table_name": name,
                        "column": cells["column"],
                        "evidence": self.places[name],
                    },
                ),
                written(found, cells),
            ],
            axis=1,
        )

    def _stepped(self, name: str, moved: list[Moved]) -> pd.DataFrame:
        """The cells that the steps moved, and rows that came or went with the strategy."""
        judged, places = following.judged(self.found.tables[name], Behind((), ()), self._known(), self.around)
        is_whole = judged["part"].ne(BOTH).to_numpy(bool)
        self.cells[name], self.places[name] = judged[is_whole].reset_index(drop=True), places[is_whole]
        rows = [
            [step.kind, [], step.cause, name, step.key, step.column, step.before, step.after, step.evidence]
            for step in moved
        ]
        return pd.concat([self._listed(name)[ROWS], pd.DataFrame(rows, columns=ROWS, dtype=object)], ignore_index=True)


def _frames(found: TableDifference) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each part of a difference; of those in both releases as they are now."""
    yield from ((WENT, found.went), (BOTH, found.after), (CAME, found.came))


def _places(judged: pd.DataFrame, by_part: Mapping[str, np.ndarray]) -> np.ndarray:
    """The places behind each cell: those of its row, and of the row that it follows."""
    found = np.empty(len(judged), dtype=object)
    for part, places in by_part.items():
        own = np.flatnonzero(judged["part"].eq(part))
        found[own] = places[judged["position"].iloc[own]]
    if "behind_part" in judged:
        for at in np.flatnonzero(judged["behind_part"].ne("")):
            part, row = judged.at[at, "behind_part"], int(judged.at[at, "behind"])
            found[at] = together([found[at], by_part[part][row]])
    return found
