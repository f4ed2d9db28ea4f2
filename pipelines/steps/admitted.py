"""From what was received to the core tables: admission first, then the rules that choose, tie and convert.

Conducts only: what a cell means is decided in `sources`, what counts in `pipelines.rules`.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.rules import findings
from pipelines.rules.derived import indicators as derived
from pipelines.rules.derived import ndc
from pipelines.rules.money import asks, counting, doubles
from pipelines.rules.money import conversion as money
from pipelines.rules.precedence import corrections, identity, order
from pipelines.rules.progress import plausibility
from pipelines.rules.relevance import matching
from pipelines.steps import sources_account
from sources.admission.admitting import Admission
from sources.admission.admitting import admit as admit_rows
from sources.admission.spellings import unused_spellings
from sources.feedback.headers import with_headers
from sources.feedback.wording import ENGLISH, in_words
from sources.names.keys import with_keys
from sources.names.reference import Reference
from sources.streams import streams
from warehouse.contracts import TABLES
from warehouse.contracts.core import ACCOUNTS, ADMITTED

STRATEGY_NEEDED = (
    "core.indicators", "core.milestone_steps", "core.matching_rules", "core.rates", "core.regions", "core.countries",
    "core.ndc_mentions",
)  # fmt: skip
REPORTED = "reported"
# Rules name the column of the core table they look at; the sender filled in the field it was read from.
FIELD_OF_COLUMN = {
    "value_on": "date", "observed_on": "date", "currency_code": "currency", "funder_id": "funder",
    "receiver_id": "receiver", "project_id": "project",
}  # fmt: skip
LINKS = ("project_objectives", "project_countries", "project_organisations")


def admit(
    raw: dict[str, pd.DataFrame],
    strategy: dict[str, pd.DataFrame],
    reference: Reference,
    written: Mapping[str, pd.DataFrame],
    as_of: date,
) -> dict[str, pd.DataFrame]:
    """Every admitted core table, problems and sources, by short name, in the columns of its contract.

    `strategy` has the reviewed tables typed, `written` as they were written, with the decisions on double counting.
    """
    decisions = written.get("double_decisions", pd.DataFrame())
    received = {name: rows for name, rows in raw.items() if name in streams()}
    admission = admit_rows(received, reference, as_of)
    tables, published = dict(admission.tables), money.euro_rates(strategy["rates"])
    for name, reported in order.ONE_ROW_EACH.items():
        tables[name] = order.last_of_each(tables[name], reported)
    tables = {name: with_keys(rows, TABLES[f"core.{name}"].column_names) for name, rows in tables.items()}
    tables["assessments"] = tables["assessments"].assign(is_current=order.newest_assessments(tables["assessments"]))
    tables.update(_projects(tables, strategy, published))
    tables["contributions"] = _contributions(tables, published, decisions)
    tables["observations"], corrected = corrections.apply_corrections(tables["observations"])
    tables["observations"] = tables["observations"].assign(
        observation_id=identity.distinct_ids(tables["observations"], "observation_id")
    )
    tables["milestones"] = _milestones(tables["milestones"], strategy["milestone_steps"])
    tables["observations"], tables["derivations"] = _derived(tables, strategy, as_of)
    read = _stacked([raw["findings"], unused_spellings(received, reference).assign(field=None)])
    judged = _problems(admission, corrected, tables, strategy, published, written, as_of)
    tables["problems"] = in_words(_stacked([with_headers(judged, raw["headers"]), read]), ENGLISH)
    tables["sources"] = sources_account.account(admission.counts, raw["files"], tables["problems"], as_of)
    return {
        contract.name.removeprefix("core."): tables[contract.name.removeprefix("core.")][contract.column_names]
        for contract in (*ADMITTED, *ACCOUNTS)
    }


def _projects(
    tables: dict[str, pd.DataFrame], strategy: dict[str, pd.DataFrame], published: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Projects with their versions and what they ask in euros, and the links of the current versions."""
    projects = identity.current_versions(tables["projects"])
    projects = asks.converted(projects, published)
    projects["is_land_use"] = matching.is_land_use(projects)
    links = {name: identity.of_current(tables[name], projects) for name in LINKS}
    current = projects[projects["is_current"].astype(bool)]
    undeclared = current[~current["project_id"].isin(links["project_objectives"]["project_id"])]
    inferred = matching.infer_objectives(undeclared, strategy["matching_rules"])
    links["project_objectives"] = _stacked([links["project_objectives"], inferred])
    return {"projects": projects, **links}


