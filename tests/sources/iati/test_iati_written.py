"""Activities as we write them are IATI 2.03, and our reader and admission give back what was written."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from sources.admission.admitting import Admission, admit
from sources.feedback.checking import ORIGIN
from sources.files.reading import read, stack
from sources.iati import ours
from sources.names.reference import load
from tests.iati_standard import PUBLISHED_STANDARD, faults
from tests.sources.iati.sent_projects import ALPHA_2, AS_OF, PROJECTS, Project, file_of, identifier

# What is written, and where it stands when it was read again.
PROJECT_AGAIN = {
    **{name: name for name in ("title", "summary", "lead_name", "currency_code", "kind", "sic_stage", "practices")},
    **{name: name for name in ("sdgs", "sectors", "starts_on", "ends_on", "updated_on")},
    "status_code": "activity_status_code",
    "call": "call_code",
}
MONEY_AGAIN = {
    **{name: name for name in ("amount", "currency_code", "value_on", "funder_name", "receiver_name")},
    "type_code": "transaction_type_code",
}

PLAIN: Project = {
    **{"title": "Soil", "lead_name": "Terrace League", "status_code": "2", "starts_on": date(2025, 1, 1)},
    **{"is_start_actual": True, ours.OBJECTIVES: [], ours.PLACES: [], "money": []},
}


def admitted(folder: Path, content: bytes) -> Admission:
    """What our reader and admission make of a file."""
    path = folder / "activities.xml"
    path.write_bytes(content)
    return admit(stack([read(path, folder)], ORIGIN), load(), AS_OF)


def rows_of(table: pd.DataFrame, columns: Iterable[str]) -> list[tuple]:
    """The rows, what is missing as None."""
    cells = table[list(columns)].astype(object)
    return list(cells.where(cells.notna(), None).itertuples(index=False, name=None))


def again(row: dict[str, Any], names: dict[str, str]) -> tuple:
    """The values of a row as they are to be read again."""
    values = [row[name] for name in names]
    return tuple(pd.Timestamp(value) if isinstance(value, date) else value for value in values)


def parts(projects: list[Project], name: str) -> list[tuple]:
    return sorted(
        (identifier(number), ALPHA_2.get(code, code), "assumed" if is_assumed else "stated", pytest.approx(share))
        for number, project in enumerate(projects)
        for code, share, is_assumed in project[name]
    )


@settings(
    deadline=None,
    max_examples=4,
    phases=[Phase.reuse, Phase.generate],  # an admission takes too long to look for the smallest example by hundreds
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(some.lists(PROJECTS, min_size=1, max_size=6))
def test_what_is_written_is_read_again_without_loss(tmp_path: Path, projects: list[Project]) -> None:
    tables = admitted(tmp_path, file_of(projects)).tables
    assert rows_of(tables["projects"], ["project_id", *PROJECT_AGAIN.values()]) == [
        (identifier(number), *again(project, PROJECT_AGAIN)) for number, project in enumerate(projects)
    ]
    assert rows_of(tables["contributions"], ["project_id", "contribution_id", *MONEY_AGAIN.values()]) == [
        (identifier(number), f"M{number}-{i}", *again(row, MONEY_AGAIN))
        for number, project in enumerate(projects)
        for i, row in enumerate(project["money"])
    ]
    objectives = tables["project_objectives"]
    shared = ["project_id", "objective_code", "split_basis", "objective_share"]
    assert sorted(rows_of(objectives, shared)) == parts(projects, ours.OBJECTIVES)
    assert set(objectives["link_basis"]) == {"declared"}
    firsts = objectives.loc[objectives["is_primary"], "objective_code"].tolist()
    assert firsts == [project[ours.OBJECTIVES][0][0] for project in projects]
    places = tables["project_countries"]
    places = places.assign(code=places["country_code"].fillna(places["region_code"]))
    shared = ["project_id", "code", "split_basis", "country_share"]
    assert sorted(rows_of(places, shared)) == parts(projects, ours.PLACES)


@PUBLISHED_STANDARD
@settings(deadline=None, max_examples=10)
@given(some.lists(PROJECTS, min_size=1, max_size=6))
def test_what_is_written_keeps_the_schema_and_the_ruleset_of_the_standard(projects: list[Project]) -> None:
    assert faults(file_of(projects), AS_OF) == []


def test_a_text_that_xml_cannot_hold_loses_only_the_signs_that_it_cannot(tmp_path: Path) -> None:
    content = file_of([PLAIN | {"title": "Soil\x0b and\x00 water\ufffe"}])
    assert admitted(tmp_path, content).tables["projects"]["title"].tolist() == ["Soil and water"]


def test_only_an_activity_of_the_initiative_declares_objectives(tmp_path: Path) -> None:
    content = file_of([PLAIN | {ours.OBJECTIVES: [("C2", 1.0, True)]}])
    assert len(admitted(tmp_path, content).tables["project_objectives"]) == 1
    foreign = content.replace(b'<reporting-org ref="4p1000.org"', b'<reporting-org ref="XX-OTHER"')
    tables = admitted(tmp_path, foreign).tables
    assert tables["project_objectives"].empty
    assert tables["projects"]["kind"].tolist() == ["open_record"]
