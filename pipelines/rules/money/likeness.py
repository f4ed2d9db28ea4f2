"""Rows of money that all count although they may be the same, by their identifiers or by what they say.

Belongs here: rows without an identifier that are equal or nearly so, and one identifier with two givers. Does not:
likely pairs of other reports (`doubles`), and rows that do not count (`set_aside`).
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.money.counting import REPORT
from pipelines.rules.precedence import sending
from pipelines.rules.precedence.order import place_of_file

SEVERAL, OTHER_GIVER, LIKELY_OTHER_GIVER, TWICE = "MNY-019", "MNY-020", "MNY-021", "MNY-022"

Row = Mapping[Hashable, Any]
Pair = tuple[Row, Row]


def findings(marked: pd.DataFrame, identifiers: pd.Series, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The findings about counted rows that have passed `count_once`; pairs that a person decided on are left out."""
    rows = marked.assign(row_id=identifiers, made=sending.made_ids(marked["contribution_id"]))
    rows["is_new"] = ~rows.index.isin(rows["kept_by"].dropna())
    rows["giver"] = sending.givers(rows)
    rows = rows[rows["is_counted"].astype(bool)]
    own = rows[rows["made"].isna() & rows["contribution_id"].notna()]
    found = [
        *_told(SEVERAL, _undecided(_several(rows[rows["made"].notna()]), decisions)),
        *_told(TWICE, _undecided(_twice(rows[rows["made"].notna()]), decisions)),
        *_of_two_givers(_undecided(_one_identifier(own), decisions)),
    ]
    return pd.DataFrame(found, columns=list(FINDING_COLUMNS)).astype({"column": "str", "value": "str"})


def _several(rows: pd.DataFrame) -> Iterable[Pair]:
    """Rows of a later file that nothing gave way to, with each row of an earlier one that says the same beside amount and state."""
    for group in _groups(rows, ["made"]):
        places = place_of_file(group)
        records = list(zip(places, group.to_dict("records"), strict=True))
        for place, later in records:
            if later["is_new"]:
                yield from ((earlier, later) for before, earlier in records if before < place)


def _twice(rows: pd.DataFrame) -> Iterable[Pair]:
    """Equal rows without an identifier in one file: the first, with each of the others."""
    for group in _groups(rows, [*REPORT, "made", *sending.SAID]):
        first, *others = group.to_dict("records")
        yield from ((first, other) for other in others)


def _one_identifier(rows: pd.DataFrame) -> Iterable[Pair]:
    """Rows of two givers under one identifier: that of the first giver, with that of each other one."""
    rows = rows[~sending.are_transactions(rows)]
    for group in _groups(rows.assign(key=rows["contribution_id"].str.casefold()), ["key"]):
        first, *others = group.drop_duplicates("giver").to_dict("records")
        yield from ((first, other) for other in others)


def _groups(rows: pd.DataFrame, key: list[str]) -> Iterable[pd.DataFrame]:
    several = rows[rows.duplicated(key, keep=False)]
    yield from (group for _, group in several.groupby(key, dropna=False, sort=False))


def _undecided(pairs: Iterable[Pair], decisions: pd.DataFrame | None) -> list[Pair]:
    if decisions is None or decisions.empty:
        return list(pairs)
    decided = set(map(frozenset, decisions[["contribution_id_a", "contribution_id_b"]].to_numpy().tolist()))
    return [(one, other) for one, other in pairs if frozenset((one["row_id"], other["row_id"])) not in decided]


def _told(rule_id: str, pairs: Iterable[Pair]) -> list[dict[str, object]]:
    """A finding on each row of the pairs; each names the first other row."""
    found: dict[str, dict[str, object]] = {}
    for pair in pairs:
        for own, other in (pair, pair[::-1]):
            found.setdefault(own["row_id"], _finding(rule_id, "warning", own, other))
    return list(found.values())


def _of_two_givers(pairs: Iterable[Pair]) -> list[dict[str, object]]:
    """A warning on each row that may be the same under another giver; else a word to each file, once for each other file."""
    likely, apart = [], {}
    for pair in pairs:
        if _may_be_one(*pair):
            likely.append(pair)
            continue
        for own, other in (pair, pair[::-1]):
            files = own["origin"], own["source_file"], other["origin"], other["source_file"]
            apart.setdefault(files, _finding(OTHER_GIVER, "info", own, other))
    return [*_told(LIKELY_OTHER_GIVER, likely), *apart.values()]


def _may_be_one(one: Row, other: Row) -> bool:
    """One project, and the same day or the same amount."""
    same = {name: one[name] == other[name] for name in ("project_id", "value_on", "amount", "currency_code")}
    alike = [value is True or (not pd.isna(value) and bool(value)) for value in same.values()]
    return alike[0] and (alike[1] or (alike[2] and alike[3]))


def _finding(rule_id: str, severity: str, own: Row, other: Row) -> dict[str, object]:
    row = None if pd.isna(other["source_row"]) else int(other["source_row"])
    named = {"file": other["source_file"], "row": row, "own": own["row_id"], "other": other["row_id"]}
    place = {name: own[name] for name in (*REPORT, "source_sheet", "source_row")}
    return place | {
        "rule_id": rule_id,
        "severity": severity,
        "stream": "funding",
        "column": "contribution_id",
        "value": None,
        "parameters": parameters(**named, giver=other["funder_name"]),
    }
