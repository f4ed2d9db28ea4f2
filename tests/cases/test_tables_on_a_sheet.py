"""Cover blocks above a table, tables below each other, headers in two rows: no row is read under the wrong headers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.feedback.checking import Report, check

PROJECTS = "Project ID,Title,Objectives,Countries,Asked amount,Currency"
FUNDING = "Project,Funder,Amount,Currency,State,Date"
PROJECT = "P{0},Soils of hill {0},C2,Kenya,1000,EUR"
GRANT = "P1,Loam Fund,{0},EUR,committed,2025-03-01"
COVERS = {
    "organisation": ["Organisation,Country,Type of organisation", "Loam Trust,Kenya,NGO"],
    "activity": ["Title,Type,Date", "Call for projects,report,2025-01-01"],
    "budget": ["Year,Item,Amount", "2025,available,9"],
}


def judged(folder: Path, lines: list[str]) -> Report:
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check([folder / "a.csv"])


def findings_of(report: Report) -> list[tuple[str, str, int]]:
    found = report.problems[report.problems["rule_id"].isin(["FIL-029", "FIL-030"])]
    return [
        (rule, severity, int(row)) for rule, severity, row in found[["rule_id", "severity", "source_row"]].to_numpy()
    ]


@pytest.mark.parametrize("cover", COVERS)
@pytest.mark.parametrize("between", [[], [""], ["", ",,,,,"]])
def test_the_table_below_a_cover_is_read_and_the_cover_is_told(tmp_path: Path, cover: str, between: list[str]) -> None:
    report = judged(tmp_path, [*COVERS[cover], *between, PROJECTS, PROJECT.format(1), PROJECT.format(2)])
    assert (report.files[0].streams, report.files[0].rows_admitted) == (("projects",), 2)
    assert findings_of(report) == [("FIL-030", "warning", 1)]


@given(projects=st.integers(1, 40), grants=st.integers(1, 5), blank=st.booleans())
@settings(max_examples=15, deadline=None)
def test_two_tables_below_each_other_are_read_as_two(
    tmp_path_factory: pytest.TempPathFactory, projects: int, grants: int, blank: bool
) -> None:
    above = [PROJECTS, *(PROJECT.format(number) for number in range(1, projects + 1)), *[""] * blank]
    report = judged(tmp_path_factory.mktemp("two"), [*above, FUNDING, *map(GRANT.format, range(1, grants + 1))])
    assert report.files[0].rows_held == 0
    assert len(report.tables["projects"]) == projects and len(report.tables["contributions"]) == grants
    assert findings_of(report) == [("FIL-029", "info", len(above) + 1)]


def test_headers_that_come_again_are_no_row(tmp_path: Path) -> None:
    lines = [PROJECTS, *(PROJECT.format(number) for number in range(1, 41)), PROJECTS, PROJECT.format(41)]
    report = judged(tmp_path, lines)
    assert (report.files[0].rows_read, report.files[0].rows_held) == (41, 0)
    assert findings_of(report) == [("FIL-029", "info", 42)]


def test_rows_under_headers_that_lack_a_column_are_not_read_under_the_others(tmp_path: Path) -> None:
    report = judged(tmp_path, [PROJECTS, PROJECT.format(1), "Funder,Amount,Currency,Grant ID", "Loam Fund,5,EUR,G1"])
    assert (report.files[0].streams, report.files[0].rows_read) == (("projects",), 1)
    assert findings_of(report) == [("FIL-030", "warning", 3)]


def test_a_table_without_a_needed_column_is_refused_though_its_cover_is_complete(tmp_path: Path) -> None:
    lines = [*COVERS["organisation"], "Title,Countries,Start,Asked amount,Currency", "Soils,Kenya,2025,9,EUR"]
    assert judged(tmp_path, lines).problems["rule_id"].tolist() == ["FIL-016"]


@pytest.mark.parametrize(
    "above", [["Our projects"], ["Projects of 2025,,,,,", "as of March"], ["Titre,Objectifs,Pays"]]
)
def test_a_title_or_the_headers_in_another_language_above_are_no_table(tmp_path: Path, above: list[str]) -> None:
    report = judged(tmp_path, [*above, PROJECTS, PROJECT.format(1)])
    assert (report.files[0].rows_read, report.files[0].rows_held, findings_of(report)) == (1, 0, [])
