"""Rows that somebody sent and that changed, by what they can be found by: project, objective, place, funder, year, file.

Of a row in both releases there are two: as it was and as it is. Does not belong here: what is found by them (`following`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.rules.changes.cells import BOTH, CAME, WENT
from pipelines.rules.changes.changes import KINDS, MOVED, Place
from pipelines.rules.changes.circumstances import Circumstances, of_file, places_of_file
from pipelines.rules.changes.compared import Differences, TableDifference
from pipelines.rules.changes.declared import CASH, OBJECTIVES, PARTS, PROJECTS, SENT
from pipelines.rules.changes.evidence import MOST_ROWS, together
from pipelines.rules.changes.kinds import VERDICT, bits

PLACED = ("objective_code", "region_code", "country_code")
TEXTS = (
    "project_id",
    "placed_by",
    *PLACED,
    "funder_id",
    "state",
    "indicator_code",
    "origin",
    "source_file",
    "table_name",
)
FILES = "files"  # what the facts about files themselves are of
NUMBERS = ("year", "source_row")


@dataclass(frozen=True)
class Facts:
    """Changed rows: `rows` with a verdict each and the columns they are found by; `evidence` by the number in `row`."""

    rows: pd.DataFrame
    evidence: list[list[Place]]


def findable(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that rows are found by, the ones they lack missing, of one type each."""
    found = {
        name: rows[name].astype("str") if name in rows else pd.Series(None, rows.index, dtype="str") for name in TEXTS
    }
    numbers = {
        name: rows[name].astype("float64") if name in rows else pd.Series(np.nan, rows.index, dtype="float64")
        for name in NUMBERS
    }
    return pd.DataFrame({**found, **numbers}, index=rows.index)


NO_FACTS = findable(pd.DataFrame()).assign(rank=0, cause="", also=0, row=0)


def of_table(found: TableDifference, judged: pd.DataFrame, evidence: Mapping[str, np.ndarray]) -> Facts:
    """The changed rows of one table that move what rests on them; one that only stands elsewhere moves nothing."""
    name = found.contract.name
    moving = row_verdicts(judged, name)
    listed = [evidence[part][at] for part, at in zip(moving["part"], moving["position"], strict=True)]
    moving = moving.assign(row=np.arange(len(moving)))
    sides = []
    for frame, part in ((found.went, WENT), (found.before, BOTH), (found.after, BOTH), (found.came, CAME)):
        own = moving[moving["part"].eq(part)].reset_index(drop=True)
        cells = _with_finders(frame.iloc[own["position"]].reset_index(drop=True), name)
        sides.append(pd.concat([own[["rank", "cause", "also", "row"]], findable(cells)], axis=1))
    return Facts(pd.concat(sides, ignore_index=True).assign(table_name=name), listed)


def row_verdicts(judged: pd.DataFrame, table: str) -> pd.DataFrame:
    """One verdict per differing row: that of its most cautious cell, with all kinds in `also`."""
    sent = SENT.get(table)
    is_moving = judged["cause"].ne(MOVED) & ~judged["column"].isin([column for name, column in PARTS if name == table])
    if sent is not None and sent.moves:
        is_moving &= judged["column"].isna() | judged["column"].isin(sent.moves)
    cells = judged[is_moving].sort_values(["part", "position", "rank"], kind="stable")
    rows = cells.drop_duplicates(["part", "position"]).copy()
    if len(cells):
        starts = np.flatnonzero(~cells.duplicated(["part", "position"]).to_numpy())
        rows["also"] = np.bitwise_or.reduceat(cells["also"].to_numpy(np.int8), starts)
    return rows[["part", "position", "rank", "cause", "also"]].reset_index(drop=True)


def together_of(parts: list[Facts]) -> Facts:
    """The facts of several tables, numbered on."""
    rows, evidence = [NO_FACTS], []
    for part in parts:
        rows.append(part.rows.assign(row=part.rows["row"] + len(evidence)))
        evidence += part.evidence
    return Facts(pd.concat(rows, ignore_index=True), evidence)


