"""Rows of lists: bad amounts, places, identifiers and words are named with file, row and column, and nothing vanishes."""

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sources.feedback.checking import Report, judge
from sources.files.reading import read
from sources.names.listing import listed_codes
from sources.names.matching import region_within
from sources.names.reference import load
from tests.sources.lists.made_lists import HEADERS, LOAM, ROW, changed, lines, loam_bank, read_text

AS_OF = date(2026, 11, 22)
REFERENCE = load()


def judged(folder: Path, *rows: tuple[str, ...], headers: tuple[str, ...] = HEADERS) -> Report:
    """What is found in a list with these rows."""
    return judge([read_text(folder, lines(headers, *rows))], AS_OF, REFERENCE)


def places_of(report: Report, rule_id: str) -> list[tuple]:
    """Row, column and value of the findings of a rule."""
    found = report.problems[report.problems["rule_id"].eq(rule_id)]
    return [*zip(found["source_row"], found["column"], found["value"].fillna(""), strict=True)]


def test_a_good_row_is_admitted_and_only_its_scale_is_told(tmp_path: Path) -> None:
    report = judged(tmp_path, ROW)
    assert set(report.problems["rule_id"]) == {"FIL-053", "VAL-013"}
    assert report.tables["contributions"][["amount", "currency_code", "state"]].to_numpy().tolist() == [
        [2_500_000.0, "USD", "committed"]
    ]
    assert report.tables["projects"]["kind"].tolist() == ["open_record"]


def test_an_amount_that_is_no_number_is_held_by_name_and_its_record_stands(tmp_path: Path) -> None:
    amounts = ["N/A", "-", "see note", "12.5%", "1.2.3"]
    report = judged(tmp_path, *(changed(Number=f"L-{place}", Loan=text) for place, text in enumerate(amounts)))
    held = places_of(report, "FND-001")
    assert [place[:2] for place in held] == [(row, "Loan") for row in range(2, 7)]
    assert [value.removesuffix(" million") for *_, value in held] == amounts
    (summary,) = report.files
    assert (summary.rows_read, summary.rows_admitted, summary.rows_held) == (10, 5, 5)
    assert len(report.tables["projects"]) == 5


def test_amounts_in_millions_with_thousands_separators(tmp_path: Path) -> None:
    amounts = {"1,250.5": 1_250.5e6, "12": 12e6, "1,250": 1_250e6, "-3": -3e6, "0.25": 0.25e6}
    report = judged(tmp_path, *(changed(Number=f"L-{place}", Loan=text) for place, text in enumerate(amounts)))
    assert report.tables["contributions"]["amount"].tolist() == [*amounts.values()]
    assert [place[:2] for place in places_of(report, "FND-006")] == [(5, "Loan")]


def test_a_cell_that_says_nothing_or_nought_makes_no_money(tmp_path: Path) -> None:
    report = judged(tmp_path, *(changed(Number=f"L-{place}", Loan=text) for place, text in enumerate(("", "0", "0.0"))))
    assert len(report.tables["contributions"]) == 0
    assert report.files[0].rows_admitted == 3


def test_decimals_of_a_list_that_writes_commas(tmp_path: Path) -> None:
    mapping = loam_bank(tmp_path, 'decimal_sign = ","\n' + LOAM)
    (tmp_path / "list.csv").write_text(lines(HEADERS, changed(Loan="1.250,5")), encoding="utf-8")
    report = judge([read(tmp_path / "list.csv", tmp_path, mappings=[mapping])], AS_OF, REFERENCE)
    assert report.tables["contributions"]["amount"].tolist() == [1_250.5e6]


