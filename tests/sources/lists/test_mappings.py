"""Files of mappings: what is refused in one, by file and key, and what an operator's mapping does."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.feedback.checking import check
from sources.feedback.wording import in_one, texts
from sources.files.reading import read
from sources.lists.mapping import ListMapping
from sources.lists.mappings import DESCRIBED, SHIPPED, checksums, described, mappings_of, shipped
from sources.lists.parsing import PERSONAL, BrokenMapping
from sources.streams import normal
from tests.places import ROOT
from tests.sources.lists.made_lists import HEADERS, LOAM, ROW, lines, loam_bank

CASES = {
    "unread": LOAM + "[fields",
    "unknown": LOAM.replace("licence", "licence_text"),
    "missing": LOAM.replace('title = "Name of project"', ""),
    "text": LOAM.replace('label = "Loam Bank projects"', 'label = "ask ada@planted.example"'),
    "texts": LOAM.replace('Loan = ["Loan amount"]', 'Loan = "Loan amount"'),
    "table": LOAM.replace("[constants]", "[[constants]]"),
    "source": LOAM.replace('title = "Name of project"', 'title = { last_of = ["Name of project"] }'),
    "number": LOAM.replace("1_000_000", "1_000.5"),
    "date": 'as_of = "March 2025"\n' + LOAM,
    "link": LOAM.replace("https://loam.example/projects/{", "http://loam.example/{"),
    "pattern": LOAM.replace("L-\\d+", "L-(\\d+"),
    "choice": 'decimal_sign = "~"\n' + LOAM,
    "personal": LOAM.replace('countries = "Places"', 'partners = "Project officer"'),
    "both": LOAM.replace("Region =", "Places ="),
    "unused": LOAM.replace('Loan = ["Loan amount"]', 'Lone = ["Loan amount"]'),
    "twice": LOAM.replace('Loan = ["Loan amount"]', 'Loan = ["Places"]'),
}
KEYS = {
    "unknown": "licence_text",
    "missing": "fields.title",
    "text": "label",
    "texts": "also_called.Loan",
    "table": "constants",
    "source": "fields.title",
    "number": "amounts.loan.scale",
    "date": "as_of",
    "link": "link",
    "pattern": "reference_form",
    "choice": "decimal_sign",
    "personal": "Project officer",
    "both": "left_out.Places",
    "unused": "also_called.Lone",
    "twice": "Loan",
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_in_a_mapping_is_named_with_file_and_key_and_stops_nothing(tmp_path: Path, case: str) -> None:
    (tmp_path / "loam-bank.toml").write_text(CASES[case], encoding="utf-8")
    found = mappings_of(tmp_path)
    assert found.all == shipped().all
    (problem,) = found.problems
    assert (problem.rule_id, problem.severity, problem.source_file) == (
        "FIL-059",
        "warning",
        "mappings/loam-bank.toml",
    )
    assert KEYS.get(case, "") in in_one(problem)
    with pytest.raises(BrokenMapping) as error:
        loam_bank(tmp_path, CASES[case])
    assert error.value.case == case


def test_a_name_that_no_identifier_can_begin_with_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenMapping, match="name"):
        loam_bank(tmp_path, name="Loam: Bank")


def test_every_case_of_a_broken_mapping_has_words() -> None:
    cases = {*CASES, "name"}
    assert [case for case in cases if f"FIL-059.message.{case}" not in texts("en")] == []


def test_a_mapping_of_an_operator_is_read_beside_the_shipped_ones(tmp_path: Path) -> None:
    loam_bank(tmp_path)
    found = mappings_of(tmp_path)
    assert [each.name for each in found.all] == [*(each.name for each in shipped().all), "loam-bank"]
    assert not found.problems
    assert mappings_of(tmp_path / "none") == mappings_of(None) == shipped()


def test_a_mapping_with_the_name_of_a_shipped_one_replaces_it_and_is_told(tmp_path: Path) -> None:
    own = loam_bank(tmp_path, name="world-bank")
    found = mappings_of(tmp_path)
    (replaced,) = [each for each in found.all if each.name == "world-bank"]
    assert replaced == own
    (problem,) = found.problems
    assert (problem.rule_id, problem.source_file) == ("FIL-060", "mappings/world-bank.toml")
    assert "World Bank: Projects & Operations" in in_one(problem)


def test_a_check_of_a_file_knows_the_mappings_of_the_operator_and_tells_what_is_wrong_with_them(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(lines(HEADERS, ROW), encoding="utf-8")
    folder = tmp_path / "mappings"
    folder.mkdir()
    alone = check([tmp_path / "list.csv"], date(2026, 11, 22))
    assert alone.files[0].refusal
    loam_bank(folder)
    (folder / "broken.toml").write_text("label = 3", encoding="utf-8")
    report = check([tmp_path / "list.csv"], date(2026, 11, 22), mappings=mappings_of(folder))
    assert (report.files[0].refusal, report.files[0].rows_admitted) == (None, 2)
    assert "FIL-059" in set(report.problems["rule_id"])


def test_the_mapping_that_architecture_shows_is_one(tmp_path: Path) -> None:
    shown = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Add a list of another funder")[1]
    text = "\n".join(line for line in shown.split("\n## ")[0].splitlines() if line.startswith("       "))
    mapping = loam_bank(tmp_path, dedent(text))
    headers, row = ("Number", "Name of project", "Places", "Loan", "Desk officer"), ("L-1", "Soils", "Mali", "2", "Ada")
    (tmp_path / "list.csv").write_text(lines(headers, row), encoding="utf-8")
    tables = read(tmp_path / "list.csv", tmp_path, mappings=[mapping]).tables
    assert tables["projects"]["source_link"].tolist() == ["https://loam.example/projects/L-1"]
    assert tables["funding"]["amount"].tolist() == ["2 million"]


def test_every_mapping_is_an_input_of_a_release(tmp_path: Path) -> None:
    before = checksums(tmp_path)
    assert len(before) == len(shipped().all)
    loam_bank(tmp_path)
    assert checksums(tmp_path).keys() - before.keys() == {"mappings/loam-bank.toml"}


def test_the_lists_are_described_with_licence_and_attribution() -> None:
    about = described(shipped().all)
    assert list(about.columns) == list(DESCRIBED)
    assert about["list_name"].tolist() == sorted(path.stem for path in SHIPPED.glob("*.toml"))
    assert about.drop(columns="as_of").notna().all(axis=None)
    assert about["address"].str.startswith("https://").all()


@pytest.mark.parametrize("mapping", shipped().all, ids=lambda each: each.name)
def test_a_shipped_mapping_speaks_our_codes_and_reads_no_column_of_persons(mapping: ListMapping) -> None:
    statuses = set(mapping.values.get("activity_status", {}).values())
    assert statuses <= {"1", "2", "3", "4", "5", "6"}
    assert not [header for header in mapping.read_headers if PERSONAL.search(normal(header))]
    assert mapping.constants["currency"] == "USD"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_a_mapping_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("mapping")
    with pytest.raises(BrokenMapping):
        loam_bank(folder, text)
