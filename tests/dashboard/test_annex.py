"""The annex of the board pack: numbers as numbers, texts as texts, and on every sheet what its data are."""

from datetime import datetime
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from dashboard.rendering.documents.pack.annex import annex
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from tests.dashboard import made_up_pack
from tests.dashboard.made_up_pack import HOSTILE

EN = Words("en")
FURTHER = {
    "All figures: [every] one/of\\them": pd.DataFrame(
        {
            "Figure": ["committed", HOSTILE[0]],
            "Value": [178.6e6, None],
            "Day": pd.to_datetime(["2026-11-22", None]),
            "=head": ["#REF!", "@x"],
        }
    )
}


def opened(contents: bytes) -> Workbook:
    """The workbook as a reader opens it."""
    return load_workbook(BytesIO(contents))


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The annex of the made-up pack."""
    return opened(annex(made_up_pack.pack(EN, many=20), FURTHER))


def rows(book: Workbook, named: str) -> list[list[object]]:
    """The rows of the sheet with this in its name, heads first; without the line of made-up data."""
    sheet = next(sheet for sheet in book.worksheets if named in sheet.title)
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_sheet_says_that_its_data_are_made_up_and_holds_its_heads(book: Workbook):
    for sheet in book.worksheets:
        assert sheet["A1"].value == EN("strip.watermark")
        assert str(sheet.freeze_panes).endswith("3") and (
            sheet.max_row < 3 or str(sheet.auto_filter.ref).startswith("A2:")
        )
        assert sheet["A2"].font.bold


def test_the_first_sheet_says_release_day_and_what_each_other_sheet_is(book: Workbook):
    said = {str(row[0]): str(row[1]) for row in rows(book, "About")[1:]}
    assert said["Release"] == "2026-11-22-a" and said["As of"] == "22 Nov 2026"
    assert said["Compared with"] == "no earlier release"
    assert [name for name in said if name[0].isdigit()] == book.sheetnames[1:]


def test_a_number_is_a_number_in_full_with_its_unit_in_the_head(book: Workbook):
    heads, *found = rows(book, "The strategy")
    assert heads == ["Section", "Code", "Objective", "2030", "2050", "EUR million (here in EUR)", "Figures"]
    assert found[0] == [
        "A Inception and conceptualization",
        "A1",
        "Soil health observatory",
        "Achieved",
        "Acceleration needed",
        1_234_567.89,
        "committed.A1",
    ]
    assert len(found) == len(made_up_pack.CODES)


def test_a_field_of_a_map_of_coverage_is_three_columns(book: Workbook):
    heads, first, *_ = rows(book, "Who is active")
    assert heads[:4] == ["Objective", "Africa", "Africa: state", "Africa (here in EUR)"]
    at = heads.index("Asia")
    assert first[at : at + 3] == [3, "activity, no money", 2_500_000]


def test_what_nobody_stated_is_no_number(book: Workbook):
    _, *found = rows(book, "Asked, committed")
    assert found[2] == ["Region 2", "not stated", "not stated", None]
    assert [row[1] for row in found[:2]] == [1_000_000, 2_000_000]


def test_nothing_is_a_formula_or_an_error(book: Workbook):
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "inlineStr", "n", "d"}
    _, first, second = rows(book, "All figures")
    assert second[0] == "'=1+1" and second[1] is None and first[3] == "#REF!" and second[3] == "'@x"
    assert first[1] == 178.6e6 and first[2] == datetime(2026, 11, 22)
    titles = {row[1] for row in rows(book, "Open projects")}
    assert {"bell\ufffd \ufffd \ufffd", "'=1+1", HOSTILE[1], HOSTILE[4]} <= titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_annex_is_the_same_file_in_its_language(language: str):
    pack = made_up_pack.of_blocks(Words(language), made_up_pack.objectives(Words(language)))
    made = annex(pack, {})
    assert made == annex(pack, {})
    assert opened(made).properties.language == language
