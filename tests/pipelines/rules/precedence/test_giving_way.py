"""What the sender of a row reads that gives way to a later one of the same thing: where that one stands, and what differs."""

import json
from typing import Any

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS
from pipelines.rules.precedence.order import origin_rank, superseded

PLAIN: dict[str, Any] = {"call_code": "5", "received_count": 30.0, "as_of": None, "origin": "inbox"}
PLACED: dict[str, Any] = {"source_sheet": None, "source_row": 2, "received_at": "2026-01-01"}
TYPES = {"received_count": "float64", "source_row": "Int64", "received_at": "datetime64[us]", "as_of": "datetime64[us]"}
TEXTS = ["call_code", "origin", "source_file", "source_sheet"]


def reports(*changes: dict[str, Any]) -> pd.DataFrame:
    """Reports of one call, in files that speak in the order of their names."""
    given = [PLAIN | PLACED | {"source_file": f"{n}.csv"} | change for n, change in enumerate(changes, start=1)]
    return pd.DataFrame(given).astype(dict.fromkeys(TEXTS, "str") | TYPES)


def notes(sent: pd.DataFrame, dated: str | None = None) -> list[tuple]:
    """File of each row that gives way, and what its sender reads, in the order in which the rows came."""
    found = superseded(sent, ["call_code"], "calls", dated)
    assert list(found) == list(FINDING_COLUMNS)
    return [(file, json.loads(text)) for file, text in zip(found["source_file"], found["parameters"], strict=True)]


def same(file: str, row: int | None = 2) -> dict[str, Any]:
    return {"case": "same", "file": file, "row": row}


def test_every_earlier_report_is_told_of_the_last_one_and_the_last_one_of_nothing() -> None:
    sent = reports({"source_row": 7}, {"source_row": 8}, {"source_row": 9})
    assert notes(sent) == [("1.csv", same("3.csv", 9)), ("2.csv", same("3.csv", 9))]
    found = superseded(sent, ["call_code"], "calls")
    assert found[["rule_id", "severity", "stream", "source_row"]].to_numpy().tolist() == [
        ["ROW-010", "info", "calls", 7],
        ["ROW-010", "info", "calls", 8],
    ]
    assert found[["column", "value"]].isna().all(axis=None)
    assert found["column"].dtype == "str" and found["value"].dtype == "str"
    # In whichever order they are read, with whatever index.
    turned = sent.iloc[::-1].set_axis([5, 5, 5])
    assert notes(turned) == [("2.csv", same("3.csv", 9)), ("1.csv", same("3.csv", 9))]


def test_what_differs_is_told_before_and_after() -> None:
    sent = reports({}, {"received_count": 42.0, "source_row": None})
    differs = {"field": "calls.received", "before": "30", "after": "42"}
    assert notes(sent) == [("1.csv", {"case": "changed", "file": "2.csv", "row": None, "changes": [differs]})]


def test_each_thing_has_its_own_last_report_and_what_is_sent_once_gives_way_to_nothing() -> None:
    sent = reports({"call_code": "6"}, {}, {"call_code": "6"}, {}, {"call_code": "7"})
    assert notes(sent) == [("1.csv", same("3.csv")), ("2.csv", same("4.csv"))]
    assert notes(reports({}, {"call_code": "6"})) == []
    # A thing without a name is one thing.
    assert notes(reports({"call_code": None}, {"call_code": None}, {})) == [("1.csv", same("2.csv"))]


def test_the_date_that_every_report_gives_itself_decides_who_speaks_last() -> None:
    days = [{"as_of": "2025-03-01"}, {"as_of": "2025-01-01"}, {"call_code": "6"}]
    assert [file for file, _ in notes(reports(*days), "as_of")] == ["2.csv"]
    assert [file for file, _ in notes(reports(*days))] == ["1.csv"]
    assert [file for file, _ in notes(reports(*days, {}), "as_of")] == ["1.csv", "2.csv"]
    nameless = [day | {"call_code": None} for day in days[:2]]
    assert [file for file, _ in notes(reports(*nameless), "as_of")] == ["2.csv"]


def test_the_record_is_ranked_first_and_what_comes_from_nowhere_known_last() -> None:
    origins = pd.Series(["inbox", None, "record", "iati", "other", "inbox"], index=[9, 8, 7, 6, 5, 4], dtype="str")
    assert origin_rank(origins).to_dict() == {9: 2, 8: 3, 7: 0, 6: 1, 5: 3, 4: 2}
