"""Several reports of one observation: a correction counts alone, a contradiction leaves no value, and both give a finding."""

import itertools
from datetime import date
from typing import Any

import pandas as pd
import pytest

from pipelines.rules.findings import FINDING_COLUMNS
from pipelines.rules.precedence.corrections import apply_corrections
from pipelines.rules.progress.plausibility import plausibility_findings
from sources.feedback.wording import in_words
from tests.progress_cases import an_indicator, indicators_frame

AS_OF = date(2025, 12, 31)
EARLY, LATE = pd.Timestamp("2025-01-01"), pd.Timestamp("2025-06-01")
COLUMNS = [
    "observation_id",
    "indicator_code",
    "observed_on",
    "value",
    "numerator",
    "denominator",
    "country_code",
    "region_code",
    "status",
    "evidence",
    "origin",
    "source_file",
    "source_sheet",
    "source_row",
    "received_at",
]
PAPER, REPORT = "https://example.org/paper", "https://example.org/report"


def worded(found: pd.DataFrame) -> pd.Series:
    return in_words(found, "en")["message"]


def reports(*changes: dict[str, Any]) -> pd.DataFrame:
    """Approved reports of X1.1 on one day from one paper, one per change, each in a file of its own unless a change names one."""
    given = [
        {
            **dict.fromkeys(COLUMNS),
            **{"observation_id": f"o{n}", "indicator_code": "X1.1", "observed_on": AS_OF, "value": 40.0 + n},
            **{"status": "approved", "evidence": PAPER, "origin": "inbox", "source_file": f"{n}.csv"},
            **{"source_row": n + 2, "received_at": EARLY},
            **change,
        }
        for n, change in enumerate(changes)
    ]
    frame = pd.DataFrame(given, columns=COLUMNS)
    numbers = dict.fromkeys(["value", "numerator", "denominator"], float)
    texts = dict.fromkeys(["country_code", "region_code", "status", "evidence", "origin", "source_file"], "str")
    return frame.assign(observed_on=pd.to_datetime(frame["observed_on"])).astype({**numbers, **texts})


def values(observations: pd.DataFrame) -> list[float]:
    return apply_corrections(observations)[0]["value"].tolist()


@pytest.mark.parametrize(
    "later",
    [
        {"received_at": LATE},
        {"received_at": LATE, "evidence": " HTTPS://example.org/Paper "},
        {"origin": "inbox", "source_file": "1.csv"},  # received at one time: the name of the file decides
    ],
)
def test_the_same_evidence_restated_later_is_a_correction(later):
    sent = reports({}, later)
    assert values(sent) == [41]
    findings = apply_corrections(sent)[1]
    assert findings[["rule_id", "severity", "source_file", "source_row", "value"]].to_numpy().tolist() == [
        ["OBS-116", "info", "0.csv", 2, "40 (approved)"]
    ]
    assert worded(findings).item().endswith("that report counts: 1.csv, row 3: 41 (approved).")


def test_what_is_sent_corrects_what_is_shipped_whenever_it_was_received():
    assert values(reports({"origin": "record", "received_at": LATE}, {})) == [41]


def test_the_order_of_the_rows_does_not_matter():
    given = [{"value": 1.0}, {"value": 2.0, "received_at": LATE}, {"value": 3.0, "evidence": REPORT}]
    for order in itertools.permutations(enumerate(given)):
        sent = reports(*(change | {"source_file": f"{n}.csv"} for n, change in order))
        assert sorted(values(sent)) == [2, 3]


@pytest.mark.parametrize(
    "other",
    [
        {"evidence": REPORT, "received_at": LATE},
        {"evidence": None, "received_at": LATE},
        {"source_file": "0.csv"},
    ],
)
def test_other_evidence_none_or_the_same_file_contradicts(other):
    sent = reports({}, other)
    assert values(sent) == [40, 41]
    assert apply_corrections(sent)[1].empty and list(apply_corrections(sent)[1]) == list(FINDING_COLUMNS)
    found = plausibility_findings(indicators_frame(an_indicator()), apply_corrections(sent)[0], AS_OF)
    assert found["rule_id"].tolist() == ["OBS-106", "OBS-106"]
    assert worded(found).str.contains(f"also has 41 in {sent['source_file'][1]}, row 3.").tolist() == [True, False]
    assert worded(found).str.contains("also has 40 in 0.csv, row 2.").tolist() == [False, True]


def test_two_reports_without_evidence_from_two_files_contradict_too():
    assert values(reports({"evidence": None}, {"evidence": None, "received_at": LATE})) == [40, 41]


