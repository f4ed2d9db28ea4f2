"""What a sheet shows and its stored values do not say: per cent, hidden, merged, formulas without a value, formats."""

import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sources.catalogues import LANGUAGES
from sources.feedback.checking import Report, check
from sources.feedback.templates import template
from sources.files.reading import read
from sources.streams import streams
from tests.sources.files_sent import FIRST_SHEET, SHEET, raw_workbook, refusal_of

FUNDING = ["Project", "Funder", "Amount", "Currency", "State", "Date"]
GRANTS = [
    ["Hill soils", "Loam Fund", 100, "EUR", "committed", "2025-03-01"],
    ["Hill soils", "Clay Fund", 60, "EUR", "committed", "2025-09-01"],
    ["Dale soils", "Silt Fund", 40, "EUR", "committed", "2026-03-01"],
]
FIGURES = ["Indicator", "Date", "Value", "Status", "Evidence"]
Change = Callable[[Worksheet], object]


def book(folder: Path, rows: Sequence[Sequence[object]], *changes: Change, name: str = "Funding") -> Path:
    """A workbook of one sheet with these rows, changed as the functions do."""
    written = Workbook()
    sheet = written.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for change in changes:
        change(sheet)
    written.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def format_of(place: str, code: str) -> Change:
    return lambda sheet: setattr(sheet[place], "number_format", code)


def merging(place: str) -> Change:
    return lambda sheet: sheet.merge_cells(place)


def findings_of(report: Report) -> list[tuple[str, str, int | None, str | None]]:
    """Rule, severity, row and column of the findings that the reader gives."""
    found = report.problems[report.problems["rule_id"].str.startswith("FIL-")].astype(object)
    found = found.where(found.notna(), None)
    return list(zip(found["rule_id"], found["severity"], found["source_row"], found["column"], strict=True))


def column(path: Path, name: str, stream: str = "funding") -> list[str | None]:
    cells = read(path, path.parent).tables[stream][name]
    return [None if pd.isna(cell) else cell for cell in cells]


@pytest.mark.parametrize(
    ("code", "stored", "read_as"),
    [
        ("0%", 0.43, "43%"),
        ("0.00%", 0.07, "7%"),
        ("0.0 %;[Red]-0.0 %", 0.5512, "55.12%"),
        ("General", 43, "43"),
        ('0"%"', 43, "43"),
        ("0.00", 0.43, "0.43"),
    ],
)
def test_a_cell_shown_as_per_cent_is_read_as_it_is_shown(
    tmp_path: Path, code: str, stored: float, read_as: str
) -> None:
    rows = [FIGURES, ["A1.2", "2025-12-31", stored, "approved", "x"]]
    assert column(book(tmp_path, rows, format_of("C2", code)), "value", "observations") == [read_as]


@given(st.decimals(-2, 2, places=4))
@settings(max_examples=20, deadline=None)
def test_any_part_of_one_shown_as_per_cent_is_a_hundred_times_as_much(
    tmp_path_factory: pytest.TempPathFactory, part: Decimal
) -> None:
    rows = [FIGURES, ["A1.2", "2025-12-31", float(part), "approved", "x"]]
    path = book(tmp_path_factory.mktemp("part"), rows, format_of("C2", "0.0%"))
    (text,) = column(path, "value", "observations")
    assert text is not None and text.endswith("%")
    assert float(text[:-1]) == pytest.approx(float(part) * 100)


