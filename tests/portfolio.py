"""A made-up portfolio of any size, the same for every run of one seed: core frames for benches and for the speed of pages.

Belongs here: rows with the shape and the variety of real reports. Does not: expectations, or facts about anybody.
"""

from datetime import date

import numpy as np
import pandas as pd

from sources.names.keys import KEY_OF, name_keys, with_keys
from warehouse.contracts import TABLES
from warehouse.contracts.codes import ASSESSMENT_RESULTS, SIC_STAGES
from warehouse.settings import ROOT

STRATEGY = ROOT / "sources" / "strategy"
FIRST_DAY, LAST_DAY = date(2016, 1, 1), date(2026, 11, 1)
FUNDERS_COUNT, RECEIVERS_COUNT = 400, 2_000
CURRENCIES = ("EUR", "USD", "GBP", "KES", "XOF", "INR")
ROWS_PER_FILE = 10_000
SHARE_SENT_TWICE = 0.02  # rows that a second file reports again
ROWS_PER_PROBLEM = 20  # rows of which one has a finding
RECEIVED_AT = pd.Timestamp("2026-11-15 12:00")
MADE_IN = {"origin": "inbox", "source_sheet": "Sheet1"}


def portfolio(projects_count: int, contributions_count: int, seed: int = 4) -> dict[str, pd.DataFrame]:
    """core.projects, their objectives, countries and organisations, and core.contributions, typed by their contracts.

    Contributions are as admission leaves them plus amounts in EUR; nobody has decided yet which of them count.
    """
    chance = np.random.default_rng(seed)
    projects = _projects(chance, projects_count)
    return {
        "projects": projects,
        "project_objectives": _objectives(chance, projects["project_id"]),
        "project_countries": _countries(chance, projects["project_id"]),
        "project_organisations": pd.DataFrame(
            {
                "project_id": projects["project_id"],
                "organisation_id": projects["lead_id"],
                "organisation_name": projects["lead_name"],
                "organisation_key": name_keys(projects["lead_name"]),
                "role": "lead",
            }
        ),
        "contributions": _contributions(chance, contributions_count, projects_count),
        "sources": _sources(projects_count, contributions_count),
        "problems": _problems(projects_count, contributions_count),
    }


def rates() -> pd.DataFrame:
    """Monthly rates of the currencies of the portfolio, made up, in the columns of core.rates."""
    months = pd.date_range(FIRST_DAY, LAST_DAY, freq="MS")
    units = dict(zip(CURRENCIES, (0.9, 1.0, 0.8, 130.0, 600.0, 83.0), strict=True))
    tables = [
        pd.DataFrame(
            {
                "currency_code": code,
                "rate_on": months.strftime("%Y-%m"),
                "starts_on": months,
                "ends_on": months + pd.offsets.MonthEnd(),
                "rate": value,
                "rate_source": "made up",
            }
        )
        for code, value in units.items()
        if code != "USD"
    ]
    return pd.concat(tables, ignore_index=True)


def _days(chance: np.random.Generator, count: int) -> pd.Series:
    span = (LAST_DAY - FIRST_DAY).days
    return pd.Series(pd.Timestamp(FIRST_DAY) + pd.to_timedelta(chance.integers(0, span, count), unit="D"))


def _sometimes(chance: np.random.Generator, values: pd.Series | np.ndarray, share: float) -> pd.Series:
    """The values, missing except for a share of them."""
    series = pd.Series(values)
    return series.where(chance.random(len(series)) < share)


