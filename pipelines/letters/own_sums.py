"""What the rows of a file alone added to, or took from, the money and projects of an objective in a region.

A row is followed by its identifier: sent again by another file, only what differs is of that file. Money that counts
elsewhere because somebody moved its project is of no file of money. Does not belong here: the sums (`figures`).
"""

from collections.abc import Mapping

import pandas as pd

INBOX = "inbox"
MONEY, PROJECTS = "placed_money", "placed_projects"  # the rows behind the sums, as `warehouse/rows` names them
CELL = ["what", "objective_code", "region_code"]
LEAST = 0.005  # half a cent
Placed = dict[str, pd.DataFrame]
Own = Mapping[tuple[str, str, str | None, str | None], float]


def own_sums(before: Placed, now: Placed) -> Own:
    """By file of the inbox, sum, objective and region what its rows alone moved between two releases."""
    sides = [
        (_money(before[MONEY]), _money(now[MONEY]), True),
        (_asked(before[PROJECTS]), _asked(now[PROJECTS]), False),
        (_counted(before[PROJECTS]), _counted(now[PROJECTS]), False),
    ]
    found: dict[tuple[str, str, str | None, str | None], float] = {}
    for old, new, stays_with_row in sides:
        moved = _moved(old, new, stays_with_row)
        for file, what, objective, region, amount in moved.itertuples(index=False, name=None):
            found[str(file), str(what), _code(objective), _code(region)] = float(amount)
    return found


def _money(rows: pd.DataFrame) -> pd.DataFrame:
    return _side(
        rows, rows["contribution_id"], rows["state"].astype("str") + "_eur", rows["counted_here_eur"].fillna(0)
    )


def _asked(rows: pd.DataFrame) -> pd.DataFrame:
    return _side(rows, rows["project_id"], pd.Series("asked_eur", rows.index), rows["asked_here_eur"].fillna(0))


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    once = rows.drop_duplicates(["project_id", "objective_code", "region_code"])
    ones = pd.Series(1.0, once.index)
    return _side(once, once["project_id"], pd.Series("projects_count", once.index), ones)


def _side(rows: pd.DataFrame, row_id: pd.Series, what: pd.Series, amount: pd.Series) -> pd.DataFrame:
    """By row and cell its amount, and the file it stands in, where that is of the inbox."""
    file = rows["source_file"].where(rows["origin"].eq(INBOX))
    named = {
        "row_id": row_id,
        "what": what,
        "objective_code": rows["objective_code"],
        "region_code": rows["region_code"],
    }
    side = pd.DataFrame({**named, "file": file}).astype("object").assign(amount=amount.astype("float64"))
    return side.groupby(["row_id", *CELL], dropna=False, as_index=False).agg(
        amount=("amount", "sum"), file=("file", "first")
    )


def _moved(old: pd.DataFrame, new: pd.DataFrame, stays_with_row: bool) -> pd.DataFrame:
    """By file and cell what differs; of a row that stands in two files the later one counts."""
    both = old.merge(new, on=["row_id", *CELL], how="outer", suffixes=("_old", "_new"))
    files = [side.dropna(subset="file").drop_duplicates("row_id").set_index("row_id")["file"] for side in (old, new)]
    here = both["row_id"].isin(set(new["row_id"]))
    both["file"] = both["row_id"].map(files[1]).where(here, both["row_id"].map(files[0]))
    both["amount"] = both["amount_new"].fillna(0) - both["amount_old"].fillna(0)
    if stays_with_row:
        totals = both.groupby("row_id")["amount"].transform("sum").abs()
        is_same = totals.lt(LEAST) & both["row_id"].map(files[0]).eq(both["file"])
        both = both[~is_same]
    sums = both.dropna(subset="file").groupby(["file", *CELL], dropna=False, as_index=False)["amount"].sum()
    return sums.loc[sums["amount"].abs().ge(LEAST), ["file", *CELL, "amount"]]


def _code(value: object) -> str | None:
    return value if isinstance(value, str) else None
