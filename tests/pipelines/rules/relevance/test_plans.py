"""A record that a list shows as in preparation since long ago is told, and stands in no sum of open records."""

from datetime import date

import pytest

from pipelines.rules.relevance import plans
from tests.factories import money, rows

AS_OF = date(2026, 6, 30)


def records(status: str = "1", kind: str = "open_record", starts_on: str | None = None):
    return rows(
        "core.projects",
        project_id="list:1",
        kind=kind,
        is_current=True,
        soil_relevance="core",
        activity_status_code=status,
        starts_on=starts_on,
    )


@pytest.mark.parametrize(
    ("committed_on", "starts_on", "expected"),
    [
        ("2022-12-31", None, True),
        ("2023-01-01", None, False),
        (None, "2022-12-31", True),
        (None, "2023-01-01", False),
        ("2024-05-01", "2019-01-01", False),
        (None, None, False),
    ],
)
def test_a_plan_is_outdated_more_than_three_calendar_years_after_its_year(committed_on, starts_on, expected) -> None:
    given = money(project_id="list:1" if committed_on else "list:2", value_on=committed_on or "2010-01-01")
    assert plans.outdated(records(starts_on=starts_on), given, AS_OF).tolist() == [expected]


@pytest.mark.parametrize(("status", "kind"), [("2", "open_record"), ("4", "open_record"), ("1", "concept")])
def test_what_runs_has_ended_or_was_sent_to_the_initiative_is_no_outdated_plan(status: str, kind: str) -> None:
    given = money(project_id="list:1", value_on="2010-01-01")
    assert plans.outdated(records(status, kind), given, AS_OF).tolist() == [False]


def test_an_outdated_plan_is_told_with_its_year() -> None:
    given = money(project_id="list:1", value_on="2015-01-01")
    projects = records().assign(is_outdated_plan=plans.outdated(records(), given, AS_OF))
    found = plans.findings(projects, given)
    assert found[["rule_id", "severity", "source_file"]].to_numpy().tolist() == [
        ["PRJ-059", "info", projects["source_file"][0]]
    ]
    assert '"year": 2015' in found["parameters"][0]
    assert plans.findings(projects.assign(soil_relevance="none"), given).empty
