"""Files of IATI 2.03 activities made up for tests, and what the rules make of their money.

Does not belong here: expectations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from lxml import etree

from pipelines.rules.deciding import contributions, projects
from pipelines.rules.findings import together
from pipelines.rules.money import placing, uncounted
from pipelines.rules.money.conversion import euro_rates
from pipelines.rules.precedence import updates
from pipelines.shipped import RATES, STRATEGY
from sources.admission.admitting import admit
from sources.feedback.checking import ORIGIN
from sources.feedback.wording import ENGLISH, in_words
from sources.files.reading import read, stack
from sources.names.keys import keyed
from sources.names.reference import load
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from tests.sending import AS_OF, put
from warehouse.contracts.core import typed_strategy

COMMITTED, DISBURSED, SPENT, RECEIVED = "2", "3", "4", "1"


def transaction(
    kind: str,
    day: str,
    value: float,
    ref: str = "",
    provider: str = "",
    receiver: str = "",
    country: str = "",
    sector: str = "",
    finance: str = "",
) -> str:
    """One transaction in EUR; `provider` and `receiver` are the activities the money comes from and goes to."""
    parts = [
        f'<transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value currency="EUR" value-date="{day}">{value}</value>',
        f'<provider-org provider-activity-id="{provider}"/>' if provider else "",
        f'<receiver-org receiver-activity-id="{receiver}"/>' if receiver else "",
        f'<sector vocabulary="1" code="{sector}"/>' if sector else "",
        f'<recipient-country code="{country}"/>' if country else "",
        f'<finance-type code="{finance}"/>' if finance else "",
    ]
    named = f' ref="{ref}"' if ref else ""
    return f"<transaction{named}>{''.join(parts)}</transaction>"


def activity(
    identifier: str,
    *transactions: str,
    status: str = "2",
    related: Sequence[tuple[str, str]] = (),
    place: str = '<recipient-country code="KE"/>',
    updated: str = "2026-01-10",
) -> str:
    """One activity; `related` are pairs of type and identifier."""
    kin = "".join(f'<related-activity type="{kind}" ref="{ref}"/>' for kind, ref in related)
    return (
        f'<iati-activity default-currency="EUR" last-updated-datetime="{updated}T00:00:00Z">'
        f"<iati-identifier>{identifier}</iati-identifier>"
        '<reporting-org ref="XX-R" type="10"><narrative>Reporter</narrative></reporting-org>'
        "<title><narrative>Terraces and wells</narrative></title>"
        "<description><narrative>Made up.</narrative></description>"
        '<participating-org role="1" ref="XX-R" type="10"/>'
        f'<activity-status code="{status}"/><activity-date iso-date="2023-01-01" type="2"/>{place}'
        f"{''.join(transactions)}{kin}</iati-activity>"
    )


def file(*activities: str) -> str:
    """A file of activities on one line; it is well-formed."""
    text = f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>'
    etree.fromstring(text)
    return text


@cache
def _known() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The matching rules and the rates that ship."""
    strategy = typed_strategy({**read_strategy(STRATEGY), "rates": read_rates(RATES)})
    return strategy["matching_rules"], euro_rates(strategy["rates"])


@dataclass(frozen=True)
class Money:
    """The contributions of some files as the rules of money leave them, and what is said of their transactions."""

    contributions: pd.DataFrame
    findings: pd.DataFrame

    @property
    def totals(self) -> dict[str, float]:
        """What enters the totals, in EUR by state: what was passed on counts where it came from."""
        rows = self.contributions[self.contributions["is_counted"].astype(bool)]
        own = rows["amount_eur"] - rows["passed_on_eur"].fillna(0)
        return own.groupby(rows["state"]).sum().round(2).to_dict()

    def said(self, rule_id: str) -> list[str]:
        """What the findings of a rule say, in English."""
        return in_words(self.findings[self.findings["rule_id"] == rule_id], ENGLISH)["message"].tolist()


def judged(folder: Path, files: Mapping[str, str]) -> Money:
    """What the rules make of the money of these files, received in this order."""
    put(folder, files)
    rules, rates = _known()
    admitted = admit(stack([read(folder / name, folder) for name in files], ORIGIN), load(), AS_OF)
    tables = keyed(admitted.tables)
    of_projects, _ = projects.versions_and_links(tables, rules, rates, updates.NO_CLEARED)
    tables |= of_projects
    rows, _ = contributions.counted(
        tables["contributions"], tables["projects"], rates, pd.DataFrame(), updates.NO_CLEARED
    )
    rows = placing.placed(rows, tables["projects"], tables["project_objectives"], rules)
    found = together([uncounted.findings(rows, tables["projects"]), placing.findings(rows)])
    return Money(rows, found)
