"""Exports of form servers: repeated groups, one question in two groups, the clock of the form, pages, what is not approved."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sources.feedback.checking import Report, check
from sources.feedback.wording import in_one
from sources.files.reading import Reading, read

SERVER = {"_id": 7, "_uuid": "u", "_submission_time": "2026-03-02T09:11:00"}
PROJECT = {"about/project_id": "P1", "about/title": "Hill soils", "about/objectives": "C2", "about/countries": "KE"}
FUND = {"funder": "Loam Fund", "amount": "100", "currency": "EUR", "state": "committed", "date": "2025-05-01"}


def sent(folder: Path, content: object, name: str = "form.json") -> Path:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder / name


def reading(folder: Path, content: object, name: str = "form.json") -> Reading:
    return read(sent(folder, content, name), folder)


def of_reader(report: Report) -> list[tuple[str, str, int | None]]:
    found = report.problems[report.problems["rule_id"].str.startswith("FIL-")].astype(object)
    found = found.where(found.notna(), None)
    return list(zip(found["rule_id"], found["severity"], found["source_row"], strict=True))


@pytest.mark.parametrize("group", ["", "funds/", "money/first/"])
def test_the_group_of_a_number_is_no_unit_of_it(tmp_path: Path, group: str) -> None:
    report = check([sent(tmp_path, [SERVER | {f"{group}{key}": value for key, value in FUND.items()}])])
    assert report.tables["contributions"]["amount"].tolist() == [100]
    assert not set(report.problems["rule_id"]) & {"VAL-013", "VAL-014", "VAL-017"}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=5).filter(any), st.booleans(), st.booleans())
@settings(max_examples=15, deadline=None)
def test_a_repeated_group_is_rows_of_the_project_it_belongs_to(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], has_ids: bool, has_full_keys: bool
) -> None:
    submissions = []
    for number, size in enumerate(sizes):
        fund = {f"funds/{key}" if has_full_keys else key: value for key, value in FUND.items()}
        about = PROJECT | {"about/project_id": f"P{number}" if has_ids else None, "about/title": f"Soils {number}"}
        submissions.append(SERVER | about | {"funds": [fund] * size})
    found = reading(tmp_path_factory.mktemp("form"), submissions)
    names = [f"{'P' if has_ids else 'Soils '}{number}" for number, size in enumerate(sizes) for _ in range(size)]
    assert found.tables["funding"]["project"].tolist() == names and not found.problems
    assert found.tables["funding"]["source_row"].tolist() == list(range(1, len(names) + 1))
    assert len(found.tables["projects"]) == len(sizes)


def test_a_repeated_group_that_is_no_stream_is_told_by_submission(tmp_path: Path) -> None:
    plots = [{"plot": "north", "soil": "clay"}, {"plot": "south", "soil": "loam"}]
    report = check([sent(tmp_path, [PROJECT, PROJECT | {"about/project_id": "P2", "plots": plots}])])
    assert of_reader(report) == [("FIL-032", "warning", 2)]
    assert report.files[0].rows_admitted == 2


def test_rows_of_a_project_without_a_name_are_told_and_those_of_another_are_read(tmp_path: Path) -> None:
    nameless = {"about/title": "", "about/project_id": "", "about/objectives": "C2", "funds": [FUND, FUND]}
    report = check([sent(tmp_path, [PROJECT | {"funds": [FUND]}, nameless])])
    assert of_reader(report) == [("FIL-032", "warning", 2)]
    assert len(report.tables["contributions"]) == 1


def test_a_workbook_of_a_form_ties_the_sheet_of_a_group_to_the_project(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["title", "objectives", "_index", "_uuid"])
    for number, title in enumerate(("Hill soils", "Dale soils"), start=1):
        book.worksheets[0].append([title, "C2", number, "u"])
    sheet = book.create_sheet("funds")
    sheet.append([*FUND, "_index", "_parent_index", "_submission__uuid", "_uuid"])
    for number, parent in enumerate((2, 1, 2), start=1):
        sheet.append([*FUND.values(), number, parent, "u", "u"])
    book.save(tmp_path / "form.xlsx")
    found = read(tmp_path / "form.xlsx", tmp_path)
    assert found.tables["funding"]["project"].tolist() == ["Dale soils", "Hill soils", "Dale soils"]
    assert not found.problems


@pytest.mark.parametrize("group", ["respondent", "contact", "enquêteur", "funder"])
def test_answers_about_somebody_else_are_not_those_of_the_project(tmp_path: Path, group: str) -> None:
    other = {f"{group}/title": "Director", f"{group}/name": "A PERSON", f"{group}/country": "FR", f"{group}/id": "9"}
    for content in ([SERVER | other | PROJECT], [SERVER | PROJECT | other]):
        row = reading(tmp_path, content).tables["projects"].loc[0]
        assert row[["project_id", "title", "countries"]].tolist() == ["P1", "Hill soils", "KE"]


def test_the_address_of_a_group_of_contacts_is_that_of_the_contact(tmp_path: Path) -> None:
    row = reading(tmp_path, [PROJECT | {"contact/name": "A PERSON", "contact/email": "a@b.example"}]).tables["projects"]
    assert row.loc[0, ["contact_name", "contact_email"]].tolist() == ["A PERSON", "a@b.example"]


@pytest.mark.parametrize("name", ["form.json", "form.csv"])
def test_one_question_in_two_groups_is_refused_where_both_are_answered(tmp_path: Path, name: str) -> None:
    grant = SERVER | {"grant/funder": "Loam Fund", "grant/currency": "EUR", "grant/state": "disbursed"}
    grant |= {"first/amount": "400", "first/date": "2025-01-15", "second/amount": "100", "second/date": "2025-09-15"}
    with (tmp_path / "form.csv").open("w", newline="") as text:
        csv.writer(text).writerows([list(grant), list(grant.values())])
    found = reading(tmp_path, [grant]) if name == "form.json" else read(tmp_path / name, tmp_path)
    assert [each.rule_id for each in found.problems] == ["FIL-017"]
    assert "'first/amount' and 'second/amount'" in in_one(found.problems[0])


def test_one_question_in_two_branches_is_one_where_no_submission_answers_both(tmp_path: Path) -> None:
    new = {"new/title": "Hill soils", "new/objectives": "C2"}
    running = {"running/title": "Dale soils", "running/objectives": "C2"}
    found = reading(tmp_path, [SERVER | new, SERVER | running])
    assert found.tables["projects"]["title"].tolist() == ["Hill soils", "Dale soils"] and not found.problems


HEADERS = ["start", "end", "Project title", "Objectives", "Start date", "End date", *SERVER, "_status"]
CLOCK = ["2026-03-02T09:00:00.000+03:00", "2026-03-02T09:12:00.000+03:00"]
ANSWERS = [*CLOCK, "Hill soils", "C2", "2027-01-01", "2029-12-31", *SERVER.values(), "submitted"]


def write_csv(folder: Path) -> Path:
    with (folder / "form.csv").open("w", newline="") as text:
        csv.writer(text, delimiter=";").writerows([HEADERS, ANSWERS])
    return folder / "form.csv"


def write_json(folder: Path) -> Path:
    return sent(folder, [dict(zip(HEADERS, ANSWERS, strict=True))])


def write_xlsx(folder: Path) -> Path:
    book = Workbook()
    for row in (HEADERS, ANSWERS):
        book.worksheets[0].append(row)
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


@pytest.mark.parametrize("write", [write_csv, write_json, write_xlsx])
def test_the_clock_of_the_form_is_not_that_of_the_project(tmp_path: Path, write) -> None:
    found = read(write(tmp_path), tmp_path)
    row = found.tables["projects"].loc[0]
    assert row[["start", "end", "submitted_on"]].tolist() == ["2027-01-01", "2029-12-31", SERVER["_submission_time"]]
    assert not found.problems and row[["project_id"]].isna().all()


def test_dates_of_a_project_called_start_and_end_stay_and_a_plain_table_is_no_form(tmp_path: Path) -> None:
    own = SERVER | PROJECT | {"start": "2027-01-01", "end": "2029-12-31"}
    row = reading(tmp_path, [own]).tables["projects"].loc[0]
    assert row[["start", "end"]].tolist() == ["2027-01-01", "2029-12-31"]
    (tmp_path / "a.csv").write_text("id,title,objectives,start,status/today\nP1,Hill,C2,2026-03-02T09:00:00,x\n")
    assert read(tmp_path / "a.csv", tmp_path).tables["projects"].loc[0, "start"] == "2026-03-02T09:00:00"


@pytest.mark.parametrize(
    ("page", "rules"),
    [
        ({"count": 3, "next": "https://forms.example/?page=2", "results": [PROJECT]}, ["FIL-033"]),
        ({"count": 1, "next": None, "previous": None, "results": [PROJECT]}, []),
        ({"next": "https://forms.example/?page=2", "results": [PROJECT]}, ["FIL-033"]),
        ({"@odata.count": 9, "value": [PROJECT]}, ["FIL-033"]),
        ({"value": [PROJECT | {"__id": "u", "funds@odata.navigationLink": "Submissions('u')/funds"}]}, ["FIL-032"]),
    ],
)
def test_one_page_of_an_export_is_told(tmp_path: Path, page: dict, rules: list[str]) -> None:
    assert [rule for rule, *_ in of_reader(check([sent(tmp_path, page)]))] == rules


@pytest.mark.parametrize(
    ("state", "is_held"),
    [
        ({"_validation_status": {"uid": "validation_status_not_approved", "label": "Not Approved"}}, True),
        ({"_validation_status": {"uid": "validation_status_on_hold"}}, True),
        ({"_validation_status": {"uid": "validation_status_approved"}}, False),
        ({"_validation_status": {}}, False),
        ({"__system": {"reviewState": "rejected"}}, True),
        ({"__system": {"reviewState": "hasIssues"}}, True),
        ({"__system": {"reviewState": None}}, False),
        ({"__system": "gone", "_validation_status": [1]}, False),
    ],
)
def test_a_submission_that_is_not_approved_is_held_with_its_rows(tmp_path: Path, state: dict, is_held: bool) -> None:
    report = check([sent(tmp_path, [SERVER | PROJECT | state | {"funds": [FUND]}])])
    assert of_reader(report) == [("FIL-034", "error", 1)] * 2 * is_held
    assert report.files[0].rows_held == 2 * is_held


def test_the_state_of_a_submission_is_seen_in_a_table_too(tmp_path: Path) -> None:
    lines = ["title,objectives,_uuid,_validation_status", "Hill,C2,u,Not Approved", "Dale,C2,v,Approved"]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    assert of_reader(check([tmp_path / "a.csv"])) == [("FIL-034", "error", 2)]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a", "a.xml"])
def test_a_form_is_known_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert len(reading(tmp_path, [PROJECT], name).tables["projects"]) == 1
    (tmp_path / "wide.json").write_text(json.dumps([PROJECT]), encoding="utf-16")
    assert len(read(tmp_path / "wide.json", tmp_path).tables["projects"]) == 1


def test_a_table_that_begins_with_a_bracket_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[No.] Number,Title,Objectives\n1,Hill soils,C2\n")
    assert read(tmp_path / "a.json", tmp_path).tables["projects"]["title"].tolist() == ["Hill soils"]
