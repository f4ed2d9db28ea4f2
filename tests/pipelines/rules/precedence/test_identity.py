"""Which version of a project counts, and which links stay with it."""

import pandas as pd

from pipelines.rules.precedence.identity import current_versions, distinct_ids, of_current, of_versions
from tests.factories import rows


def projects(**columns: object) -> pd.DataFrame:
    return rows("core.projects", **columns).drop(columns=["version", "is_current"])


def test_the_inbox_speaks_after_iati_and_iati_after_the_record() -> None:
    sent = projects(
        project_id=["P"] * 3, origin=["inbox", "record", "iati"], updated_on=[None, "2026-02-01", "2026-03-01"]
    )
    versions = current_versions(sent)
    assert list(versions["origin"]) == ["record", "iati", "inbox"]
    assert list(versions["version"]) == [1, 2, 3]
    assert list(versions["is_current"]) == [False, False, True]


def test_within_an_origin_the_last_update_counts_where_every_version_has_one() -> None:
    days = ["2026-03-01", "2026-02-01", "2026-01-01"]
    for updated, expected in ((days, {"c": 1, "b": 2, "a": 3}), ([days[0], None, days[2]], {"a": 1, "b": 2, "c": 3})):
        sent = projects(project_id=["P"] * 3, origin="iati", updated_on=updated, source_file=["a", "b", "c"])
        assert current_versions(sent).set_index("source_file")["version"].to_dict() == expected


def test_links_of_older_versions_are_left_behind_unless_the_last_one_has_none() -> None:
    versions = current_versions(
        projects(
            project_id=["P", "P", "Q"],
            origin=["iati", "inbox", "iati"],
            source_file=["x.xml", "form.csv", "x.xml"],
            source_sheet=[None, None, None],
            source_row=[5, 2, 9],
        )
    )
    links = pd.DataFrame(
        {
            "project_id": ["P", "P", "Q"],
            "objective_code": ["A1", "B1", "C1"],
            "origin": ["iati", "inbox", "iati"],
            "source_file": ["x.xml", "form.csv", "x.xml"],
            "source_sheet": [None, None, None],
            "source_row": [5, 2, 9],
        }
    )
    kept = of_current(of_versions(links, "project_objectives", versions), versions)
    assert kept.to_dict("list") == {"project_id": ["P", "Q"], "objective_code": ["B1", "C1"]}
    older = of_current(of_versions(links[links["origin"] == "iati"], "project_objectives", versions), versions)
    assert older["objective_code"].tolist() == ["A1", "C1"]


def test_identifiers_get_no_more_than_they_need_and_stay_with_their_rows() -> None:
    sent = rows("core.contributions", contribution_id=["7", "7", "7", "8"], source_file="x", source_row=[1, 1, 1, 4])
    found = distinct_ids(sent.set_axis([5, 3, 9, 1]), "contribution_id")
    assert found.to_dict() == {5: "7~x:1", 3: "7~x:1.2", 9: "7~x:1.3", 1: "8"}
    assert distinct_ids(sent.tail(2), "contribution_id").tolist() == ["7", "8"]
    assert sent["contribution_id"].tolist() == ["7", "7", "7", "8"]


def test_rows_numbered_alike_in_two_files_get_distinct_identifiers() -> None:
    sent = rows(
        "core.contributions",
        contribution_id=["1", "1", "2", "7", "7"],
        source_file=["a", "b", "a", "x", "x"],
        source_row=[2, 2, 3, 1, 1],
    )
    assert list(distinct_ids(sent, "contribution_id")) == ["1~a:2", "1~b:2", "2", "7~x:1", "7~x:1.2"]
