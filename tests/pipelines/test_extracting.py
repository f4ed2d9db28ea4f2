"""The extracts of lists that ship: facts alone, each with its judgement, and equal to what the command makes again.

Does not belong here: how a list is read (`tests/sources/lists`), and what the rules of relevance find in a text.
"""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipelines.commands import extracting as command
from pipelines.rules.deciding import deciding
from pipelines.rules.relevance.judging import JUDGED, judge
from pipelines.rules.relevance.lexicon import Lexicon
from pipelines.shipped import CONTEXT, RATES, RECORD, STRATEGY
from pipelines.steps import extracting
from sources.admission.admitting import admit
from sources.files.reading import read, stack
from sources.names.keys import keyed
from sources.names.reference import load
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_reviewed, read_strategy
from tests.places import SHARED_DATA
from warehouse.contracts import TABLES
from warehouse.contracts.core import typed_strategy

LISTS = SHARED_DATA / "open-lists"
WORLD_BANK = LISTS / "world-bank-projects-2025-03-31.csv.xz"
AIDDATA = [LISTS / f"gef-land-degradation-aiddata-{name}.csv" for name in ("projects", "locations")]
PUBLISHED = pytest.mark.skipif(not WORLD_BANK.is_file(), reason=f"the lists as published are not here: {LISTS}")
EVERY = 100  # of the rows that do not ship one in so many is judged again
LONGEST_RUN = 6  # words of a description in a row
GRADES = {"core", "contributing"}
DAY = date(2026, 11, 22)


def shipped(name: str) -> pd.DataFrame:
    return command.published(RECORD / "lists" / f"{name}.csv")


@pytest.fixture(scope="module")
def world_bank() -> pd.DataFrame:
    return command.published(WORLD_BANK)


@PUBLISHED
def test_the_command_makes_what_ships_again(world_bank: pd.DataFrame, tmp_path: Path) -> None:
    own = shipped("world-bank")
    is_ours = world_bank["id"].isin(own["id"])
    sample = pd.concat([world_bank[is_ours], world_bank[~is_ours].iloc[::EVERY]]).sort_index()
    sample.to_csv(tmp_path / "sample.csv", index=False)
    command.write(command.extracts(tmp_path / "sample.csv", *AIDDATA), tmp_path)
    for place in ("lists/world-bank.csv", "lists/gef-aiddata.csv", command.PLACES):
        assert (tmp_path / place).read_bytes() == (RECORD / place).read_bytes(), place
    again, whole = (read_reviewed(folder / command.COVERAGE) for folder in (tmp_path, RECORD))
    assert again[again["list_name"].eq("gef-aiddata")].equals(
        whole[whole["list_name"].eq("gef-aiddata")].set_axis(again.index[again["list_name"].eq("gef-aiddata")])
    )


@PUBLISHED
def test_the_account_of_the_whole_list_adds_up_to_what_was_published(world_bank: pd.DataFrame) -> None:
    approved = world_bank["boardapprovaldate"].str[:10]
    is_undated = approved.eq("") & world_bank["status"].eq("Pipeline")
    ours = world_bank[(approved.ge("2000") | is_undated) & world_bank["status"].ne("Dropped")]
    account = read_reviewed(CONTEXT / "list_coverage.csv").query("list_name == 'world-bank'")
    # Each record is in one country or in none, but for those of three, of whose names two are read.
    of_two = ours["countryshortname"].eq("Viet Nam, Cambodia, Laos CMU").sum()
    assert account["records_count"].astype(int).sum() == len(ours) + of_two
    assert account["soil_records_count"].astype(int).sum() == len(shipped("world-bank"))
    parts = ["curr_ibrd_commitment", "idacommamt", "grantamt"]
    other = ours[~ours["id"].isin(shipped("world-bank")["id"])]
    other = other[~other["lendinginstr"].str.contains("Policy|Adjustment|Poverty|Debt|Rehabilitation Loan")]
    dollars = other[parts].apply(pd.to_numeric).sum(axis="columns")
    rates = read_rates(RATES).query("currency_code == 'EUR'").set_index("rate_on")["rate"]
    months = other["boardapprovaldate"].str[:7].clip(upper=rates.index.max())
    euros = (dollars * months.map(rates)).sum()
    assert account["other_committed_eur"].astype(float).sum() == pytest.approx(euros, rel=1e-9)


def runs(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[start : start + LONGEST_RUN]) for start in range(len(words) - LONGEST_RUN + 1)}


@PUBLISHED
def test_no_description_of_the_publisher_ships_beyond_the_words_that_hit(world_bank: pd.DataFrame) -> None:
    own = shipped("world-bank")
    assert not {"pdo", "theme1", "theme2", "sector1", "sector2", "sector3"} & set(own)
    described = own["id"].map(world_bank.set_index("id")["pdo"])
    assert described.str.len().gt(100).sum() > 300
    others = own.drop(columns=["project_name", "soil_words"])
    for cells, pdo in zip(others.itertuples(index=False), described, strict=True):
        assert not runs(pdo) & runs(" ".join(cells)), cells
    assert own["soil_words"].str.split(";").explode().str.len().max() <= 60


