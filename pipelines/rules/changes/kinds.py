"""How the kinds of change are told apart for rows that somebody sent: by inputs, rows and versions, never by guessing.

A row is followed by its key, a file by its checksum.

    in both, same evidence     What the row says comes from content that the earlier release had as well. If it points at a
                               row that came, went or was restated: the kind of that row (`follows`). Else as the
                               circumstances say: method if rules or reviewed tables differ, else the kind of files that
                               came or went in the table, else real because a day passed.
    in both, other evidence    Its own date is later, or its state or stage moved on: real (`newer_evidence`). Else the
                               same evidence was restated: correction (`restated`).
    came                       From content that was there: as with the same evidence. Another version of a project that
                               was there: as with other evidence. Dated after the earlier day: real (`new_evidence`). From a
                               file that replaces another or mends held rows: correction (`restated`). From a giver or list
                               that had spoken: real (`new_evidence`). Else coverage (`source_appeared`).
    went                       Its content is still there: as with the same evidence, but where another file replaces it.
                               Its file was sent again or replaced: correction (`withdrawn`). Else coverage
                               (`source_vanished`).
    terms                      Adopted ones are method (`term_adopted`), whenever they came.

Of several reasons the most cautious is said, in the order method, correction, coverage, real, and the other kinds beside
it. A row that only stands elsewhere is a correction (`moved`) that nothing else follows. Does not belong here: what the
circumstances are (`circumstances`), and tables that are made of others (`following`).
"""

import numpy as np
import pandas as pd

from pipelines.rules.changes.cells import BOTH, CAME, WENT, cells, differing, differs
from pipelines.rules.changes.changes import CORRECTION, COVERAGE, FOLLOWS, KINDS, METHOD, MOVED, REAL
from pipelines.rules.changes.circumstances import Circumstances, Reason
from pipelines.rules.changes.compared import TableDifference
from pipelines.rules.changes.declared import ELSEWHERE, PROJECTS, WITH_THE_DAY, Sent

VERDICT = ["rank", "cause", "also"]
RESTATED, WITHDRAWN = Reason(CORRECTION, "restated"), Reason(CORRECTION, "withdrawn")
NEWER, NEW = Reason(REAL, "newer_evidence"), Reason(REAL, "new_evidence")
APPEARED, VANISHED = Reason(COVERAGE, "source_appeared"), Reason(COVERAGE, "source_vanished")
ADOPTED = Reason(METHOD, "term_adopted")


def judged(found: TableDifference, sent: Sent, around: Circumstances) -> pd.DataFrame:
    """The differing cells of a table with a row per row sent.

    `part`, `position` and `column`; `rank` of the kind, `cause`, and `also`, a bit per kind with a part in it;
    `behind_part` and `behind` where the cell follows another row.
    """
    masks = differing(found)
    if not (masks or len(found.went) or len(found.came)):
        return nothing()
    is_restated = _is_restated(found, sent, around, masks)
    verdicts = {
        WENT: _went(found, sent, around),
        BOTH: _both(found, sent, around, is_restated),
        CAME: _came(found, sent, around),
    }
    listed = cells(found, masks)
    chosen = [verdicts[str(part)].iloc[rows["position"]] for part, rows in listed.groupby("part", sort=False)]
    listed[VERDICT] = pd.concat(chosen, ignore_index=True) if chosen else pd.DataFrame(columns=VERDICT)
    targets = _targets(found, sent, verdicts, is_restated)
    return _by_column(listed.assign(behind_part="", behind=-1), found, sent, around, is_restated, targets)


def nothing() -> pd.DataFrame:
    """The judged cells of a table in which nothing differs."""
    kinds = {"position": "int64", "rank": "int8", "also": "int8", "behind": "int64", "is_found": "bool"}
    columns = ["part", "position", "column", *VERDICT, "behind_part", "behind", "is_found"]
    return pd.DataFrame(columns=columns, dtype=object).astype(kinds)


def reasons(count: int, reason: Reason) -> pd.DataFrame:
    """The same verdict for so many rows."""
    rows = range(count)
    also = bits(reason)
    return pd.DataFrame({"rank": np.int8(reason.rank), "cause": reason.cause, "also": np.int8(also)}, index=rows)


