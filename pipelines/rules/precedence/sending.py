"""A row of money sent again: which later row an earlier one gives way to.

A row is the same row when its giver and its identifier are; whatever else changed, the file that speaks last (`order`)
counts. A row sent without an identifier bears one made of what it says beside amount and state; there a later file is
compared with what stands of the earlier ones: equal rows first, then the only row of one state, of one amount, then the
only one left. Where several are left on both sides nothing is decided: all of them stand, and a person is asked.

Does not belong here: transactions of IATI activities, which are numbered within their file and not by anybody, and what
enters a total (`money.counting`).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise

import pandas as pd

from pipelines.rules.precedence.order import in_order, place_of_file
from pipelines.rules.precedence.updates import PROVENANCE, carried

MADE_ID = r"row-[0-9a-f]{10}"  # of a row sent without one; equal ones of a file are numbered
NUMBERED = rf"({MADE_ID})(?:-\d+)?"
ORDINAL = r"(?:\d+\.)?\d+"  # of a transaction within its activity, behind that of an activity that stands again
CORRECTED = ["state", "amount"]  # what a correction changes in a row without an identifier
SAID = [*CORRECTED, "fte", "receiver_name"]  # rows with one made identifier are equal where these are

Row = tuple[int, tuple[Hashable, ...]]  # its position, and what it says
Like = Callable[[Row], Hashable]


def made_ids(identifiers: pd.Series) -> pd.Series:
    """The identifier made of what a row says, without its number; missing where the sender gave one."""
    return identifiers.str.extract(f"^{NUMBERED}$", expand=False).astype("str")


def givers(rows: pd.DataFrame) -> pd.Series:
    """Who gives: the identifier of the funder, else the key of its name, else the project."""
    return rows["funder_id"].fillna(rows["funder_key"]).fillna(rows["project_id"])


def are_transactions(rows: pd.DataFrame) -> pd.Series:
    """Is the row a transaction of an IATI activity, numbered within it: 'XM-1-10#3', 'XM-1-10#2.3'?

    The money of a list is named and not numbered ('world-bank:P000001#grant'): there the identifier is the giver's.
    """
    own, project = (rows[name].astype("str").str.casefold() for name in ("contribution_id", "project_id"))
    activity = own.str.replace(rf"#{ORDINAL}$", "", regex=True)
    return (activity.ne(own) & activity.eq(project)).fillna(False).astype(bool)


def sent_again(rows: pd.DataFrame) -> pd.Series:
    """For each row that a later file sends again the row it gives way to, by their places in the index.

    Of several versions each gives way to the next one.
    """
    made = made_ids(rows["contribution_id"])
    own = rows[made.isna() & rows["contribution_id"].notna() & ~are_transactions(rows)]
    again = [*_by_identifier(own), *_by_what_they_say(rows[made.notna()], made)]
    return pd.Series(dict(again), dtype="int64")


def with_earlier_values(rows: pd.DataFrame, cleared: pd.DataFrame) -> pd.DataFrame:
    """The rows, where one sent again under its identifier leaves a value blank with that of the row before (`updates`)."""
    is_own = rows["contribution_id"].notna() & made_ids(rows["contribution_id"]).isna() & ~are_transactions(rows)
    own = rows[is_own].assign(giver=givers(rows)[is_own])
    key = ["giver", "contribution_id"]
    if not own.duplicated(key).any():
        return rows
    columns = [name for name in rows if name not in {*key, *PROVENANCE, "funder_key"}]
    kept = carried(in_order(own), key, columns, cleared[cleared["stream"].eq("funding")])
    return pd.concat([rows[~is_own], kept.drop(columns="giver")]).sort_index().astype(rows.dtypes)


def _by_identifier(rows: pd.DataFrame) -> list[tuple[int, int]]:
    found = []
    for files in _in_files(rows, [givers(rows), rows["contribution_id"]]):
        for earlier, later in pairwise(files):
            found += [(position, later[0][0]) for position, _ in earlier]
    return found


def _by_what_they_say(rows: pd.DataFrame, made: pd.Series) -> list[tuple[int, int]]:
    found = []
    for first, *others in _in_files(rows, [made]):
        standing = first
        for sent in others:
            pairs = _pairs(standing, sent)
            found += pairs
            gone = {earlier for earlier, _ in pairs}
            standing = [row for row in standing if row[0] not in gone] + sent
    return found


def _in_files(rows: pd.DataFrame, key: Sequence[pd.Series]) -> Iterable[list[list[Row]]]:
    """For each thing that several files report: its rows file by file, in the order in which the files speak."""
    keyed = rows.assign(thing=rows.groupby([each.reindex(rows.index) for each in key], dropna=False).ngroup())
    reports = keyed.groupby("thing")["report"]
    several = keyed[reports.transform("min") != reports.transform("max")]
    if several.empty:
        return
    ordered = several.assign(place=place_of_file(several)).sort_values(["thing", "place", "source_sheet", "source_row"])
    said = ordered[SAID].astype(object).where(ordered[SAID].notna(), None).itertuples(index=False, name=None)
    things: dict[int, dict[int, list[Row]]] = {}
    for position, thing, report, says in zip(ordered.index, ordered["thing"], ordered["report"], said, strict=True):
        things.setdefault(thing, {}).setdefault(report, []).append((position, says))
    yield from (list(files.values()) for files in things.values())


def _pairs(standing: list[Row], sent: list[Row]) -> list[tuple[int, int]]:
    """Rows that stand and the rows of the next file that say the same of them, first what is equal, then what is unique."""
    pairs = _equal(standing, sent)
    likes: tuple[Like, ...] = (lambda row: row[1][0], lambda row: row[1][1], lambda _: None)
    for like in likes:
        done = {position for pair in pairs for position in pair}
        before, after = (_unique([row for row in rows if row[0] not in done], like) for rows in (standing, sent))
        pairs += [(before[each], after[each]) for each in before if each in after]
    return pairs


def _equal(standing: list[Row], sent: list[Row]) -> list[tuple[int, int]]:
    """Rows that say the same in every respect, the first with the first."""
    waiting: dict[Hashable, list[int]] = {}
    for position, says in standing:
        waiting.setdefault(says, []).append(position)
    return [(waiting[says].pop(0), position) for position, says in sent if waiting.get(says)]


def _unique(rows: list[Row], like: Like) -> dict[Hashable, int]:
    """The position of each row that is the only one of its like."""
    count = Counter(map(like, rows))
    return {like(row): row[0] for row in rows if count[like(row)] == 1}