def test_every_row_is_graded_by_rules_that_there_are_and_its_title_says_no_more() -> None:
    own, reviewed = shipped("world-bank"), read_strategy(STRATEGY)
    assert set(own["soil_relevance"]) == GRADES
    assert set(own["soil_rules"].str.split(";").explode()) <= set(reviewed["relevance_rules"]["rule_id"])
    assert (own["soil_words"].str.count(";") == own["soil_places"].str.count(";")).all()
    read_again = pd.DataFrame({"title": own["project_name"]}).reindex(
        columns=["title", "judged_text", "judged_classification", "sectors", "policy_markers", "tags"]
    )
    by_title = judge(read_again.astype("str"), Lexicon.of(reviewed))["soil_relevance"]
    assert not (by_title.eq("core") & own["soil_relevance"].ne("core")).any()
    assert not (by_title.eq("contributing") & ~own["soil_relevance"].isin(GRADES)).any()


def test_what_ships_is_of_our_time_and_not_dropped_and_every_place_is_of_a_record() -> None:
    own, aid = shipped("world-bank"), shipped("gef-aiddata")
    assert set(own["status"]) == {"Active", "Closed", "Pipeline"} and "Cancelled" not in set(aid["status"])
    assert (own["boardapprovaldate"].ge("2000") | own["status"].eq("Pipeline")).all()
    assert own["id"].is_unique and aid["project_id"].is_unique
    places = read_reviewed(CONTEXT / "project_places.csv")
    assert set(places["project_id"]) <= set("gef-aiddata:" + aid["project_id"])
    assert not places["place_name"].isin(["Earth", "Africa", "Indian Ocean"]).any()


def test_a_record_that_ships_and_stands_in_a_whole_list_too_counts_once(tmp_path: Path) -> None:
    own = shipped("world-bank").head(12)
    sent = own.drop(columns=JUDGED).assign(pdo="To restore soil fertility.", soil_relevance="none")
    sent.to_csv(tmp_path / "whole.csv", index=False)
    own.to_csv(tmp_path / "world-bank.csv", index=False)
    rows = [
        stack([read(tmp_path / name, tmp_path)], origin)
        for name, origin in (("world-bank.csv", "record"), ("whole.csv", "inbox"))
    ]
    alone, both = (
        decided(rows[0]),
        decided({name: pd.concat([rows[0][name], rows[1][name]], ignore_index=True) for name in rows[0]}),
    )
    current = both["projects"][both["projects"]["is_current"].astype(bool)]
    assert len(both["projects"]) == 2 * len(own) and sorted(current["list_reference"]) == sorted(own["id"])
    assert set(current["soil_relevance"]) == {"core"} and set(current["soil_basis"]) == {"rules"}
    sums = [
        money.loc[money["is_counted"].astype(bool), "amount_eur"].sum()
        for money in (alone["contributions"], both["contributions"])
    ]
    assert sums[0] == pytest.approx(sums[1]) and sums[0] > 1e8


def decided(received: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables that a run makes of text rows."""
    reviewed = read_strategy(STRATEGY)
    strategy = typed_strategy({**reviewed, "rates": read_rates(RATES)})
    return deciding.decide(keyed(admit(received, load(), DAY).tables), strategy, reviewed, DAY, TABLES).tables


def test_a_project_of_several_countries_is_one_record_in_each_and_its_money_is_shared() -> None:
    tables = {
        "projects": pd.DataFrame(
            {
                "project_id": ["a", "b", "c", "d"],
                "list_reference": ["1", "2", "3", "4"],
                "is_current": True,
                "starts_on": pd.to_datetime(["2010-01-01", "1999-12-31", None, None]),
                "activity_status_code": ["2", "2", "1", "5"],
                "soil_relevance": ["none", "core", "core", "core"],
            }
        ),
        "contributions": pd.DataFrame(
            {
                "project_id": ["a"],
                "value_on": pd.to_datetime(["2010-01-01"]),
                "is_counted": True,
                "state": "committed",
                "amount_eur": 90.0,
            }
        ),
        "project_countries": pd.DataFrame(
            {"project_id": ["a", "a", "c"], "country_code": ["KEN", "UGA", "KEN"], "country_share": [0.5, 0.5, 1.0]}
        ),
    }
    records = extracting.records_of(tables)
    assert records["project_id"].tolist() == ["a", "c"]
    account = extracting.coverage("list", records, tables).set_index("country_code")
    assert account["records_count"].to_dict() == {"KEN": 2, "UGA": 1}
    assert account["soil_records_count"].to_dict() == {"KEN": 1, "UGA": 0}
    assert account["other_committed_eur"].to_dict() == {"KEN": 45.0, "UGA": 45.0}
