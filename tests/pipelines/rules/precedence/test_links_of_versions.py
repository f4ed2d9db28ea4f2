"""What a version of a project has from the one before it: values, and links to objectives, places and organisations."""

from typing import Any

import pandas as pd
import pytest

from pipelines.rules.precedence.identity import current_versions, of_current, of_versions
from pipelines.rules.precedence.updates import NO_CLEARED, PLACE

PLAIN: dict[str, Any] = {"project_id": "P", "title": "Moor soils", "area_ha": 40.0, "updated_on": None}
PLACED: dict[str, Any] = {"origin": "inbox", "source_sheet": None, "source_row": 2, "received_at": "2026-01-01"}
TYPES = {"source_row": "Int64", "received_at": "datetime64[us]", "updated_on": "datetime64[us]", "area_ha": "float64"}
TEXTS = ["project_id", "title", "origin", "source_file", "source_sheet"]


def sent(*changes: dict[str, Any]) -> pd.DataFrame:
    """Projects as they were sent: P in files 1.csv, 2.csv and so on, which speak in this order."""
    given = [
        PLAIN | PLACED | {"source_file": f"{number}.csv"} | change for number, change in enumerate(changes, start=1)
    ]
    return pd.DataFrame(given).astype(dict.fromkeys(TEXTS, "str") | TYPES)


def emptied(field: str, file: str = "2.csv", stream: str = "projects") -> pd.DataFrame:
    place = {"origin": "inbox", "source_file": file, "source_sheet": None, "source_row": "2"}
    return pd.DataFrame([{"stream": stream, "field": field, **place}], dtype="str")


def linked(column: str, *named: tuple, project: str = "P") -> pd.DataFrame:
    """What a file links its project to: file, name and, of an organisation, its role."""
    columns = ["source_file", column, "role"][: len(named[0])]
    placed = {name: value for name, value in PLACED.items() if name != "received_at"} | {"project_id": project}
    frame = pd.DataFrame(named, columns=columns).assign(**placed)
    return frame.astype(
        dict.fromkeys([*columns, "project_id", "origin", "source_sheet"], "str") | {"source_row": "Int64"}
    )


def by_version(links: pd.DataFrame, column: str) -> dict:
    return {place: sorted(names) for place, names in links.groupby(["project_id", "version"])[column]}


def objectives(links: pd.DataFrame, versions: pd.DataFrame, cleared: pd.DataFrame = NO_CLEARED) -> dict:
    return by_version(of_versions(links, "project_objectives", versions, cleared), "objective_code")


THREE = current_versions(sent({}, {}, {}))


def test_a_version_that_names_no_objective_has_those_of_the_version_before() -> None:
    links = linked("objective_code", ("1.csv", "A1"), ("1.csv", "B2"), ("3.csv", "C3"))
    assert objectives(links, THREE) == {("P", 1): ["A1", "B2"], ("P", 2): ["A1", "B2"], ("P", 3): ["C3"]}
    found = of_versions(links, "project_objectives", THREE)
    assert sorted(found.columns) == ["objective_code", "project_id", "version"]
    assert of_current(found, THREE).to_dict("records") == [{"project_id": "P", "objective_code": "C3"}]
    first = linked("objective_code", ("1.csv", "A1"))
    assert objectives(first, THREE) == {("P", 1): ["A1"], ("P", 2): ["A1"], ("P", 3): ["A1"]}
    second = linked("objective_code", ("2.csv", "A1"))
    assert objectives(second, THREE) == {("P", 2): ["A1"], ("P", 3): ["A1"]}
    # Links come in any order.
    assert objectives(links.iloc[::-1], THREE) == objectives(links, THREE)


def test_each_project_has_its_own_links_though_two_of_them_share_a_row() -> None:
    """Activities of one line of XML share file and row."""
    versions = current_versions(sent({}, {}, {"project_id": "Q", "source_file": "1.csv"}))
    links = pd.concat(
        [linked("objective_code", ("1.csv", "A1")), linked("objective_code", ("1.csv", "B2"), project="Q")]
    )
    assert objectives(links, versions) == {("P", 1): ["A1"], ("P", 2): ["A1"], ("Q", 1): ["B2"]}


def test_links_of_projects_that_were_sent_once_are_their_own() -> None:
    versions = current_versions(sent({}, {"project_id": "Q"}))
    links = linked("objective_code", ("1.csv", "A1"))
    found = of_versions(links, "project_objectives", versions)
    assert found.to_dict("records") == [{"project_id": "P", "objective_code": "A1", "version": 1}]
    none = of_versions(links.head(0), "project_objectives", THREE)
    assert none.empty and sorted(none.columns) == ["objective_code", "project_id", "version"]


def test_a_row_that_is_two_versions_doubles_no_link_in_silence() -> None:
    with pytest.raises(pd.errors.MergeError):
        objectives(linked("objective_code", ("1.csv", "A1")), pd.concat([THREE, THREE]))


