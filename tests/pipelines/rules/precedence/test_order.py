"""The order in which reports speak is one order, wherever it is asked."""

from itertools import permutations

import pandas as pd
import pytest

from pipelines.rules.precedence.identity import current_versions
from pipelines.rules.precedence.order import (
    DATED,
    EVERY_REPORT,
    in_order,
    last_of_each,
    newest_assessments,
    place_of_file,
)
from tests.factories import rows
from warehouse.contracts.core import ADMITTED

EARLY, LATE = "2026-01-01 08:00", "2026-01-02 08:00"
# Each row speaks after the one above it, for the reason beside it.
SPEAKING = [
    ("record", "2026-03-01", LATE, "z.csv", None, 9),
    ("iati", "2026-02-01", LATE, "z.csv", None, 9),  # its origin
    ("inbox", "2025-12-01", LATE, "z.csv", None, 9),  # its origin
    ("inbox", "2026-01-01", LATE, "z.csv", None, 9),  # its date
    ("inbox", "2026-02-01", EARLY, "z.csv", None, 9),  # its date
    ("inbox", "2026-02-01", LATE, "a.csv", None, 9),  # it was received later
    ("inbox", "2026-02-01", LATE, "b.xlsx", None, 9),  # the name of its file
    ("inbox", "2026-02-01", LATE, "b.xlsx", "one", 9),  # its sheet
    ("inbox", "2026-02-01", LATE, "b.xlsx", "two", 2),  # its sheet
    ("inbox", "2026-02-01", LATE, "b.xlsx", "two", 3),  # its row
]
EVERY = range(len(SPEAKING))
COLUMNS = ["origin", "as_of", "received_at", "source_file", "source_sheet", "source_row"]


def reports(order: list[int] | range = EVERY) -> pd.DataFrame:
    """Reports of one dated step, each known by its place in the order in which they speak."""
    places = {name: [SPEAKING[place][number] for place in order] for number, name in enumerate(COLUMNS)}
    return rows("core.milestones", milestone_code="A1.1a", reached_on=None, **places).assign(place=list(order))


def test_reports_speak_in_one_order_whatever_the_order_of_the_frame() -> None:
    for order in (EVERY, EVERY[::-1], [3, 9, 0, 5, 7, 1, 8, 2, 6, 4]):
        assert in_order(reports(list(order)), key=["milestone_code"], dated="as_of")["place"].tolist() == list(EVERY)


def test_a_missing_date_ranks_nothing_and_takes_the_dates_of_the_others_with_it() -> None:
    """Where one report of a thing gives no date, those of its origin are taken as they were received."""
    days = [("2026-03-01", EARLY), (None, LATE), ("2026-01-01", "2026-01-03 08:00")]
    sent = rows(
        "core.milestones",
        milestone_code=["A1.1a"] * 3 + ["B1.1a"],
        reached_on=None,
        as_of=[day for day, _ in days] + ["2026-01-01"],
        received_at=[received for _, received in days] + [EARLY],
        origin="inbox",
    ).assign(place=range(4))
    key = ["milestone_code"]
    assert last_of_each(sent, key, "as_of")["place"].tolist() == [2, 3]
    assert last_of_each(sent.drop(index=1), key, "as_of")["place"].tolist() == [0, 3]


def test_the_last_report_of_each_thing_stands_in_the_place_it_came_in() -> None:
    sent = pd.concat([reports().assign(milestone_code=code) for code in ("B1.1a", "A1.1a")], ignore_index=True)
    kept = last_of_each(sent, ["milestone_code"], "as_of")
    assert kept[["milestone_code", "place"]].to_numpy().tolist() == [["B1.1a", 9], ["A1.1a", 9]]
    assert kept.columns.tolist() == sent.columns.tolist() and kept.index.tolist() == [0, 1]


@pytest.mark.parametrize("later", range(1, len(SPEAKING)))
def test_versions_and_single_rows_agree_on_who_speaks_last(later: int) -> None:
    pair = reports([later, later - 1])
    projects = rows(
        "core.projects",
        project_id="P",
        updated_on=list(pair["as_of"]),
        **{name: list(pair[name]) for name in COLUMNS if name != "as_of"},
    ).assign(place=pair["place"])
    versions = current_versions(projects)
    assert versions.loc[versions["is_current"].astype(bool), "place"].tolist() == [later]
    assert last_of_each(pair, ["milestone_code"], "as_of")["place"].tolist() == [later]


def test_a_file_has_one_place_and_a_date_inside_it_does_not_move_it() -> None:
    sent = reports()
    files = place_of_file(sent).groupby([sent["origin"], sent["received_at"], sent["source_file"]]).nunique()
    assert (files == 1).all()
    assert place_of_file(sent)[4] < place_of_file(sent)[3] == place_of_file(sent)[2]  # received earlier


def test_what_is_said_of_tables_is_said_of_tables_that_are_admitted() -> None:
    admitted = {contract.name.removeprefix("core."): contract for contract in ADMITTED}
    assert set(admitted) > EVERY_REPORT
    assert all(admitted[name].key for name in set(admitted) - EVERY_REPORT)
    assert all(column in admitted[name].column_names for name, column in DATED.items())


def test_the_newest_assessment_counts_and_of_one_day_the_later_call() -> None:
    sent = [("5", None), ("6", "2024-05-01"), ("7", "2024-05-01"), ("8", "2023-01-01")]
    for order in permutations(sent):
        frame = rows(
            "core.assessments",
            project_id="P",
            call_code=[call for call, _ in order],
            assessed_on=[day for _, day in order],
        )
        assert frame.loc[newest_assessments(frame).to_numpy(dtype=bool), "call_code"].tolist() == ["7"]