def test_countries_as_funders_write_them(tmp_path: Path) -> None:
    written = {
        "Gambia, The": ["GMB"],
        "Congo, Democratic Republic of": ["COD"],
        "Congo, Republic of": ["COG"],
        "Niger (the)": ["NER"],
        "Viet Nam": ["VNM"],
        "Taiwan, China": ["TWN"],
        "Kenya, Congo, Democratic Republic of, Gambia, The": ["KEN", "COD", "GMB"],
        "Egypt, Arab Republic of, Yemen, Republic of": ["EGY", "YEM"],
        "Democratic Republic of the Congo (the), Niger (the)": ["COD", "NER"],
    }
    report = judged(tmp_path, *(changed(Number=f"L-{place}", Places=text) for place, text in enumerate(written)))
    links = report.tables["project_countries"].groupby("source_row")["country_code"].agg(list)
    assert links.tolist() == [*written.values()]
    assert set(report.problems["rule_id"]) == {"FIL-053", "VAL-013"}


def test_a_region_among_countries_is_told_and_stands_where_it_lies_wholly(tmp_path: Path) -> None:
    written = {
        "Regional - Latin America": "019",
        "Africa, Regional Programs Multi-Country": "002",
        "Western and Central Africa": "002",
        "Pacific Islands": "009",
        "Yugoslavia, former": "150",
        "World": None,
        "Europe and Central Asia": None,
        "Multi-Regional": None,
    }
    report = judged(tmp_path, *(changed(Number=f"L-{place}", Places=text) for place, text in enumerate(written)))
    assert report.tables["project_countries"]["region_code"].tolist() == [code for code in written.values() if code]
    assert places_of(report, "PRJ-053") == [(row, "Places", text) for row, text in enumerate(written, 2)]


def test_a_region_beside_countries_gives_them_no_share(tmp_path: Path) -> None:
    report = judged(tmp_path, changed(Places="Global; Kenya"))
    assert report.tables["project_countries"]["country_code"].tolist() == ["KEN"]
    assert places_of(report, "PRJ-053") == [(2, "Places", "Global; Kenya")]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(REFERENCE.countries.labels["en"].values())), st.data())
def test_names_in_one_cell_are_never_fewer_or_other_than_those_written(first: str, data: st.DataObject) -> None:
    second = data.draw(st.sampled_from(sorted(REFERENCE.countries.labels["en"].values())))
    alone = [listed_codes(name, REFERENCE.countries)[0] for name in (first, second)]
    if all(len(codes) == 1 for codes in alone) and ";" not in first + second:
        found, doubts = listed_codes(f"{first}; {second}", REFERENCE.countries)
        assert (found, doubts) == ([*alone[0], *alone[1]], [])
    assert region_within(first, REFERENCE.regions) is None


def test_shares_over_a_hundred_are_told(tmp_path: Path) -> None:
    headers, row = (*HEADERS, "Shares"), (*changed(Places="Kenya; Mali"), "80; 40")
    report = judged(tmp_path, row, headers=headers)
    assert [(place[0], place[1]) for place in places_of(report, "PRJ-003")] == [(2, "Shares")]
    assert report.tables["project_countries"]["country_share"].tolist() == [0.5, 0.5]


def test_the_same_identifier_twice_is_held_and_named_with_its_money(tmp_path: Path) -> None:
    report = judged(tmp_path, ROW, changed(Loan="9"))
    assert [place[:2] for place in places_of(report, "PRJ-001")] == [(3, "Number")]
    assert [place[0] for place in places_of(report, "FND-009")] == [3]
    assert report.tables["contributions"]["amount"].tolist() == [2_500_000.0]


def test_an_identifier_on_several_rows_may_be_told_apart_by_other_columns(tmp_path: Path) -> None:
    mapping = loam_bank(
        tmp_path, 'told_apart_by = ["Places", "Approved"]\n' + LOAM.replace("'L-\\d+'", "'[A-Z]-?\\d*'")
    )
    rows = [ROW, changed(Places="Mali"), changed(Number="", Places="Chad"), changed(Number="", Places="Togo")]
    (tmp_path / "list.csv").write_text(lines(HEADERS, *rows, ("L-9", *ROW[1:])), encoding="utf-8")
    report = judge([read(tmp_path / "list.csv", tmp_path, mappings=[mapping])], AS_OF, REFERENCE)
    assert report.tables["projects"]["project_id"].nunique() == len(report.tables["contributions"]) == 5
    assert report.tables["projects"]["list_reference"].fillna("").tolist() == ["L-1", "L-1", "", "", "L-9"]
    assert [place[0] for place in places_of(report, "PRJ-055")] == [2, 3, 4, 5]


