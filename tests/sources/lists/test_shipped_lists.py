"""The shipped mappings against the lists they are for; every number expected here is counted by pandas alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from sources.admission.admitting import Admission, admit
from sources.feedback.headers import headers_of
from sources.files.reading import Reading, read, stack
from sources.names.reference import load
from tests.sources.lists.shipped_lists import published, unpacked_world_bank

FILES = {
    "gef-list": "gef-projects-2016-07-26.csv",
    "gef-aiddata": "gef-land-degradation-aiddata-projects.csv",
    "gcf-projects": "gcf-approved-projects-2026-01-31.xlsx",
    "gcf-readiness": "gcf-readiness-grants-2026-01-31.xlsx",
}
PARTS = {"ibrd": "curr_ibrd_commitment", "ida": "idacommamt", "grant": "grantamt"}
BUDGET_SUPPORT = (
    "Development Policy Lending",
    "Structural Adjustment Loan",
    "Sector Adjustment Loan",
    "Programmatic Structural Adjustment Loan",
    "Special Structural Adjustment Loan",
    "Poverty Reduction Support Credit",
    "Rehabilitation Loan",
    "Debt and Debt Service Reduction Loan",
)


def as_published(name: str) -> pd.DataFrame:
    """The list as pandas reads it."""
    path = published(FILES[name])
    return pd.read_csv(path, dtype=str) if path.suffix == ".csv" else pd.read_excel(path, dtype=str, engine="calamine")


def dollars(texts: pd.Series) -> pd.Series:
    """Amounts as written, nought and blanks missing."""
    numbers = texts.str.replace(",", "").str.strip().astype("float64")
    return numbers[numbers > 0]


@pytest.fixture(scope="module")
def world_bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[pd.DataFrame, Reading]]:
    """The list of the World Bank as pandas reads it, and as we read it."""
    path = unpacked_world_bank(tmp_path_factory.mktemp("list"))
    yield pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]), read(path, path.parent)


@pytest.fixture(scope="module")
def others() -> Iterator[tuple[dict[str, Reading], Admission]]:
    """The other lists, read and admitted together."""
    readings = {name: read(published(file), published(file).parent) for name, file in FILES.items()}
    received = stack([*readings.values()], "inbox") | {"headers": headers_of([*readings.values()])}
    yield readings, admit(received, load(), date(2026, 11, 22))


def test_every_row_of_the_world_bank_is_a_record(world_bank: tuple[pd.DataFrame, Reading]) -> None:
    published_rows, reading = world_bank
    projects = reading.tables["projects"]
    assert not reading.refusal
    assert len(projects) == len(published_rows) == 27_132
    assert projects["list_reference"].tolist() == published_rows["id"].tolist()
    codes = published_rows["status"].map({"Pipeline": "1", "Active": "2", "Closed": "4", "Dropped": "5"})
    assert projects["activity_status"].tolist() == codes.tolist()
    assert projects["judged_text"].notna().sum() == published_rows["pdo"].str.strip().fillna("").ne("").sum()
    assert projects["source_link"].str.fullmatch(r"https://projects\.worldbank\.org/\S+/project-detail/P\d{6}").all()
    assert {problem.rule_id for problem in reading.problems} == {"FIL-053"}


def test_the_money_of_the_world_bank_is_its_parts_and_adds_up_to_the_published_totals(
    world_bank: tuple[pd.DataFrame, Reading],
) -> None:
    published_rows, reading = world_bank
    money = reading.tables["funding"]
    amounts = money["amount"].astype("float64")
    kinds = money["contribution_id"].str.rpartition("#")[2]
    for kind, header in PARTS.items():
        expected = dollars(published_rows[header])
        assert (kinds == kind).sum() == len(expected)
        assert amounts[kinds == kind].sum() == pytest.approx(expected.sum(), rel=1e-12)
    assert amounts.sum() == pytest.approx(dollars(published_rows["curr_total_commitment"]).sum(), rel=1e-8)
    of_project = amounts.groupby(money["project"]).sum()
    totals = published_rows.set_index("world-bank:" + published_rows["id"])["curr_total_commitment"].astype("float64")
    assert (of_project / totals.reindex(of_project.index) - 1).abs().max() < 1e-6  # totals are published rounded


def test_policy_loans_of_the_world_bank_stand_apart(world_bank: tuple[pd.DataFrame, Reading]) -> None:
    published_rows, reading = world_bank
    money, instruments = reading.tables["funding"], published_rows["lendinginstr"]
    apart = money["stands_apart"].eq("policy_loan").fillna(False)
    expected = published_rows[instruments.isin(BUDGET_SUPPORT)]
    parts = pd.concat([dollars(expected[header]) for header in PARTS.values()])
    assert apart.sum() == len(parts)
    assert money.loc[apart, "amount"].astype("float64").sum() == pytest.approx(parts.sum(), rel=1e-12)
    adjusting = instruments.str.contains("Adjustment|Policy|Support Credit|Debt", na=False)
    assert set(instruments[adjusting]) <= set(BUDGET_SUPPORT)


def test_an_extract_with_its_judgement_is_the_same_list(
    tmp_path: Path, world_bank: tuple[pd.DataFrame, Reading]
) -> None:
    rows = world_bank[0].head(3).drop(columns="pdo")
    rows = rows.assign(soil_relevance="core", soil_rules="R1", soil_words="soil", soil_places="title", practices="p")
    rows.to_csv(tmp_path / "extract.csv", index=False)
    projects = read(tmp_path / "extract.csv", tmp_path).tables["projects"]
    judgement = projects[["soil_relevance", "soil_rules", "soil_words", "soil_places", "practices"]]
    assert judgement.drop_duplicates().to_numpy().tolist() == [["core", "R1", "soil", "title", "p"]]
    assert projects["judged_text"].isna().all()


def test_the_workbook_of_the_world_bank_has_other_headers_and_is_the_same_list(tmp_path: Path) -> None:
    said = {"Project Id": "P000001", "Project Name": "Soils", "Country": "Kenya", "Board Approval Date": "2021-05-01"}
    money = {"Lending Instrument": "Investment Project Financing", "IDA Commitment $US": "5", "Grant Amount $US": "2"}
    about = {"Project Status": "Active", "Team Leader": "Ada Lovelace", "Project Development Objective": "To restore"}
    lines = pd.DataFrame([said | money | about])
    lines.to_csv(tmp_path / "all.csv", index=False)
    tables = read(tmp_path / "all.csv", tmp_path).tables
    assert tables["projects"]["judged_text"].tolist() == ["To restore"]
    assert tables["funding"]["amount"].tolist() == ["5", "2"]
    assert "Lovelace" not in tables["projects"].to_csv()


@pytest.mark.parametrize(
    ("name", "title", "amounts"),
    [
        ("gef-list", "Title", ["GEF Project Grant CEO endorse stage", "GEF Project Grant CEO approve stage"]),
        ("gef-aiddata", "project_title", ["total_commitments"]),
        ("gcf-projects", "Project Name", ["FA Financing"]),
        ("gcf-readiness", "Project Title", ["Financing"]),
    ],
)
def test_rows_and_money_of_the_other_lists(
    others: tuple[dict[str, Reading], Admission], name: str, title: str, amounts: list[str]
) -> None:
    rows, reading = as_published(name), others[0][name]
    assert reading.tables["projects"]["title"].tolist() == rows[title].str.strip().tolist()
    expected = pd.concat([dollars(rows[header]) for header in amounts])
    money = reading.tables["funding"]
    assert len(money) == len(expected)
    assert money["amount"].str.replace(",", "").astype("float64").sum() == pytest.approx(expected.sum(), rel=1e-12)
    assert [problem.rule_id for problem in reading.problems] == ["FIL-053"]


def test_of_the_other_lists_only_true_repeats_are_held(others: tuple[dict[str, Reading], Admission]) -> None:
    held = others[1].problems[others[1].problems["severity"].eq("error")]
    grants = as_published("gcf-readiness")
    repeats = grants[grants.duplicated(["Ref #", "Country", "Approved Date", "Project Title"])]
    assert set(held["rule_id"]) == {"PRJ-001", "FND-009"}
    assert set(held["source_row"]) == set(repeats.index + 2)
    assert len(repeats) == 3


def test_places_of_the_other_lists(others: tuple[dict[str, Reading], Admission]) -> None:
    links = others[1].tables["project_countries"]
    aid = as_published("gef-aiddata")
    codes = aid["recipients_iso3"].where(aid["recipients_iso3"].str.fullmatch("[A-Z]{3}"))
    of_niger = aid["recipients"].eq("Niger")  # names come first: this country bears the code of its neighbour
    assert codes[of_niger].eq("NGA").sum() == 7
    codes = codes.mask(of_niger, "NER")
    own = links[links["project_id"].str.startswith("gef-aiddata:")]
    named = aid["recipients"].eq("Namibia") & codes.isna()  # its code was lost on the way, its name was not
    assert sorted(own["country_code"].dropna()) == sorted([*codes.dropna(), *["NAM"] * int(named.sum())])
    gef = as_published("gef-list").set_index("GEF_ID")
    one = gef["Countries listed by Code (ISO 3166-1 alpha-2)"].str.fullmatch("[A-Z]{2}", na=False)
    placed = links[links["project_id"].str.startswith("gef-list:")]
    placed = placed[placed["project_id"].str.removeprefix("gef-list:").isin(gef.index[one])]
    assert len(placed) == placed["project_id"].nunique()
    named = set(placed["project_id"].str.removeprefix("gef-list:"))
    assert set(gef.index[one & gef["List of participating countries"].isna()]) <= named | set(
        gef.index[gef["Country"].isin(["Global", "Regional"])]
    )


def test_identifiers_of_the_world_bank_in_the_list_of_the_gef(others: tuple[dict[str, Reading], Admission]) -> None:
    rows = as_published("gef-list")
    numbers = rows["World Bank Project ID"].dropna().astype("float64").astype("int64")
    found = others[0]["gef-list"].tables["projects"]["other_references"].dropna()
    assert found.tolist() == [f"world-bank:P{number:06}" for number in numbers]


def test_dates_and_states_of_the_other_lists_are_read(others: tuple[dict[str, Reading], Admission]) -> None:
    faults = others[1].problems["rule_id"]
    assert not faults.isin(["VAL-004", "VAL-005", "PRJ-054", "NAM-002", "NAM-011"]).any()
    contributions = others[1].tables["contributions"]
    dated = contributions[contributions["contribution_id"].str.startswith("gef-list:")]
    rows = as_published("gef-list")
    said = (
        rows["Date of CEO endorsement (FSP)"].fillna(rows["Date of CEO approval (MSP / EA)"]).str[-2:].astype("float64")
    )
    granted = said[
        dollars(rows["GEF Project Grant CEO endorse stage"]).index.union(
            dollars(rows["GEF Project Grant CEO approve stage"]).index
        )
    ].dropna()
    expected = granted + granted.gt(50).map({True: 1900, False: 2000})
    assert sorted(dated["value_on"].dt.year.dropna()) == sorted(expected)
