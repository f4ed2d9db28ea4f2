"""Which list a sheet is, where its headers stand, and what is said of one that is nearly a list or none."""

import io
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from sources.feedback.wording import in_one
from sources.findings import Problem
from tests.sources.lists.made_lists import HEADERS, ROW, lines, read_text


def words_of(problems: list[Problem], rule_id: str) -> str:
    """The one finding of a rule, in words."""
    (found,) = [problem for problem in problems if problem.rule_id == rule_id]
    return in_one(found)


def test_a_list_becomes_projects_and_money_of_the_medium_list(tmp_path: Path) -> None:
    read = read_text(tmp_path, lines(HEADERS, ROW))
    (project,), (money,) = (read.tables[name].to_dict("records") for name in ("projects", "funding"))
    expected = {
        "project_id": "loam-bank:L-1",
        "list_name": "loam-bank",
        "list_reference": "L-1",
        "title": "Living soils",
        "kind": "open_record",
        "lead": "Loam Bank",
        "activity_status": "2",
        "judged_text": "To restore soils",
        "source_link": "https://loam.example/projects/L-1",
        "medium": "list",
        "source_row": 2,
    }
    assert {name: project[name] for name in expected} == expected
    expected = {
        "contribution_id": "loam-bank:L-1#loan",
        "project": "loam-bank:L-1",
        "funder": "Loam Bank",
        "state": "committed",
        "form": "cash",
        "money_stream": "ground",
        "amount": "2.5 million",
        "currency": "USD",
        "date": "2021-05-01",
        "medium": "list",
        "source_row": 2,
    }
    assert {name: money[name] for name in expected} == expected
    assert words_of(read.problems, "FIL-053").count("1") == 2  # one column left out, and it is one of persons
    assert not {"Ada Lovelace", "Ada"} & {str(cell) for table in read.tables.values() for cell in table.to_numpy().flat}


@pytest.mark.parametrize("above", [0, 1, 30])
def test_titles_may_stand_above_the_headers(tmp_path: Path, above: int) -> None:
    read = read_text(tmp_path, lines(*[("Loam Bank", f"line {line}") for line in range(above)], HEADERS, ROW))
    assert read.tables["projects"]["source_row"].tolist() == [above + 2]


def test_of_two_rows_of_headers_both_are_no_records(tmp_path: Path) -> None:
    codes = ("Number", "Name of project", "Places", "Approved", "Loan amount", *HEADERS[5:])
    read = read_text(tmp_path, lines(HEADERS, codes, ROW))
    assert read.tables["projects"]["list_reference"].tolist() == ["L-1"]


def test_a_header_may_stand_over_two_rows_and_a_merged_cell_over_several_columns(tmp_path: Path) -> None:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["Loam Bank, all projects"])
    sheet.append(["Number", "Name of project", "Places", "Money", "", ""])
    sheet.append(["", "", "", "Approved", "Loan", "State of play"])
    sheet.append(list(ROW[:6]))
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("D2:F2")
    book.save(content)
    read = read_text(tmp_path, content.getvalue(), "list.xlsx")
    assert read.tables["funding"][["amount", "source_row"]].to_numpy().tolist() == [["2.5 million", 4]]


def test_headers_that_stand_again_on_each_page_are_told_and_are_no_records(tmp_path: Path) -> None:
    read = read_text(tmp_path, lines(HEADERS, ROW, HEADERS, ("L-2", *ROW[1:]), HEADERS))
    assert read.tables["projects"]["list_reference"].tolist() == ["L-1", "L-2"]
    assert "3, 5" in words_of(read.problems, "FIL-061")


def test_a_column_that_the_mapping_does_not_know_is_told_once(tmp_path: Path) -> None:
    read = read_text(tmp_path, lines((*HEADERS, "Shoe size", "Hat"), (*ROW, "9", "7")))
    assert "'Shoe size', 'Hat'" in words_of(read.problems, "FIL-054")


def test_a_newer_edition_is_refused_with_the_mapping_and_the_headers_it_misses(tmp_path: Path) -> None:
    renamed = ("Number", "Project name", "Places", "Approved", "Loan", *HEADERS[5:])
    read = read_text(tmp_path, lines(renamed, ROW))
    assert read.refusal
    assert read.refusal.rule_id == "FIL-057"
    words = in_one(read.refusal)
    for named in ("Loam Bank projects", "loam-bank.toml", "4 of the 5", "'Name of project' and 'Project name'"):
        assert named in words


def test_another_name_of_a_header_is_no_newer_edition(tmp_path: Path) -> None:
    renamed = ("Number", "Name of project", "Places", "Approved", "LOAN  amount", *HEADERS[5:])
    assert not read_text(tmp_path, lines(renamed, ROW)).refusal


def test_of_a_table_that_no_mapping_knows_the_nearest_is_named_beside_the_refusal(tmp_path: Path) -> None:
    read = read_text(tmp_path, lines(("Number", "Loan", "Shoe size"), ("L-1", "2", "9")))
    assert read.refusal
    assert read.refusal.rule_id == "FIL-015"
    words = words_of(read.problems, "FIL-058")
    assert "Loam Bank projects" in words
    assert "'Name of project', 'Places', 'Approved'" in words


def test_of_a_table_with_no_known_header_every_list_is_named(tmp_path: Path) -> None:
    words = words_of(read_text(tmp_path, lines(("Hue", "Weight", "Shoe size"), ("red", "2", "9"))).problems, "FIL-058")
    assert "Loam Bank projects" in words
    assert "GEF project list" in words


def test_the_signs_between_cells_are_those_under_which_the_headers_of_a_list_are_known(tmp_path: Path) -> None:
    long = "a, b, c, d, e, f, g, h, i, j, k, l"
    text = ";".join(HEADERS[:7]) + "\n" + ";".join((*ROW[:6], long)) + "\n"
    assert read_text(tmp_path, text).tables["projects"]["judged_text"].tolist() == [long]


def test_a_million_empty_rows_cost_nothing_and_shift_no_number(tmp_path: Path) -> None:
    empty = "," * (len(HEADERS) - 1) + "\n"
    read = read_text(tmp_path, lines(HEADERS, ROW) + empty * 1_000_000 + lines(("L-2", *ROW[1:])))
    assert read.tables["projects"]["source_row"].tolist() == [2, 1_000_003]


def test_latin_1_is_read_and_told(tmp_path: Path) -> None:
    row = ("L-1", "Régénération des sols", "Sénégal", *ROW[3:])
    read = read_text(tmp_path, lines(HEADERS, row).encode("latin-1"))
    assert read.tables["projects"]["title"].tolist() == ["Régénération des sols"]
    assert "FIL-004" in {problem.rule_id for problem in read.problems}


def test_a_stream_of_ours_on_another_sheet_is_read_beside_a_list(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "both.xlsx") as book:
        pd.DataFrame([ROW], columns=list(HEADERS)).to_excel(book, sheet_name="Bank", index=False)
        ours = pd.DataFrame({"Title": ["Soils"], "Objectives": ["C2"]})
        ours.to_excel(book, sheet_name="Ours", index=False)
    read = read_text(tmp_path, (tmp_path / "both.xlsx").read_bytes(), "both.xlsx")
    assert read.tables["projects"]["medium"].tolist() == ["list", "xlsx"]