def test_an_approved_value_is_withdrawn_by_its_own_evidence():
    sent = reports({}, {"evidence": REPORT}, {"value": 40.0, "status": "rejected", "received_at": LATE})
    kept = apply_corrections(sent)[0]
    assert kept["status"].tolist() == ["approved", "rejected"]
    assert plausibility_findings(indicators_frame(an_indicator()), kept, AS_OF).empty
    assert worded(apply_corrections(sent)[1]).str.contains("40 (rejected)", regex=False).all()


def test_a_later_draft_waits_beside_the_approved_value_and_an_earlier_one_gives_way():
    assert values(reports({}, {"status": "draft", "received_at": LATE})) == [40, 41]
    assert values(reports({"status": "draft"}, {"received_at": LATE})) == [41]
    both = reports({"status": "draft"}, {"status": "checked", "received_at": LATE})
    assert values(both) == [41]


def test_the_same_sent_again_is_told_as_such_and_other_places_and_dates_are_other_observations():
    again = reports({"value": 40.0}, {"value": 40.0, "received_at": LATE})
    assert values(again) == [40]
    findings = apply_corrections(again)[1]
    assert list(findings) == list(FINDING_COLUMNS)
    assert worded(findings).tolist() == [
        "The same observation is reported again later, and that report counts: 1.csv, row 3."
    ]
    for other in ({"country_code": "KEN"}, {"region_code": "africa"}, {"observed_on": date(2024, 12, 31)}):
        sent = reports({}, other | {"received_at": LATE})
        assert values(sent) == [40, 41]
        assert plausibility_findings(indicators_frame(an_indicator()), sent, AS_OF).empty


def test_shares_given_by_their_parts_contradict_as_values_do():
    share = indicators_frame(an_indicator(kind="share", unit="% of parties"))
    parts = {"value": None, "numerator": 28.0, "denominator": 196.0}
    sent = reports(parts, {"value": 20.0, "evidence": REPORT, "source_file": "b.csv"})
    findings = plausibility_findings(share, sent, AS_OF)
    assert findings["rule_id"].tolist() == ["OBS-106", "OBS-106"]
    assert (
        worded(findings).iloc[1].startswith("Two approved values for one date differ")
        and "14.2857 in" in worded(findings).iloc[1]
    )
    corrected = reports(parts, {"received_at": LATE} | parts | {"numerator": 29.0})
    assert "29 of 196 (approved)" in worded(apply_corrections(corrected)[1]).item()


def test_no_observations_are_no_reports():
    none = reports()
    assert apply_corrections(none)[0].empty
    assert apply_corrections(none)[1].empty


def test_a_later_file_that_contradicts_itself_puts_the_earlier_report_aside_and_both_of_its_rows_stand():
    again = {"received_at": LATE, "source_file": "again.csv"}
    sent = reports({}, again, again)
    kept = apply_corrections(sent)[0]
    assert kept["value"].tolist() == [41, 42]
    assert kept.columns.tolist() == sent.columns.tolist()
    findings = apply_corrections(sent)[1]
    assert findings[["stream", "column", "origin", "source_row"]].to_numpy().tolist() == [
        ["observations", "value", "inbox", 2]
    ]
    assert worded(findings).item().endswith("again.csv, row 4: 42 (approved).")
    assert in_words(findings, "en")["fix"].item().startswith("Nothing, if the later report is right")


def test_a_status_alone_is_a_correction_and_so_is_a_value_where_there_was_none():
    assert (
        len(apply_corrections(reports({"value": 40.0, "status": "draft"}, {"value": 40.0, "received_at": LATE}))[1])
        == 1
    )
    parts = {"value": None, "numerator": 28.0, "denominator": 196.0}
    found = apply_corrections(reports(parts, {"received_at": LATE}))[1]
    assert found["value"].tolist() == ["28 of 196 (approved)"]
    assert worded(found).item().endswith("that report counts: 1.csv, row 3: 41 (approved).")


def test_a_report_that_stands_in_no_row_is_named_by_its_file() -> None:
    """The one that gives way may come first or last; each is told its own value."""
    sent = reports({"received_at": LATE, "source_row": None}, {}, {"evidence": REPORT})
    found = apply_corrections(sent)[1]
    assert found["value"].tolist() == ["41 (approved)"]
    assert '"file": "0.csv", "row": null' in found["parameters"].item()


def test_the_same_text_without_evidence_in_one_file_is_no_evidence_of_another():
    unnamed = {"evidence": None, "source_file": "a.csv"}
    assert values(reports({**unnamed, "origin": "record"}, {**unnamed, "received_at": LATE})) == [40, 41]
    assert values(reports({"received_at": None}, {"received_at": EARLY})) == [41]
    spaced = reports({"evidence": "A  paper\nof 2025"}, {"evidence": "a paper of 2025 ", "received_at": LATE})
    assert values(spaced) == [41]
