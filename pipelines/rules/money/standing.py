"""What stands of the money of a project, against what the project says of itself: its states, what it asks, its stage.

Only rows that count are summed, and only the version of a project that counts is asked. Belongs here: the comparison.
Does not: which rows count (`counting`), and which version does (`precedence`).
"""

import pandas as pd

from pipelines.rules.findings import funding_findings, together
from pipelines.rules.membership import among
from pipelines.rules.money.counting import SUPERSEDED, UPDATED

OVER_COMMITTED, OVER_ASKED, UNPAID = "FND-012", "FND-013", "PRJ-015"
TOLERANCE = 0.01  # disbursed over committed, committed over asked: rounding of reports
OF_PROJECT = ["project_id", "currency_code"]
FUNDED = "funded"


def findings(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Warnings about rows of money, and about projects; rows have passed `count_once`, projects `current_versions`."""
    current = projects[projects["is_current"].astype(bool)]
    return together([_over(contributions, current), _unpaid(contributions, current)])


def _over(contributions: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Rows of a project with more disbursed than committed, or more committed than asked, in one currency.

    Transactions of IATI are left out: publishers of one activity report its states in several places.
    """
    counts = contributions["is_counted"].astype(bool) & (contributions["form"] == "cash")
    rows = contributions[counts & contributions["transaction_number"].isna()]
    rows = rows.dropna(subset=[*OF_PROJECT, "state", "amount"])
    sums = rows.pivot_table(index=OF_PROJECT, columns="state", values="amount", aggfunc="sum")
    asked = current.dropna(subset=[*OF_PROJECT, "asked_amount"]).set_index(OF_PROJECT)["asked_amount"]
    sums = sums.reindex(columns=["committed", "disbursed"]).join(asked)
    found = []
    for rule_id, state, limit in (
        (OVER_COMMITTED, "disbursed", "committed"),
        (OVER_ASKED, "committed", "asked_amount"),
    ):
        over = sums.index[sums[state] > sums[limit] * (1 + TOLERANCE)]
        broken = rows[pd.MultiIndex.from_frame(rows[OF_PROJECT]).isin(over) & (rows["state"] == state)]
        found.append(funding_findings(broken, rule_id, "amount", broken["amount"].map("{:.15g}".format)))
    return together(found)


def _unpaid(contributions: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """Projects said to be funded that no row of money names, but for rows that their giver has restated since.

    A warning and not an error: the money may be on the way in another file, and the project itself is not in doubt.
    """
    standing = contributions[~contributions["not_counted_reason"].isin([SUPERSEDED, UPDATED])]
    unpaid = current[(current["sic_stage"] == FUNDED) & ~among(current["project_id"], standing["project_id"])]
    return funding_findings(unpaid, UNPAID, "sic_stage", unpaid["sic_stage"]).assign(stream="projects")
