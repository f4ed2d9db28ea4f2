"""Reports of a day that has not come: they are told, and speak no longer than others do."""

import pytest

from tests.sending_rows import answered

PROJECT = {
    "project_id": "MR-1",
    "title": "Moor soils",
    "lead": "Loam Trust",
    "objectives": "A2",
    "countries": "MA",
    "sic_stage": "presented",
    "start": "2026-01-01",
}


@pytest.mark.parametrize("day", ["2026-07-02", "2059-12-31", "2099-01-01"])
def test_a_project_updated_in_a_year_to_come_gives_way_to_what_is_sent_after_it(day: str) -> None:
    first = PROJECT | {"updated_on": day, "asked_amount": "900", "currency": "EUR"}
    second = PROJECT | {"updated_on": "2026-05-01", "asked_amount": "500", "currency": "EUR"}
    answer = answered({"1.csv": {"projects": [first]}, "2.csv": {"projects": [second]}})
    current = answer.tables["projects"][answer.tables["projects"]["is_current"].astype(bool)]
    assert current["asked_amount"].tolist() == [500]
    assert answer.said("PRJ-013") == [("1.csv", 2)]


@pytest.mark.parametrize("day", ["2026-07-02", "2059-12-31"])
def test_a_step_described_in_a_year_to_come_gives_way_to_what_is_sent_after_it(day: str) -> None:
    first = {"milestone": "F3.2a", "state": "reached", "reached_on": "2025-01-01", "as_of": day}
    second = {"milestone": "F3.2a", "state": "under_way", "as_of": "2026-05-01"}
    answer = answered({"1.csv": {"milestones": [first]}, "2.csv": {"milestones": [second]}})
    steps = answer.tables["milestones"]
    assert steps.loc[steps["milestone_code"].eq("F3.2a"), "state"].tolist() == ["under_way"]
    assert answer.said("MIL-004") == [("1.csv", 2)]


def test_the_later_date_still_speaks_where_both_have_been() -> None:
    first, second = (
        PROJECT | {"updated_on": day, "area_ha": area} for day, area in (("2026-06-01", "7"), ("2026-05-01", "9"))
    )
    answer = answered({"1.csv": {"projects": [first]}, "2.csv": {"projects": [second]}})
    current = answer.tables["projects"][answer.tables["projects"]["is_current"].astype(bool)]
    assert current["area_ha"].tolist() == [7] and not answer.said("PRJ-013")