def bits(reason: Reason) -> int:
    """The kinds of a reason, a bit each."""
    return sum(1 << KINDS.index(kind) for kind in {reason.kind, *reason.also})


def put(rows: pd.DataFrame, mask: np.ndarray, reason: Reason) -> None:
    """Give the rows of the mask this verdict."""
    if mask.any():
        rows.loc[mask, VERDICT] = [reason.rank, reason.cause, bits(reason)]


def give(rows: pd.DataFrame, mask: np.ndarray, verdicts: pd.DataFrame) -> None:
    """Give the rows of the mask these verdicts, one each."""
    for name in VERDICT:
        values = rows[name].to_numpy(copy=True)
        values[mask] = verdicts[name].to_numpy()
        rows[name] = values


def _is_restated(found: TableDifference, sent: Sent, around: Circumstances, masks: dict[str, np.ndarray]) -> np.ndarray:
    """Rows of both releases that say something else in content that the earlier release had not."""
    said = [mask for name, mask in masks.items() if name not in sent.decided | ELSEWHERE]
    says_other = np.logical_or.reduce(said) if said else np.zeros(len(found.after), bool)
    return says_other & ~around.files.was_there(found.after)


def _both(found: TableDifference, sent: Sent, around: Circumstances, is_restated: np.ndarray) -> pd.DataFrame:
    verdicts = reasons(len(found.after), around.otherwise(sent.streams))
    put(verdicts, is_restated, RESTATED)
    put(verdicts, is_restated & _moved_on(found.before, found.after, sent), NEWER)
    return verdicts


def _moved_on(before: pd.DataFrame, after: pd.DataFrame, sent: Sent) -> np.ndarray:
    """Is the row's own date later, or did its state or stage move on?"""
    is_later = [(after[name] > before[name]) | (after[name].notna() & before[name].isna()) for name in sent.dates]
    for name, order in sent.standing.items():
        place = {code: number for number, code in enumerate(order)}
        is_later.append(after[name].map(place).fillna(-1) > before[name].map(place).fillna(len(order)))
    return (
        np.logical_or.reduce([each.fillna(False).to_numpy(bool) for each in is_later])
        if is_later
        else np.zeros(len(after), bool)
    )


def _came(found: TableDifference, sent: Sent, around: Circumstances) -> pd.DataFrame:
    came = found.came
    verdicts = reasons(len(came), APPEARED)
    put(verdicts, _had_spoken(came, sent, around, found.contract.name), NEW)
    put(verdicts, around.files.corrects(came), RESTATED)
    dated = [(came[name] > around.day_before).fillna(False).to_numpy(bool) for name in sent.dates]
    put(verdicts, np.logical_or.reduce(dated) if dated else np.zeros(len(came), bool), NEW)
    if found.contract.name == PROJECTS:
        _as_versions(verdicts, found, sent)
    put(verdicts, around.files.was_there(came), around.otherwise(sent.streams))
    return verdicts


def _had_spoken(came: pd.DataFrame, sent: Sent, around: Circumstances, table: str) -> np.ndarray:
    """Did the giver of these rows, or their list, speak in the earlier release? What has no giver: did its stream?"""
    stream_spoke = not around.streams_before.isdisjoint(sent.streams)
    if not sent.giver:
        return np.full(len(came), stream_spoke)
    giver = came[sent.giver[0]]
    for name in sent.giver[1:]:
        giver = giver.where(giver.notna(), came[name])
    spoke = giver.isin(around.givers_before(table)).to_numpy(bool)
    if table == PROJECTS:  # what partners send of their own projects is one stream; open records are of many
        is_list = came["kind"].eq("open_record").fillna(False).to_numpy(bool)
        return np.where(is_list, spoke, spoke | stream_spoke)
    return spoke


