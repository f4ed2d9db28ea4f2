"""What the NDC content of the parties names: the shipped facts, the draft they make, and that it changes no verdict."""

import pandas as pd
import pytest

from pipelines.rules.derived import ndc
from pipelines.shipped import CONTEXT, RECORD
from sources.reviewed.context import read_context
from sources.reviewed.ndc_extract import ndc_mentions
from tests.conftest import released
from tests.factories import rows
from warehouse import releases

SHIPPED = CONTEXT / "ndc_soil_mentions.csv"
WORKBOOK = "indicators/climatewatch-ndc-content-2018-06-26.xlsx"


def mentions(*named: tuple[str, str | None]) -> pd.DataFrame:
    codes = [code for code, _ in named]
    return ndc.counted(rows("core.ndc_mentions", country_code=codes, mention=[mention for _, mention in named]))


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    return ndc.counted(read_context(SHIPPED, RECORD))


def test_a_party_counts_once_and_one_that_names_nothing_stands_below_the_line():
    read = mentions(("KEN", "wetland"), ("KEN", "peatland"), ("IND", None), ("AFG", "peat_soil"))
    drafted = ndc.draft_observation(read).iloc[0]
    assert drafted[["numerator", "denominator"]].tolist() == [1, 3]
    assert drafted["value"] == pytest.approx(100 / 3)
    assert drafted["status"] == "draft" and "not counted: AFG" in drafted["note"]


def test_without_parties_there_is_no_draft():
    assert ndc.draft_observation(mentions()[:0]).empty


def test_the_shipped_facts_give_29_of_194_parties_and_keep_their_attribution(shipped):
    drafted = ndc.draft_observation(shipped).iloc[0]
    assert drafted[["numerator", "denominator"]].tolist() == [29, 194]
    assert f"{drafted['observed_on']:%Y-%m-%d}" == "2018-06-26"
    assert "CC BY 4.0" in drafted["evidence"] and "World Bank" in drafted["evidence"]
    counted = shipped[shipped["is_counted"].astype(bool)]
    # Namibia's code is NA: a reader that takes it for a missing value loses a party.
    assert "NAM" in set(counted["country_code"]) and "AFG" not in set(counted["country_code"])


def test_no_sentence_of_the_workbook_is_shipped(shipped):
    assert shipped["sub_sectors"].dropna().str.len().max() < 80
    assert set(shipped.columns) == {
        "country_code",
        "mention",
        "sub_sectors",
        "question_codes",
        "cells_count",
        "source",
        "is_counted",
        "origin",
        "source_file",
        "source_sheet",
        "source_row",
        "source_sha256",
        "received_at",
    }


def test_the_shipped_facts_are_what_the_workbook_says(shared_data, tmp_path):
    ndc_mentions(shared_data / WORKBOOK).to_csv(tmp_path / "again.csv", index=False, lineterminator="\n")
    assert (tmp_path / "again.csv").read_bytes() == SHIPPED.read_bytes()


def test_the_draft_stands_beside_the_published_value_and_changes_no_verdict(record):
    seen = releases.read(released(record).path, "marts.observations").query("indicator_code == 'A1.2'")
    assert seen[["numerator", "denominator", "status", "basis"]].values.tolist() == [
        [29.0, 194.0, "draft", "derived"],
        [28.0, 196.0, "approved", "reported"],
    ]
    progress = releases.read(released(record).path, "marts.objective_progress").query("indicator_code == 'A1.2'")
    assert progress.set_index("horizon")["reason"].to_dict() == {2030: "no_target", 2050: "baseline_is_latest"}
    assert (progress["latest_value"] == 14.29).all()


def test_the_parties_are_listed_with_what_they_name(record):
    listed = releases.read(released(record).path, "marts.ndc_mentions")
    assert listed.loc[listed["is_counted"].astype(bool), "country_code"].nunique() == 29
    uncounted = listed[~listed["is_counted"].astype(bool)].set_index("country_code")["mention"].to_dict()
    assert uncounted == {"AFG": "peat_soil", "BLR": "peat_soil", "BDI": "sub_sector_only", "ZAF": "sub_sector_only"}


def test_the_shipped_record_derives_nothing_and_says_what_is_missing(record):
    assert releases.read(released(record).path, "marts.observations").query("basis == 'derived'")[
        "indicator_code"
    ].tolist() == ["A1.2"]
    account = releases.read(released(record).path, "marts.derivations")
    assert not account["is_counted"].any()
    # Aid that nobody tied to the strategy, or that only a rule ties to it, is no money raised for the vision.
    growth = set(account.loc[account["indicator_code"] == "F2.1", "why"])
    assert growth == {"tied_to_no_objective", "tied_by_rule_only", "no_date"}
    assert set(account.loc[account["indicator_code"] == "D4.1", "why"]) == {"no_register"}
