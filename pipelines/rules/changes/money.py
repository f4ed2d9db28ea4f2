"""The way of the money from one release to the other: counted cash on the ground, and what each kind of change did to it.

By layer (reported, open records) and state. Does not belong here: which rows count (`rules.money`), and of which kind a
change is (`kinds`).
"""

import math
from itertools import product

import pandas as pd

from pipelines.rules.changes.cells import BOTH, CAME, WENT
from pipelines.rules.changes.changes import KINDS, MONEY
from pipelines.rules.changes.compared import Differences
from pipelines.rules.changes.declared import CASH, MONEY_ORDER
from pipelines.rules.changes.facts import row_verdicts
from pipelines.rules.membership import among

CASH_FORM, ON_THE_GROUND = "cash", "ground"
LAYER = "is_open_record"
ROW = [LAYER, "part", "position", "state", "rank"]


def waterfall(found: Differences, judged: pd.DataFrame) -> pd.DataFrame:
    """By layer and state: what counted before, what each kind added or took away and in how many rows, what counts after."""
    steps = _steps(found, judged)
    states = [*MONEY_ORDER, *sorted(set(steps["state"]) - set(MONEY_ORDER))]
    rows = []
    for layer, state in product((False, True), states):
        before, after = (_total(side.counted_cash, layer, state) for side in (found.before, found.after))
        own = steps[steps[LAYER].eq(layer) & steps["state"].eq(state)]
        by_kind = [
            (layer, state, kind, math.fsum(part["amount_eur"]), len(part))
            for rank, kind in enumerate(KINDS)
            if len(part := own[own["rank"].eq(rank)])
        ]
        if before[1] or after[1] or by_kind:
            rows += [(layer, state, "before", *before), *by_kind, (layer, state, "after", *after)]
    return pd.DataFrame(rows, columns=MONEY)


def _steps(found: Differences, judged: pd.DataFrame) -> pd.DataFrame:
    """One row per row of money and state that it left or entered, with what it took or brought."""
    money = found.tables[CASH]
    verdicts = row_verdicts(judged, CASH)
    sides = []
    for frame, part, sign in (
        (money.went, WENT, -1),
        (money.before, BOTH, -1),
        (money.after, BOTH, 1),
        (money.came, CAME, 1),
    ):
        counted = _counted(frame, found.open_projects)
        sides.append(
            pd.DataFrame(
                {
                    LAYER: counted[LAYER],
                    "part": part,
                    "position": counted.index,
                    "state": counted["state"],
                    "amount_eur": sign * counted["amount_eur"],
                    "count": sign,
                }
            )
        )
    moved = pd.concat(sides, ignore_index=True).merge(verdicts[["part", "position", "rank"]], on=["part", "position"])
    by_row = moved.groupby(ROW, as_index=False)[["amount_eur", "count"]].sum()
    return by_row[by_row["amount_eur"].ne(0) | by_row["count"].ne(0)]


def _counted(rows: pd.DataFrame, open_projects: pd.Series) -> pd.DataFrame:
    """The rows that count as cash on the ground, with their own part in EUR; 0 where nothing could be converted."""
    is_counted = (
        rows["is_counted"].fillna(False).astype(bool)
        & rows["form"].eq(CASH_FORM).fillna(False)
        & rows["money_stream"].eq(ON_THE_GROUND).fillna(False)
    )
    own = rows[is_counted.to_numpy(bool)]
    amount = (own["amount_eur"] - own["passed_on_eur"].fillna(0)).fillna(0)
    return pd.DataFrame({LAYER: among(own["project_id"], open_projects), "state": own["state"], "amount_eur": amount})


def _total(counted: pd.DataFrame, layer: bool, state: str) -> tuple[float, int]:
    own = counted[counted[LAYER].eq(layer) & counted["state"].eq(state)]
    return math.fsum(own["amount_eur"].dropna()), int(own["rows_count"].sum())