def _contributions(tables: dict[str, pd.DataFrame], published: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Contributions in euros, each grant counted once, each row with an identifier of its own."""
    rows = tables["contributions"].reset_index(drop=True)
    converted = money.convert(rows, published, "amount", "currency_code", "value_on")
    counted = counting.count_once(rows.assign(**converted), tables["projects"], decisions)
    return counted.assign(contribution_id=identity.distinct_ids(counted, "contribution_id"))


def _milestones(states: pd.DataFrame, defined: pd.DataFrame) -> pd.DataFrame:
    """Every defined step with the state last reported for it."""
    reported = states.drop(columns="source")
    return defined.merge(reported, on="milestone_code", how="left", validate="one_to_one")


def _derived(
    tables: dict[str, pd.DataFrame], strategy: dict[str, pd.DataFrame], as_of: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations with those computed from the warehouse below them, and the account of what each rests on."""
    known = {**tables, "regions": strategy["regions"], "countries": strategy["countries"]}
    made = derived.derive(known, strategy["indicators"], as_of)
    drafted = ndc.draft_observation(strategy["ndc_mentions"])
    shape = TABLES["core.observations"].shape
    every = [tables["observations"][drafted.columns], made.observations, drafted]
    return _stacked([shape(frame) for frame in every]), made.account


def _problems(
    admission: Admission,
    restated: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    strategy: dict[str, pd.DataFrame],
    published: pd.DataFrame,
    written: Mapping[str, pd.DataFrame],
    as_of: date,
) -> pd.DataFrame:
    """Every finding about rows, its column by our name: of admission, of money and of observations."""
    contributions = tables["contributions"]
    of_money = [
        money.findings(contributions, as_of),
        money.rate_findings(contributions, published),
        asks.rate_findings(tables["projects"], published),
        doubles.grant_findings(contributions),
        doubles.level_findings(contributions, tables["projects"]),
        doubles.circle_findings(contributions),
        doubles.decision_findings(written.get("double_decisions", pd.DataFrame()), contributions),
    ]
    indicators = strategy["indicators"]
    # What is derived is right or wrong with the rows behind it; a sender can only correct what was reported.
    reported = tables["observations"][tables["observations"]["basis"] == REPORTED]
    doubtful = plausibility.plausibility_findings(indicators, reported, as_of)
    unreadable = plausibility.unreadable_terms(written.get("indicators", pd.DataFrame()))
    doubtful = _stacked([doubtful, unreadable, derived.unknown_rules(indicators)])
    of_rules = _stacked([findings.together(of_money), placed(doubtful, reported)])
    told = [admission.problems, restated, of_rules.assign(column=of_rules["column"].replace(FIELD_OF_COLUMN))]
    return findings.without_repeats(_stacked(told))


def placed(doubtful: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Findings about observations with the place they came from; those about the strategy name its own table."""
    place = ["origin", "source_file", "source_sheet", "source_row"]
    told = doubtful.merge(observations[["observation_id", *place]], on="observation_id", how="left")
    told["origin"] = told["origin"].fillna("record")
    told["source_file"] = told["source_file"].fillna("strategy/indicators.csv")
    return told.assign(stream="observations", value=told["value"].astype("str"))


def _stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The frames one under the other; empty ones add nothing, not even their types."""
    told = [frame for frame in frames if len(frame)]
    columns = frames[0].columns
    return pd.concat(told, ignore_index=True)[columns] if told else frames[0]