def _projects(chance: np.random.Generator, count: int) -> pd.DataFrame:
    numbers = pd.Series(np.arange(count))
    leads = chance.integers(0, RECEIVERS_COUNT, count)
    starts = _days(chance, count)
    asked = np.round(10 ** chance.uniform(4, 7.5, count), 2)
    made = {
        "project_id": "XM-" + numbers.astype(str),
        "version": 1,
        "is_current": True,
        "title": "Soil carbon in the fields of district " + numbers.astype(str),
        "kind": chance.choice(["idea", "concept", "full_proposal", "ongoing_action"], count),
        "lead_id": pd.Series("R-" + pd.Series(leads).astype(str)),
        "lead_name": pd.Series("Organisation " + pd.Series(leads).astype(str)),
        "starts_on": starts,
        "ends_on": starts + pd.to_timedelta(chance.integers(200, 2_000, count), unit="D"),
        "asked_amount": _sometimes(chance, asked, 0.8),
        "currency_code": "EUR",
        "sic_stage": _sometimes(chance, chance.choice(SIC_STAGES, count), 0.7),
        "assessment_result": _sometimes(chance, chance.choice(ASSESSMENT_RESULTS, count), 0.4),
        "sdgs": chance.choice(["2;13;15", "13", "15", "1;2"], count),
        "area_ha": _sometimes(chance, chance.uniform(10, 50_000, count), 0.5),
        "submitted_on": starts,
        "updated_on": _sometimes(chance, _days(chance, count), 0.8),
        "source_file": "projects-" + (numbers // ROWS_PER_FILE).astype(str) + ".csv",
        "source_row": numbers % ROWS_PER_FILE + 2,
    }
    made["asked_eur"] = made["asked_amount"]
    return _typed("core.projects", pd.DataFrame(made))


def _objectives(chance: np.random.Generator, project_ids: pd.Series) -> pd.DataFrame:
    codes = pd.read_csv(STRATEGY / "objectives.csv", usecols=["objective_code"])["objective_code"].to_numpy()
    links = _links(chance, project_ids, codes, "objective_code", "objective_share")
    is_primary = ~links["project_id"].duplicated()
    return _typed("core.project_objectives", links.assign(is_primary=is_primary, link_basis="declared"))


def _countries(chance: np.random.Generator, project_ids: pd.Series) -> pd.DataFrame:
    countries = pd.read_csv(STRATEGY / "countries.csv", keep_default_na=False)
    placed = countries.loc[countries["region_code"] != "", "country_code"].to_numpy()
    return _typed("core.project_countries", _links(chance, project_ids, placed, "country_code", "country_share"))


def _links(chance: np.random.Generator, ids: pd.Series, codes: np.ndarray, code: str, share: str) -> pd.DataFrame:
    """One or two codes per project, in equal parts."""
    first = chance.integers(0, len(codes), len(ids))
    second = (first + chance.integers(1, len(codes), len(ids))) % len(codes)
    has_second = chance.random(len(ids)) < 0.4
    part = np.where(has_second, 0.5, 1.0)
    one = pd.DataFrame({"project_id": ids, code: codes[first], share: part})
    other = pd.DataFrame({"project_id": ids, code: codes[second], share: part})[has_second]
    return pd.concat([one, other], ignore_index=True).assign(split_basis="assumed")


def _contributions(chance: np.random.Generator, count: int, projects_count: int) -> pd.DataFrame:
    numbers = pd.Series(np.arange(count))
    funders = pd.Series(chance.integers(0, FUNDERS_COUNT, count)).astype(str)
    receivers = pd.Series(chance.integers(0, RECEIVERS_COUNT, count)).astype(str)
    made = pd.DataFrame(
        {
            "contribution_id": "T-" + numbers.astype(str),
            "project_id": "XM-" + pd.Series(chance.integers(0, projects_count, count)).astype(str),
            "grant_id": _sometimes(chance, "G-" + numbers.astype(str), 0.3),
            "funder_id": "F-" + funders,
            "funder_name": "Funder " + funders,
            "receiver_id": "R-" + receivers,
            "receiver_name": "Organisation " + receivers,
            "money_stream": "ground",
            "form": "cash",
            "state": chance.choice(["pledged", "committed", "disbursed"], count, p=[0.1, 0.4, 0.5]),
            "amount": np.round(10 ** chance.uniform(3, 6.5, count), 2),
            "currency_code": chance.choice(CURRENCIES, count),
            "value_on": _days(chance, count),
            "source_file": "funding-" + (numbers // ROWS_PER_FILE).astype(str) + ".csv",
            "source_row": numbers % ROWS_PER_FILE + 2,
        }
    )
    again = made.sample(frac=SHARE_SENT_TWICE, random_state=int(chance.integers(1 << 31)))
    again = again.assign(source_file="funding-again.csv", source_row=np.arange(len(again)) + 2)
    kept = made.iloc[: count - len(again)]
    typed = pd.concat([kept, again], ignore_index=True).assign(is_counted=True, amount_eur=None)
    return _typed("core.contributions", typed)


def _sources(projects_count: int, contributions_count: int) -> pd.DataFrame:
    """The files the rows came in, all rows admitted."""
    made = [
        {"source_file": f"{stream}-{number}.csv", "stream": stream, "rows": min(count - start, ROWS_PER_FILE)}
        for stream, count in (("projects", projects_count), ("funding", contributions_count))
        for number, start in enumerate(range(0, count, ROWS_PER_FILE))
    ]
    files = pd.DataFrame(made).rename(columns={"rows": "rows_read"})
    counts = {
        "rows_admitted": files["rows_read"],
        "rows_set_aside": 0,
        "rows_held": 0,
        "rows_mended": 0,
        "newest_on": pd.Timestamp(LAST_DAY),
        "is_stale": False,
        "status": "problems",
    }
    return _typed("core.sources", files.assign(**counts))


def _problems(projects_count: int, contributions_count: int) -> pd.DataFrame:
    """One finding worth a look in every so many rows."""
    rows = [
        {"stream": stream, "source_file": f"{stream}-{row // ROWS_PER_FILE}.csv", "source_row": row % ROWS_PER_FILE + 2}
        for stream, count in (("projects", projects_count), ("funding", contributions_count))
        for row in range(0, count, ROWS_PER_PROBLEM)
    ]
    finding = {
        "rule_id": "M-01",
        "severity": "warning",
        "message": "The amount looks large.",
        "fix": "Check the amount.",
    }
    return _typed(
        "core.problems",
        pd.DataFrame(rows).assign(**finding, column="amount", value="1000000", rows_count=1, is_open=True),
    )


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame in the columns of its contract; what it does not say is missing, apart from where it was received."""
    contract = TABLES[table]
    named = frame.get("source_file")
    place = MADE_IN | {"received_at": RECEIVED_AT, "source_sha256": None if named is None else "sha256 of " + named}
    lacking = {column.name: place.get(column.name) for column in contract.columns if column.name not in frame.columns}
    named = with_keys(
        frame.assign(**lacking), [key for name, key in KEY_OF.items() if key in lacking and name in frame]
    )
    return contract.shape(named[contract.column_names])