def _as_versions(verdicts: pd.DataFrame, found: TableDifference, sent: Sent) -> None:
    """A version of a project that was there is another report of the same: newer, or restated."""
    was_current = found.before[found.before["is_current"].fillna(False).to_numpy(bool)]
    earlier = was_current.drop_duplicates("project_id").set_index("project_id")
    known = found.came["project_id"].isin(earlier.index).to_numpy(bool)
    if known.any():
        came = found.came[known].reset_index(drop=True)
        is_newer = _moved_on(earlier.loc[came["project_id"]].reset_index(drop=True), came, sent)
        at = np.flatnonzero(known)
        for reason, mask in ((NEWER, is_newer), (RESTATED, ~is_newer)):
            put(verdicts, np.isin(np.arange(len(verdicts)), at[mask]), reason)


def _went(found: TableDifference, sent: Sent, around: Circumstances) -> pd.DataFrame:
    went = found.went
    gave_way = around.files.gave_way(went)
    verdicts = reasons(len(went), VANISHED)
    put(verdicts, gave_way, WITHDRAWN)
    put(verdicts, around.files.is_there(went) & ~gave_way, around.otherwise(sent.streams))
    return verdicts


def _targets(
    found: TableDifference, sent: Sent, verdicts: dict[str, pd.DataFrame], is_restated: np.ndarray
) -> pd.DataFrame:
    """The rows of this table that another can point at because they came, were restated or went, by identifier."""
    name = sent.row_id
    if not name:
        return pd.DataFrame(columns=[*VERDICT, "part", "position"])
    restated = np.flatnonzero(is_restated)
    rows = [
        verdicts[str(part)].iloc[at].assign(part=part, position=at, row_id=frame[name].iloc[at].to_numpy())
        for part, frame, at in (
            (CAME, found.came, np.arange(len(found.came))),
            (BOTH, found.after, restated),
            (WENT, found.went, np.arange(len(found.went))),
        )
    ]
    return pd.concat(rows).drop_duplicates("row_id").set_index("row_id")


def _pointed_at(found: TableDifference, sent: Sent, targets: pd.DataFrame) -> np.ndarray:
    """For each row of both releases which target it points at, or pointed at before; -1 for none."""
    chosen = np.full(len(found.after), -1)
    if targets.empty or not len(chosen):
        return chosen
    own = [found.after[sent.row_id]] if found.contract.name == PROJECTS else []  # its other versions
    pointers = [side[name] for name in sent.pointers for side in (found.after, found.before)]
    for name in sent.pointers:
        is_same = ~differs(found.before[name], found.after[name])
        pointers = [each.mask(is_same) if each.name == name else each for each in pointers]
    for pointer in (*pointers, *own):
        at = targets.index.get_indexer(pd.Index(pointer))
        chosen = np.where((chosen < 0) & pointer.notna().to_numpy(bool), at, chosen)
    return chosen


def _by_column(
    listed: pd.DataFrame,
    found: TableDifference,
    sent: Sent,
    around: Circumstances,
    is_restated: np.ndarray,
    targets: pd.DataFrame,
) -> pd.DataFrame:
    """The cells with the reasons that their own column gives them: mere place, a row pointed at, the day."""
    at = listed.index[listed["part"].eq(BOTH)]
    column, position = listed.loc[at, "column"], listed.loc[at, "position"].to_numpy()
    is_place = column.isin(ELSEWHERE).to_numpy(bool)
    is_free = ~is_place & ~is_restated[position]
    with_day = column.isin(WITH_THE_DAY.get(found.contract.name, frozenset())).to_numpy(bool)
    own = listed.loc[at].reset_index(drop=True)
    put(own, is_place, Reason(CORRECTION, MOVED))
    put(own, is_free & with_day, around.otherwise(sent.streams, moves_with_day=True))
    target = _pointed_at(found, sent, targets)[position]
    follows = is_free & column.isin(sent.decided).to_numpy(bool) & (target >= 0)
    if follows.any():
        chosen = targets.iloc[target[follows]]
        own.loc[follows, ["rank", "also"]] = chosen[["rank", "also"]].to_numpy()
        own.loc[follows, ["behind_part", "behind"]] = chosen[["part", "position"]].to_numpy()
        own.loc[follows, "cause"] = FOLLOWS
    listed.loc[at] = own.set_axis(at)
    return listed