def organisations(links: pd.DataFrame, cleared: pd.DataFrame = NO_CLEARED) -> dict:
    found = of_versions(links, "project_organisations", THREE, cleared)
    return {place: sorted(names) for place, names in found.groupby(["version", "role"])["organisation_name"]}


GIVEN = [("1.csv", "Marl Union", "partner"), ("1.csv", "Silt Fund", "funder"), ("1.csv", "Loam Trust", "lead")]


def test_partners_funders_and_the_lead_are_links_of_their_own() -> None:
    found = organisations(linked("organisation_name", *GIVEN, ("2.csv", "Peat Lab", "partner")))
    assert [found[version, "partner"] for version in (1, 2, 3)] == [["Marl Union"], ["Peat Lab"], ["Peat Lab"]]
    assert [found[version, "funder"] for version in (1, 2, 3)] == [["Silt Fund"]] * 3
    assert [found[version, "lead"] for version in (1, 2, 3)] == [["Loam Trust"]] * 3


def test_links_that_were_emptied_stay_so_and_no_others() -> None:
    links = linked("organisation_name", *GIVEN)
    for field, role in (("partners", "partner"), ("funders", "funder"), ("lead", "lead")):
        found = organisations(links, emptied(field))
        assert [version for version, of in found if of == role] == [1]
        assert len(found) == 1 + 2 * 3
    for other in (
        emptied("countries"),
        emptied("title"),
        emptied("partners", stream="funding"),
        emptied("partners", "9.csv"),
    ):
        assert len(organisations(links, other)) == 3 * 3
    nowhere = emptied("partners").assign(source_row=pd.Series([None], dtype="str"))
    assert len(organisations(links, nowhere)) == 3 * 3
    again = linked("organisation_name", *GIVEN, ("3.csv", "Peat Lab", "partner"))
    found = organisations(again, emptied("partners"))
    assert (1, "partner") in found and (2, "partner") not in found and found[3, "partner"] == ["Peat Lab"]
    # Who empties the partners and names one in the same row names it.
    both = linked("organisation_name", *GIVEN, ("2.csv", "Peat Lab", "partner"))
    found = organisations(both, emptied("partners"))
    assert [found[version, "partner"] for version in (1, 2, 3)] == [["Marl Union"], ["Peat Lab"], ["Peat Lab"]]


def test_places_and_objectives_are_emptied_by_their_own_fields() -> None:
    places = linked("country_code", ("1.csv", "KEN"))
    for field, versions in (("countries", [1]), ("regions", [1]), ("objectives", [1, 2, 3])):
        found = of_versions(places, "project_countries", THREE, emptied(field))
        assert sorted(found["version"]) == versions
    links = linked("objective_code", ("1.csv", "A1"))
    assert objectives(links, THREE, emptied("objectives")) == {("P", 1): ["A1"]}
    assert objectives(links, THREE, emptied("objectives", file="3.csv")) == {("P", 1): ["A1"], ("P", 2): ["A1"]}


def test_versions_count_up_from_one_project_by_project_and_the_last_is_current() -> None:
    versions = current_versions(sent({"project_id": "Q"}, {}, {"project_id": "Q"}))
    assert versions[["project_id", "source_file", "version", "is_current"]].to_numpy().tolist() == [
        ["P", "2.csv", 1, True],
        ["Q", "1.csv", 1, False],
        ["Q", "3.csv", 2, True],
    ]
    assert versions["version"].dtype == "Int64" and versions["is_current"].dtype == "boolean"
    assert versions.index.tolist() == [0, 1, 2]
    assert set(versions) == {*PLAIN, *PLACED, "source_file", "version", "is_current"}


def test_a_version_is_dated_by_its_update_where_all_versions_of_its_project_are() -> None:
    days = [("P", "2026-03-01"), ("P", "2026-02-01"), ("Q", None), ("Q", "2026-01-01")]
    versions = current_versions(sent(*({"project_id": name, "updated_on": day} for name, day in days)))
    current = versions.loc[versions["is_current"].astype(bool), ["project_id", "source_file"]]
    assert current.to_numpy().tolist() == [["P", "1.csv"], ["Q", "4.csv"]]


def test_a_version_keeps_the_values_it_leaves_blank_but_not_where_it_stood() -> None:
    blank = {"area_ha": None, "source_row": None, "title": "Fen soils"}
    versions = current_versions(sent({"source_sheet": "one"}, blank, blank))
    assert versions["area_ha"].tolist() == [40.0] * 3
    assert versions["title"].tolist() == ["Moor soils", "Fen soils", "Fen soils"]
    assert versions["source_row"].isna().tolist() == [False, True, True]
    assert versions["source_sheet"].isna().tolist() == [False, True, True]
    assert versions[PLACE].columns.tolist() == PLACE


def test_a_value_that_was_emptied_stays_empty_and_that_of_another_stream_does_not_empty_it() -> None:
    blank = {"area_ha": None}
    for stream, expected in (("projects", [40.0, 0.0, 0.0]), ("funding", [40.0] * 3)):
        found = current_versions(sent({}, blank, blank), emptied("area_ha", stream=stream))
        assert found["area_ha"].fillna(0).tolist() == expected
