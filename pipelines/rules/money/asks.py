"""What projects ask for, in euros: at the rate of the day they asked.

Belongs here: the date an ask is valued at. Does not: the rate itself (`conversion`).
"""

import pandas as pd

from pipelines.rules.money.conversion import convert
from pipelines.rules.money.conversion import rate_findings as findings_of_rates


def asked_on(projects: pd.DataFrame) -> pd.Series:
    """The date what a project asks for is valued at: of its submission, else of its update, else of its start."""
    return projects["submitted_on"].fillna(projects["updated_on"]).fillna(projects["starts_on"])


def converted(projects: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """The projects with what they ask for in euros, and the day or month of its rate."""
    dated = projects.assign(asked_on=asked_on(projects))
    asked = convert(dated, published, "asked_amount", "currency_code", "asked_on")
    return projects.assign(asked_eur=asked["amount_eur"].to_numpy(), asked_rate_on=asked["rate_on"].to_numpy())


def rate_findings(projects: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Why what a current project asks for is not converted."""
    rows = projects[projects["is_current"].astype(bool)]
    names = {"asked_amount": "amount", "asked_eur": "amount_eur", "asked_rate_on": "rate_on"}
    asks = rows.rename(columns=names).assign(form="cash", value_on=asked_on(rows))
    return findings_of_rates(asks, published).assign(stream="projects")