def test_a_text_in_a_cell_of_per_cent_is_left_as_it_is(tmp_path: Path) -> None:
    rows = [FIGURES, ["A1.2", "2025-12-31", "43", "approved", "x"]]
    assert column(book(tmp_path, rows, format_of("C2", "0%")), "value", "observations") == ["43"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_told(tmp_path: Path, state: str) -> None:
    def hide_a_copy(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Old")
        other.sheet_state = state
        for row in [FUNDING, *GRANTS]:
            other.append(row)

    report = check([book(tmp_path, [FUNDING, *GRANTS], hide_a_copy)])
    assert report.files[0].rows_read == 3
    assert findings_of(report) == [("FIL-022", "warning", None, None)]
    assert report.problems.set_index("rule_id").loc["FIL-022", "source_sheet"] == "Old"


def test_a_file_whose_only_table_is_hidden_is_refused_by_the_name_of_the_sheet(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("Notes")

    said = refusal_of(read(book(tmp_path, [FUNDING, *GRANTS], hide), tmp_path))
    assert "Funding" in said and "hidden" in said


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def hide_beyond(sheet: Worksheet) -> None:
    sheet.row_dimensions[40].hidden = sheet.column_dimensions["Z"].hidden = True
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:F4"


@pytest.mark.parametrize(
    ("hide", "expected"),
    [
        (hide_row, [("FIL-023", "warning", None, None)]),
        (hide_column, [("FIL-023", "warning", None, "Funder")]),
        (hide_beyond, []),
    ],
)
def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path, hide: Change, expected: list) -> None:
    report = check([book(tmp_path, [FUNDING, *GRANTS], hide)])
    assert findings_of(report) == expected and report.files[0].rows_read == 3


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_merged_names_mean_what_they_mean_written_out(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    names = [f"Project {number}" for number, size in enumerate(sizes) for _ in range(size)]
    rows = [[name, f"Fund {number}", 5, "EUR", "committed", "2025"] for number, name in enumerate(names)]

    def merge(sheet: Worksheet) -> None:
        first = 2
        for size in sizes:
            sheet.merge_cells(start_row=first, end_row=first + size - 1, start_column=1, end_column=1)
            first += size

    path = book(tmp_path_factory.mktemp("merged"), [FUNDING, *rows], merge)
    assert column(path, "project") == names
    expected = [("FIL-024", "info", None, "Project")] if max(sizes) > 1 else []
    assert findings_of(check([path])) == expected


def test_a_merged_number_is_counted_once_and_told(tmp_path: Path) -> None:
    path = book(tmp_path, [FUNDING, *GRANTS], merging("C2:C4"))
    assert column(path, "amount") == ["100", None, None]
    report = check([path])
    assert findings_of(report) == [("FIL-025", "warning", None, "Amount")]
    assert report.files[0].rows_held == 2


def test_cells_merged_over_columns_are_told_and_a_title_above_is_not(tmp_path: Path) -> None:
    path = book(tmp_path, [["Our grants"], FUNDING, *GRANTS], merging("A1:F1"), merging("A4:B4"))
    assert findings_of(check([path])) == [("FIL-025", "warning", None, "Funder")]
    assert column(path, "funder") == ["Loam Fund", None, "Silt Fund"]


def test_headers_merged_over_two_rows_are_found(tmp_path: Path) -> None:
    above, below = ["Title", "Objectives", "Money", None], [None, None, "Asked amount", "Currency"]
    merges = map(merging, ("A1:A2", "B1:B2", "C1:D1"))
    path = book(tmp_path, [above, below, ["Hill soils", "C2", 5, "EUR"]], *merges)
    row = read(path, tmp_path).tables["projects"].loc[0]
    assert row[["title", "asked_amount", "currency", "source_row"]].tolist() == ["Hill soils", "5", "EUR", 3]
    assert findings_of(check([path])) == []


@pytest.mark.parametrize("text", ["=50*2", '=IF(A2="","",100)', "#REF!", "#N/A", "#DIV/0!"])
def test_a_cell_without_a_value_holds_its_row_and_is_named(tmp_path: Path, text: str) -> None:
    rows = [["Title", "Objectives", "Asked amount", "Currency"], ["Hill soils", "C2", text, "EUR"]]
    report = check([book(tmp_path, rows, name="Projects")])
    assert findings_of(report) == [("FIL-026", "error", 2, "Asked amount")]
    assert report.problems["value"].tolist()[0] == text and report.files[0].rows_held == 1


def test_a_row_of_formulas_alone_does_not_vanish(tmp_path: Path) -> None:
    report = check([book(tmp_path, [FUNDING, *GRANTS, [f"=Old!{letter}2" for letter in "ABCDEF"]])])
    assert (report.files[0].rows_read, report.files[0].rows_held) == (4, 1)
    assert {row for _, _, row, _ in findings_of(report)} == {5}


VALUED = (
    '<row r="1"><c r="A1" t="str"><v>Title</v></c><c r="B1" t="str"><v>Objectives</v></c>'
    '<c r="C1" t="str"><v>Summary</v></c></row>'
    '<row r="2"><c r="A2" t="str"><f>"Hill"&amp;" soils"</f><v>Hill soils</v></c><c r="B2" t="str"><v>C2</v></c>'
    '<c r="C2" t="str"><f>IF(A2="","x","")</f><v></v></c></row>'
    '<row r="3"><c r="A3" t="str"><f t="shared" si="0"/><v>Dale soils</v></c><c r="B3" t="str"><v>C2</v></c></row>'
)


def test_formulas_with_a_stored_value_are_read_also_where_it_is_a_text_without_letters(tmp_path: Path) -> None:
    raw_workbook(tmp_path / "a.xlsx", {FIRST_SHEET: SHEET.format(VALUED)})
    assert column(tmp_path / "a.xlsx", "title", "projects") == ["Hill soils", "Dale soils"]
    assert findings_of(check([tmp_path / "a.xlsx"])) == []


@pytest.mark.parametrize("quote", ['"', "'"])
def test_signs_are_seen_in_any_dialect_of_the_xml(tmp_path: Path, quote: str) -> None:
    cells = VALUED.replace(
        '<c r="A2" t="str"><f>"Hill"&amp;" soils"</f><v>Hill soils</v></c>', '<c r="A2"><f>1</f></c>'
    )
    sheet = SHEET.format(cells.replace('<row r="3">', '<row r="3" hidden="true">'))
    sheet = sheet.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=").replace('"","x",""', "B2")
    raw_workbook(tmp_path / "a.xlsx", {FIRST_SHEET: sheet.replace('"', quote)})
    assert {rule for rule, *_ in findings_of(check([tmp_path / "a.xlsx"]))} == {"FIL-023", "FIL-026"}


@pytest.mark.parametrize(
    ("code", "expected", "texts"),
    [
        ("#,##0 [$€-407]", [], ["100", "60", "40"]),
        ('#,##0 "EUR"', [], ["100", "60", "40"]),
        ("[$$-409]#,##0.00", [("FIL-027", "warning", None, "Amount")], ["100", "60", "40"]),
        ('"USD" #,##0', [("FIL-027", "warning", None, "Amount")], ["100", "60", "40"]),
        ("#,##0,", [("FIL-028", "info", None, "Amount")], ["100", "60", "40"]),
        ('#,##0,"k€"', [("FIL-028", "info", None, "Amount")], ["100", "60", "40"]),
        ('#,##0 "k€"', [], ["100 k€", "60", "40"]),
    ],
)
def test_a_format_that_shows_another_unit_is_told_or_handed_on(
    tmp_path: Path, code: str, expected: list, texts: list[str]
) -> None:
    path = book(tmp_path, [FUNDING, *GRANTS], format_of("C2", code))
    assert findings_of(check([path])) == expected
    assert column(path, "amount") == texts


@pytest.mark.parametrize(
    ("code", "text"), [('0 "ha"', "12"), ('0 "km²"', "12 km²"), ("0.0", "12"), ("yyyy", "1900-01-12")]
)
def test_the_unit_of_a_format_is_handed_on_where_it_is_not_that_of_the_column(
    tmp_path: Path, code: str, text: str
) -> None:
    rows = [["Title", "Objectives", "Area (ha)"], ["Hill soils", "C2", 12]]
    assert column(book(tmp_path, rows, format_of("C2", code)), "area_ha", "projects") == [text]


@pytest.mark.parametrize("part", ["xl/workbook7.xml", "xl/book.xml", "data/workbook.xml"])
def test_a_workbook_is_read_under_whatever_name_its_part_has(tmp_path: Path, part: str) -> None:
    folder, _, name = part.rpartition("/")
    moved = io.BytesIO()
    source = book(tmp_path, [FUNDING, *GRANTS], merging("A2:A3"))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(moved, "w") as new:
        for entry in old.namelist():
            content = old.read(entry).replace(b"xl/workbook.xml", part.encode())
            content = content.replace(b"/xl/", f"/{folder}/".encode())
            new.writestr(entry.replace("workbook.xml", name).replace("xl/", f"{folder}/", 1), content)
    (tmp_path / "moved.xlsx").write_bytes(moved.getvalue())
    assert column(tmp_path / "moved.xlsx", "project") == ["Hill soils", "Hill soils", "Dale soils"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stream", streams())
def test_nothing_is_told_of_a_template(tmp_path: Path, stream: str, language: str) -> None:
    template(stream, tmp_path / "a.xlsx", language)
    assert findings_of(check([tmp_path / "a.xlsx"])) == []
