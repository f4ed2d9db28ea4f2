"""The decision on money: contributions in euros, each grant counted once, and what is told of rows that are not."""

import pandas as pd

from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.money import conversion, counting, likeness, set_aside
from pipelines.rules.precedence import identity, sending
from pipelines.rules.precedence.updates import NO_CLEARED


def counted(
    contributions: pd.DataFrame,
    projects: pd.DataFrame,
    euro_rates: pd.DataFrame,
    decisions: pd.DataFrame,
    cleared: pd.DataFrame = NO_CLEARED,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Contributions converted and marked as counted or not, each row with an identifier of its own; and the findings.

    `decisions` are those that people made on rows which may report the same money, `cleared` the cells that a sender
    emptied.
    """
    rows = sending.with_earlier_values(contributions.reset_index(drop=True), cleared)
    converted = conversion.convert(rows, euro_rates, "amount", "currency_code", "value_on")
    marked = counting.count_once(rows.assign(**converted), projects, decisions)
    identifiers = identity.distinct_ids(marked, "contribution_id")
    found = [set_aside.findings(marked, identifiers), likeness.findings(marked, identifiers, decisions)]
    return marked.drop(columns="kept_by").assign(contribution_id=identifiers), stacked(found)
