"""What the senders of a project read of its versions, and when two projects are likely one."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from pipelines.rules.findings import FINDING_COLUMNS
from pipelines.rules.precedence import versions
from pipelines.rules.precedence.updates import PLACE

NO_PLACES = pd.DataFrame(columns=["project_id", *PLACE], dtype="str")
PLAIN: dict[str, Any] = {
    "project_id": "MR-1",
    "version": 1,
    "is_current": True,
    "title": "Moor soils",
    "kind": None,
    "lead_id": None,
    "area_ha": 40.0,
    "activity_status_code": None,
    "origin": "inbox",
    "source_file": "1.csv",
    "source_sheet": None,
    "source_row": 2,
}
NUMBERS = {"version": "Int64", "is_current": "boolean", "area_ha": "float64", "source_row": "Int64"}
TYPES = dict.fromkeys(PLAIN, "str") | NUMBERS
LINK_COLUMNS = {
    "project_objectives": ["objective_code"],
    "project_countries": ["country_code", "region_code"],
    "project_organisations": ["organisation_name", "role"],
}
Link = tuple[str, int, str, str]


def projects(*changes: dict[str, Any]) -> pd.DataFrame:
    """Versions of projects, each the second row of a file of its own: one project, one version, unless a change says more."""
    given = [PLAIN | {"source_file": f"{number}.csv"} | change for number, change in enumerate(changes, start=1)]
    frame = pd.DataFrame(given, columns=list(PLAIN)).astype(TYPES)
    return frame.assign(title_key=frame["title"].str.casefold())


def links(**own: list[tuple]) -> dict[str, pd.DataFrame]:
    """The tables of links: of each row the project, the version, and what it is linked to."""
    return {
        table: pd.DataFrame(own.get(table, []), columns=["project_id", "version", *columns]).astype(
            {"project_id": "str", "version": "Int64", **dict.fromkeys(columns, "str")}
        )
        for table, columns in LINK_COLUMNS.items()
    }


def found(sent: pd.DataFrame, linked: Mapping[str, pd.DataFrame] | None = None, own: pd.DataFrame = NO_PLACES) -> dict:
    """The parameters of each finding, by its rule and the file it is told to."""
    notes = versions.findings(sent, own, linked or links())
    assert list(notes) == list(FINDING_COLUMNS)
    places = zip(notes["rule_id"], notes["source_file"], notes["parameters"], strict=True)
    return {(rule, file): json.loads(text) for rule, file, text in places}


EARLIER = {"is_current": False}


def later(version: int = 2, **said: object) -> dict[str, Any]:
    return {"version": version, **said}


def change(field: str, before: str | None, after: str | None) -> dict[str, Any]:
    return {"field": f"projects.{field}", "before": before, "after": after}


def test_both_senders_read_the_place_of_the_other_version_and_what_changed() -> None:
    sent = projects(EARLIER, later(area_ha=60.0, source_row=7))
    differs = {"case": "changed", "changes": [change("area_ha", "40", "60")]}
    assert found(sent) == {
        ("PRJ-034", "1.csv"): {"file": "2.csv", "row": 7, **differs},
        ("PRJ-033", "2.csv"): {"file": "1.csv", "row": 2, **differs},
    }
    notes = versions.findings(sent, NO_PLACES, links())
    assert notes["severity"].tolist() == ["info", "info"] and notes["stream"].tolist() == ["projects", "projects"]
    assert notes["source_row"].tolist() == [2, 7] and notes["origin"].tolist() == ["inbox", "inbox"]
    assert notes[["column", "value"]].isna().all(axis=None)


def test_of_three_versions_each_is_told_of_the_next_and_of_the_one_before() -> None:
    sent = projects(EARLIER, later(is_current=False, source_row=None), later(3, area_ha=None))
    notes = found(sent)
    same = {"case": "same"}
    gone = {"case": "changed", "changes": [change("area_ha", "40", None)]}
    assert notes == {
        ("PRJ-034", "1.csv"): {"file": "2.csv", "row": None, **same},
        ("PRJ-034", "2.csv"): {"file": "3.csv", "row": 2, **gone},
        ("PRJ-033", "2.csv"): {"file": "1.csv", "row": 2, **same},
        ("PRJ-033", "3.csv"): {"file": "2.csv", "row": None, **gone},
    }


def test_a_project_sent_once_is_told_nothing() -> None:
    assert found(projects({}, {"project_id": "MR-2", "title": "Fen soils"})) == {}
    assert found(projects({}).head(0)) == {}


def test_links_that_changed_are_told_as_lists_field_by_field() -> None:
    linked = links(
        project_objectives=[("MR-1", 1, "C3"), ("MR-1", 1, "A2"), ("MR-1", 2, "A2"), ("MR-2", 1, "B1")],
        project_countries=[("MR-1", 1, "KEN", None), ("MR-1", 1, None, "africa"), ("MR-1", 2, "KEN", None)],
        project_organisations=[
            ("MR-1", 1, "Marl Union", "partner"),
            ("MR-1", 1, "Silt Fund", "funder"),
            ("MR-1", 2, "Silt Fund", "partner"),
            ("MR-1", 1, "Loam Trust", "lead"),
        ],
    )
    notes = found(projects(EARLIER, later()), linked)
    assert notes["PRJ-033", "2.csv"]["changes"] == [
        change("objectives", "A2;C3", "A2"),
        change("regions", "africa", None),
        change("partners", "Marl Union", "Silt Fund"),
        change("funders", "Silt Fund", None),
    ]


def test_a_version_that_names_no_place_is_told_which_places_stay() -> None:
    stay = links(project_countries=[("MR-1", version, code, None) for version in (1, 2) for code in ("KEN", "TUN")])
    sent = projects(EARLIER, later())
    notes = versions.findings(sent, NO_PLACES, stay).set_index("rule_id")
    assert notes.loc["PRJ-036", ["source_file", "severity", "column"]].tolist() == ["2.csv", "info", "countries"]
    assert json.loads(notes.loc["PRJ-036", "parameters"]) == {"places": ["KEN", "TUN"]}
    regions = links(project_countries=[("MR-1", version, None, "africa") for version in (1, 2)])
    assert found(sent, regions)["PRJ-036", "2.csv"] == {"places": ["africa"]}
    assert ("PRJ-036", "2.csv") not in found(sent)


@pytest.mark.parametrize(
    ("named", "is_told"),
    [
        ({}, False),  # the later version names a place of its own
        ({"source_file": "1.csv"}, True),
        ({"source_row": 9}, True),
        ({"origin": "iati"}, True),
        ({"source_sheet": "two"}, True),
        ({"project_id": "MR-2"}, True),
    ],
)
def test_a_place_is_named_by_the_row_it_stands_in(named: dict[str, Any], is_told: bool) -> None:
    own = {
        "project_id": "MR-1",
        "origin": "inbox",
        "source_file": "2.csv",
        "source_sheet": None,
        "source_row": 2,
    } | named
    places = pd.DataFrame([own]).astype({"source_sheet": "str", "source_row": "Int64"})
    linked = links(project_countries=[("MR-1", 1, "KEN", None), ("MR-1", 2, "KEN", None)])
    assert (("PRJ-036", "2.csv") in found(projects(EARLIER, later()), linked, places)) == is_told


OTHER = {"project_id": "Q-9", "source_row": 5}
IN_KENYA = links(project_countries=[("MR-1", 1, "KEN", None), ("Q-9", 1, "KEN", None)])


def test_one_title_and_one_place_under_two_identifiers_is_told_to_both() -> None:
    notes = versions.findings(projects({}, OTHER), NO_PLACES, IN_KENYA)
    assert notes[["rule_id", "severity", "column", "source_file"]].to_numpy().tolist() == [
        ["PRJ-035", "warning", "title", "1.csv"],
        ["PRJ-035", "warning", "title", "2.csv"],
    ]
    assert found(projects({}, OTHER), IN_KENYA) == {
        ("PRJ-035", "1.csv"): {"own": "MR-1", "other": "Q-9", "file": "2.csv", "row": 5},
        ("PRJ-035", "2.csv"): {"own": "Q-9", "other": "MR-1", "file": "1.csv", "row": 2},
    }


def is_told_as_one(*sent: dict[str, Any], places: Mapping[str, pd.DataFrame] = IN_KENYA) -> bool:
    return any(rule == "PRJ-035" for rule, _ in found(projects(*sent), places))


def test_a_lead_or_a_region_in_common_is_enough_and_neither_is_not() -> None:
    assert is_told_as_one({"lead_id": "loam"}, OTHER | {"lead_id": "loam"}, places=links())
    assert not is_told_as_one({"lead_id": "loam"}, OTHER | {"lead_id": "silt"}, places=links())
    assert not is_told_as_one({}, OTHER, places=links())
    region = links(project_countries=[("MR-1", 1, None, "africa"), ("Q-9", 1, None, "africa")])
    assert is_told_as_one({}, OTHER, places=region)
    two = [("MR-1", 1, "KEN", None), ("MR-1", 1, "TUN", None), ("Q-9", 1, "TUN", None)]
    assert is_told_as_one({}, OTHER, places=links(project_countries=two))
    apart = links(project_countries=[("MR-1", 1, "KEN", None), ("Q-9", 1, "TUN", None)])
    assert not is_told_as_one({}, OTHER, places=apart)
    only_one = links(project_countries=[("MR-1", 1, "KEN", None)])
    assert not is_told_as_one({}, OTHER, places=only_one) and not is_told_as_one(OTHER, {}, places=only_one)


def test_other_titles_no_titles_and_versions_that_do_not_count_are_never_told_as_one() -> None:
    assert not is_told_as_one({}, OTHER | {"title": "Fen soils"})
    assert not is_told_as_one(EARLIER, OTHER)
    untitled = projects({}, OTHER).assign(title_key=pd.Series([None, None], dtype="str"))
    assert ("PRJ-035", "1.csv") not in found(untitled, IN_KENYA)


def test_two_activities_of_one_title_are_not_compared_and_an_activity_with_a_row_sent_is() -> None:
    activity = {"activity_status_code": "2"}
    assert not is_told_as_one(activity, OTHER | activity)
    assert is_told_as_one(activity, OTHER) and is_told_as_one({}, OTHER | activity)


def test_only_what_was_sent_is_told_and_the_shipped_record_is_named_to_it() -> None:
    assert set(found(projects({"origin": "record"}, OTHER), IN_KENYA)) == {("PRJ-035", "2.csv")}
    assert set(found(projects({}, OTHER | {"origin": "iati"}), IN_KENYA)) == {("PRJ-035", "1.csv")}
    assert not is_told_as_one({"origin": "record"}, OTHER | {"origin": "record"})


def test_each_of_several_is_compared_with_the_first_of_its_title() -> None:
    places = [("MR-1", 1, "KEN", None), ("Q-9", 1, "TUN", None), ("Z-3", 1, "KEN", None), ("Y-1", 1, "KEN", None)]
    sent = ({}, OTHER, {"project_id": "Z-3"}, {"project_id": "Y-1", "title": "Fen soils"})
    notes = found(projects(*sent), links(project_countries=places))
    assert {file for _, file in notes} == {"1.csv", "3.csv"}
    places[1] = ("Q-9", 1, "KEN", None)
    notes = versions.findings(projects(*sent), NO_PLACES, links(project_countries=places))
    assert notes["source_file"].tolist() == ["1.csv", "2.csv", "1.csv", "3.csv"]
