"""A template is understood by the reader that made it: its example row is admitted, in every language."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sources.catalogues import LANGUAGES
from sources.feedback.checking import check
from sources.feedback.templates import Begun, template
from sources.streams import streams

AS_OF = date(2026, 11, 22)


@pytest.mark.parametrize("stream", streams())
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_row_is_admitted_and_said_to_be_an_example(stream: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    template(stream, path, language)
    report = check([path], AS_OF)
    assert report.files[0].streams == (stream,)
    assert (report.files[0].rows_read, report.files[0].rows_held, report.files[0].refusal) == (1, 0, None)
    assert "ROW-003" in report.problems["rule_id"].tolist()
    assert set(report.problems["severity"]) == {"warning"}


def test_a_template_has_one_header_row_one_example_dropdowns_and_a_version(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    template("projects", path)
    book = load_workbook(path)
    data = book.worksheets[0]
    headers = [cell.value for cell in data[1]]
    wanted = {"Title", "Objectives", "Countries", "Start", "End", "Asked amount", "Currency", "Contact e-mail"}
    assert wanted <= set(headers)
    assert data.max_row == 2
    assert [sheet.title for sheet in book.worksheets[1:]] == ["Instructions", "Lists"]
    assert len(data.data_validations.dataValidation) >= 5
    assert book.properties.keywords.startswith("template projects en ")
    assert data.protection.sheet and data["A1"].protection.locked and not data["A2"].protection.locked


def test_what_only_machines_write_is_not_asked_of_people(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    template("projects", path)
    headers = {cell.value for cell in load_workbook(path).worksheets[0][1]}
    assert not {"IATI status", "Participating organisations"} & headers


def test_a_template_that_was_filled_in_is_admitted_without_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    template("observations", path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.delete_rows(2)
    sheet.append(["C3.1", date(2025, 12, 31), 24, None, None, "approved", None, None, "https://example.org", None])
    book.save(path)
    report = check([path], AS_OF)
    assert report.problems.empty
    assert report.tables["observations"]["value"].tolist() == [24]


BEGUN = Begun(
    {"indicator": "C3.1", "status": "approved"},
    {"value": "C3.1. Unit: institutions. Last value: 40."},
    ["C3.1. Unit: institutions. Last value: 40."],
)


def test_a_template_that_was_begun_is_held_untouched_for_its_blank_cells_and_admitted_once_they_are_filled(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.xlsx"
    template("observations", path, "fr", [BEGUN])
    untouched = check([path], AS_OF)
    assert (untouched.files[0].rows_read, untouched.files[0].rows_admitted) == (1, 0)
    errors = untouched.problems[untouched.problems["severity"] == "error"]
    assert set(errors["field"]) == {"date", "value"} and untouched.tables["observations"].empty
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert "institutions. Last value: 40" in sheet["C2"].comment.text
    assert "C3.1. Unit: institutions. Last value: 40." in [cell.value for cell in book.worksheets[1]["A"]]
    sheet["B2"], sheet["C2"], sheet["I2"] = date(2025, 12, 31), 47, "https://example.org"
    book.save(path)
    filled = check([path], AS_OF)
    assert filled.problems.empty
    assert filled.tables["observations"][["indicator_code", "value"]].to_numpy().tolist() == [["C3.1", 47]]


def test_an_unknown_stream_or_language_is_an_error_that_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Streams are: projects"):
        template("plans", tmp_path / "t.xlsx")
    with pytest.raises(ValueError, match="en, fr, es"):
        template("projects", tmp_path / "t.xlsx", "de")
    assert list(tmp_path.iterdir()) == []