def test_a_line_of_totals_and_a_note_are_held_with_their_amounts(tmp_path: Path) -> None:
    empty = dict.fromkeys(("Places", "Approved", "State_of_play", "What_it_is_for"), "")
    total = changed(Number="Total", Name_of_project="", Loan="2.5", **empty)
    unnamed = changed(Number="L-2", Name_of_project="")
    report = judged(tmp_path, ROW, total, unnamed)
    assert places_of(report, "PRJ-051") == [(3, "Number", "Total")]
    assert [place[:2] for place in places_of(report, "PRJ-052")] == [(4, "Name of project")]
    assert report.tables["contributions"]["amount"].tolist() == [2_500_000.0]
    assert report.files[0].rows_held == 2


def test_a_word_that_the_mapping_does_not_know_is_told_and_left_blank(tmp_path: Path) -> None:
    report = judged(tmp_path, changed(State_of_play="Restructured"))
    assert places_of(report, "PRJ-054") == [(2, "State of play", "Restructured")]
    assert report.tables["projects"]["activity_status_code"].isna().all()


def test_a_formula_without_a_value_is_told_in_its_cell(tmp_path: Path) -> None:
    book, content = Workbook(), io.BytesIO()
    for row in (HEADERS, changed(State_of_play="=A1"), changed(Number="L-2", Loan="=1+1")):
        book.active.append(list(row))
    book.save(content)
    report = judge([read_text(tmp_path, content.getvalue(), "list.xlsx")], AS_OF, REFERENCE)
    assert [place[:2] for place in places_of(report, "FIL-026")] == [(2, "State of play")]
    assert [place[:2] for place in places_of(report, "FND-001")] == [(3, "Loan")]


def test_an_amount_in_merged_cells_counts_once(tmp_path: Path) -> None:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (HEADERS, ROW, ("L-2", "Other soils", "", "2021-05-01", "", "Running", "x", "")):
        sheet.append(list(row))
    sheet.merge_cells("E2:E3")
    sheet.merge_cells("C2:C3")
    book.save(content)
    report = judge([read_text(tmp_path, content.getvalue(), "list.xlsx")], AS_OF, REFERENCE)
    assert report.tables["contributions"]["amount"].tolist() == [2_500_000.0]
    assert report.tables["project_countries"]["country_code"].tolist() == ["KEN", "KEN"]


@settings(max_examples=5, deadline=None)
@given(st.text(st.characters(min_codepoint=65, max_codepoint=90), min_size=12, max_size=20))
def test_no_value_of_a_column_of_persons_or_of_an_unknown_one_is_anywhere_in_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("persons")
    text = lines((*HEADERS, "Team leader", "Anything"), (*ROW[:-1], name, name, name))
    reading = read_text(folder, text)
    report = judge([reading], AS_OF, REFERENCE)
    everything = [*reading.tables.values(), report.problems, *report.tables.values()]
    assert name not in "".join(frame.to_csv() for frame in everything) + repr(reading.headers)


def test_policy_loans_stand_apart(tmp_path: Path) -> None:
    text = LOAM + '[stands_apart.policy_loan]\nheader = "Instrument"\nwords = ["Budget support"]\n'
    mapping = loam_bank(tmp_path, text)
    rows = [(*ROW, "Budget Support"), ("L-2", *ROW[1:], "Loan")]
    (tmp_path / "list.csv").write_text(lines((*HEADERS, "Instrument"), *rows), encoding="utf-8")
    tables = read(tmp_path / "list.csv", tmp_path, mappings=[mapping]).tables
    assert tables["funding"]["stands_apart"].fillna("").tolist() == ["policy_loan", ""]
    assert isinstance(tables["funding"], pd.DataFrame)