def placed(facts: Facts, found: Differences) -> Facts:
    """The facts about projects and money once for each objective and place that the project, or the money itself, names."""
    at = [
        side.tables[name]
        for side in (found.before, found.after)
        for name in ("marts.placements", "marts.money_placements")
    ]
    known = pd.concat([frame.reindex(columns=["project_id", "placed_by", *PLACED]).astype("str") for frame in at])
    is_tied = facts.rows["table_name"].isin((CASH, PROJECTS))
    if not is_tied.any():
        return facts
    tied = facts.rows[is_tied].drop(columns=list(PLACED))
    known = known[known["project_id"].isin(set(tied["project_id"].dropna()))].drop_duplicates()
    rows = tied.merge(known, on=["project_id", "placed_by"], how="left")
    return Facts(pd.concat([rows[facts.rows.columns], facts.rows[~is_tied]], ignore_index=True), facts.evidence)


def of_files(around: Circumstances) -> Facts:
    """The files that came, went or were sent again, as facts about themselves."""
    states = around.files.states
    reasons = [of_file(*row) for row in zip(states["happened"], states["is_newer"], states["corrects"], strict=True)]
    rows = pd.DataFrame(
        {
            "rank": [reason.rank for reason in reasons],
            "cause": [reason.cause for reason in reasons],
            "also": [bits(reason) for reason in reasons],
            "row": range(len(reasons)),
            "origin": states["origin"].to_numpy(),
            "source_file": states["source_file"].to_numpy(),
        }
    )
    evidence = [places_of_file(*row) for row in states[["origin", "source_file", "happened"]].itertuples(index=False)]
    return Facts(pd.concat([rows[[*VERDICT, "row"]], findable(rows)], axis=1).assign(table_name=FILES), evidence)


def of_statuses(moved: Iterable[tuple[str, str, str, list[Place]]]) -> Facts:
    """Objective, kind, cause and places of what the steps moved, as facts about what is made of statuses."""
    once = {(objective, kind, cause): places for objective, kind, cause, places in moved}
    rank = [KINDS.index(kind) for _, kind, _ in once]
    rows = pd.DataFrame(
        {
            "rank": rank,
            "cause": [cause for _, _, cause in once],
            "also": [1 << each for each in rank],
            "row": range(len(once)),
            "objective_code": [objective for objective, _, _ in once],
        }
    )
    found = pd.concat([rows[[*VERDICT, "row"]], findable(rows)], axis=1)
    return Facts(found.assign(table_name=OBJECTIVES), list(once.values()))


def of_tables(listed: Mapping[str, pd.DataFrame]) -> Facts:
    """The differences of each table, by kind, as facts about the figures that are taken from it."""
    rows, evidence = [], []
    for name, differences in listed.items():
        for kind, own in differences[differences["cause"].ne(MOVED)].groupby("kind"):
            rank = KINDS.index(str(kind))
            rows.append(
                {"rank": rank, "cause": own["cause"].iloc[0], "also": 1 << rank, "row": len(rows), "table_name": name}
            )
            evidence.append(together(own["evidence"].iloc[:MOST_ROWS]))
    by_table = pd.DataFrame(rows, columns=[*VERDICT, "row", "table_name"])
    found = pd.concat([by_table[[*VERDICT, "row"]], findable(by_table)], axis=1)
    return Facts(found, evidence)


def _with_finders(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Years and givers as the totals have them."""
    if table == CASH:
        giver = rows["funder_id"].where(rows["funder_id"].notna(), rows["funder_name"])
        return rows.assign(funder_id=giver, year=rows["value_on"].dt.year)
    if table == PROJECTS:
        begun = rows["submitted_on"].where(rows["submitted_on"].notna(), rows["starts_on"])
        return rows.assign(state="asked", year=begun.dt.year)
    return rows
