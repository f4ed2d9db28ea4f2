"""The kind of a change in a table made of other rows: that of the changed rows behind it, the most cautious of several.

The rows are found by what both tables name (`declared.BEHIND`); where none is found, as the circumstances say. Does not
belong here: rows that somebody sent (`kinds`), statuses (`stepping`).
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from pipelines.rules.changes.cells import BOTH, CAME, WENT, cells, differing
from pipelines.rules.changes.circumstances import Circumstances
from pipelines.rules.changes.compared import Differences, TableDifference
from pipelines.rules.changes.declared import FILE, WITH_THE_DAY, Behind
from pipelines.rules.changes.evidence import together
from pipelines.rules.changes.facts import FILES, PLACED, Facts, findable, placed
from pipelines.rules.changes.kinds import VERDICT, nothing, put


class Known:
    """The facts that can stand behind a change: as they are, by objective and place, and the files."""

    def __init__(self, plain: Facts, files: Facts, found: Differences) -> None:
        self._plain, self._files, self._found = plain, files, found

    @cached_property
    def _by_place(self) -> Facts:
        return placed(self._plain, self._found)

    def behind(self, wanted: pd.DataFrame, behind: Behind) -> tuple[pd.DataFrame, np.ndarray]:
        """A verdict for each wanted row, missing where no fact stands behind it, and the places of the facts."""
        verdicts = pd.DataFrame(index=range(len(wanted)), columns=VERDICT, dtype="object")
        evidence = np.empty(len(wanted), dtype=object)
        tries: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(link, behind.tables) for link in behind.links]
        if any(set(FILE) <= set(link) for link in behind.links):
            tries.append((FILE, (FILES,)))
        if behind.or_any:
            tries.append(((), ()))
        for link, tables in tries:
            open_rows = np.flatnonzero(verdicts["rank"].isna().to_numpy(bool))
            if not len(open_rows):
                break
            facts = self._files if tables == (FILES,) else self._by_place if set(link) & set(PLACED) else self._plain
            own = facts.rows[facts.rows["table_name"].isin(tables)] if tables else facts.rows
            _fill(verdicts, evidence, open_rows, wanted, Facts(own, facts.evidence), link)
        return verdicts, evidence


def judged(
    found: TableDifference, behind: Behind, known: Known, around: Circumstances
) -> tuple[pd.DataFrame, np.ndarray]:
    """The differing cells of a table with their verdicts, `is_found` where facts stand behind one, and the places of these."""
    listed = cells(found, differing(found))
    if listed.empty:
        return nothing(), np.empty(0, dtype=object)
    parts = {WENT: found.went, BOTH: found.after, CAME: found.came}
    blocks, places = [], []
    for part, own in listed.groupby("part", sort=False):
        verdicts, evidence = of_rows(parts[str(part)], behind, known, around)
        at = own["position"].to_numpy()
        blocks.append(verdicts.iloc[at])
        places.append(evidence[at])
    chosen = pd.concat(blocks, ignore_index=True)
    listed = listed.assign(**chosen.astype({"rank": "int8", "also": "int8", "is_found": "bool"}))
    with_day = listed["column"].isin(WITH_THE_DAY.get(found.contract.name, frozenset())) & ~listed["is_found"]
    put(listed, with_day.to_numpy(bool), around.otherwise(behind.streams, moves_with_day=True))
    return listed, np.concatenate(places)


def of_rows(
    frame: pd.DataFrame, behind: Behind, known: Known, around: Circumstances
) -> tuple[pd.DataFrame, np.ndarray]:
    """A verdict for each row, `is_found` where facts stand behind it; else as the circumstances say."""
    if frame.empty:
        return pd.DataFrame(columns=[*VERDICT, "is_found"]), np.empty(0, dtype=object)
    verdicts, evidence = known.behind(findable(frame.reset_index(drop=True)), behind)
    is_found = verdicts["rank"].notna().to_numpy(bool)
    reason = around.otherwise(behind.streams)
    put(verdicts, ~is_found, reason)
    files = around.evidence(reason, behind.streams)
    for at in np.flatnonzero(~is_found):
        evidence[at] = files
    return verdicts.assign(is_found=is_found), evidence


def _fill(
    verdicts: pd.DataFrame,
    evidence: np.ndarray,
    open_rows: np.ndarray,
    wanted: pd.DataFrame,
    facts: Facts,
    link: Sequence[str],
) -> None:
    """Give the open rows the verdict of the facts that the columns link them with."""
    asked = wanted.iloc[open_rows]
    if facts.rows.empty:
        return
    if link:
        groups = asked[list(link)].drop_duplicates().reset_index(drop=True).reset_index(names="group")
        pairs = groups.merge(facts.rows[[*link, *VERDICT, "row"]], on=list(link))
        group_of = asked[list(link)].merge(groups, on=list(link), how="left")["group"].to_numpy()
    else:
        pairs, group_of = facts.rows[[*VERDICT, "row"]].assign(group=0), np.zeros(len(asked), dtype=int)
    if pairs.empty:
        return
    once = pairs.sort_values(["group", "rank", "row"], kind="stable").drop_duplicates(["group", "row"])
    starts = np.flatnonzero(~once["group"].duplicated().to_numpy())
    first = once.iloc[starts].copy()
    first["also"] = np.bitwise_or.reduceat(once["also"].to_numpy(np.int8), starts)
    number = np.full(int(group_of.max()) + 1, -1)
    number[first["group"].to_numpy()] = np.arange(len(first))
    at = number[group_of]
    rows, ends = once["row"].tolist(), [*starts[1:].tolist(), len(once)]
    places = np.empty(len(first), dtype=object)
    places[:] = [
        together([facts.evidence[row] for row in rows[start:end]])
        for start, end in zip(starts.tolist(), ends, strict=True)
    ]
    is_found = at >= 0
    verdicts.loc[open_rows[is_found], VERDICT] = first[VERDICT].iloc[at[is_found]].to_numpy()
    evidence[open_rows[is_found]] = places[at[is_found]]
