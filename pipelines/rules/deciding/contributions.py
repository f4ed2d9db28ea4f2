"""The decision on money: contributions in euros, each grant counted once."""

import pandas as pd

from pipelines.rules.money import conversion, counting
from pipelines.rules.precedence import identity


def counted(
    contributions: pd.DataFrame, projects: pd.DataFrame, euro_rates: pd.DataFrame, decisions: pd.DataFrame
) -> pd.DataFrame:
    """Contributions converted and marked as counted or not, each row with an identifier of its own.

    `decisions` are those that people made on rows which may report the same money.
    """
    rows = contributions.reset_index(drop=True)
    converted = conversion.convert(rows, euro_rates, "amount", "currency_code", "value_on")
    marked = counting.count_once(rows.assign(**converted), projects, decisions)
    return marked.assign(contribution_id=identity.distinct_ids(marked, "contribution_id"))
