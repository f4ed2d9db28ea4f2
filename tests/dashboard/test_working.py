"""How a figure was worked out and what would change it: tiny indicators in, the words of the page out."""

from datetime import date

import pandas as pd
import pytest

from dashboard.rendering.charts.path import PathRows, path_chart
from dashboard.rendering.charts.steps import drawn, standing, steps_chart
from dashboard.rendering.panels import method_comparison as comparison
from dashboard.rendering.panels import settling, verdicts, working
from dashboard.rendering.words import Words
from pipelines.rules.progress import facts_behind
from pipelines.rules.progress.comparison import METHODS
from sources.catalogues import LANGUAGES

EN, AS_OF = Words("en"), date(2026, 11, 22)
INDICATOR = {
    "indicator_code": "X1.1",
    "objective_code": "X1",
    "label_en": "Things done",
    "kind": "count",
    "unit": "things",
    "denominator": None,
    "baseline_year": 2020,
    "baseline_value": 20.0,
    "target_2030": 80.0,
    "target_2050": None,
    "source_of_values": "observed",
    "certainty": "published",
    "maximum_age_days": 730,
    "caveat": None,
}
PLACE = {"origin": "inbox", "source_file": "seen.csv", "source_sheet": None}
NO_STEPS = pd.DataFrame(
    columns=["milestone_code", "indicator_code", "label_en", "due_on", "state", "reached_on", *facts_behind.PLACE]
)


def verdict(horizon: int = 2030, status: str = "cannot_be_assessed", reason: str | None = "baseline_is_latest") -> dict:
    return {
        "horizon": horizon,
        "status": status,
        "reason": reason,
        "baseline_value": 20.0,
        "baseline_on": date(2020, 12, 31),
        "target_value": 80.0,
        "target_on": pd.Timestamp(horizon, 12, 31),
        "is_sensitive": False,
    }


def seen(*values: tuple[str, float, str]) -> pd.DataFrame:
    rows = [
        {
            "observation_id": f"{place}",
            "indicator_code": "X1.1",
            "observed_on": pd.Timestamp(on),
            "value": value,
            "numerator": float("nan"),
            "denominator": float("nan"),
            "status": status,
            "country_code": None,
            "region_code": None,
            **PLACE,
            "source_row": place + 2,
        }
        for place, (on, value, status) in enumerate(values)
    ]
    return pd.DataFrame(rows)


def explained(observations: pd.DataFrame) -> list:
    indicators = pd.DataFrame([INDICATOR])
    return [
        explanation
        for horizon in (2030, 2050)
        for explanation in facts_behind.explanations(indicators, observations, NO_STEPS, "X1.1", horizon, AS_OF)
    ]


def test_the_rows_behind_a_figure_are_listed_once_with_standing_file_and_row():
    observations = seen(("2024-12-31", 30, "approved"), ("2025-12-31", 40, "approved"), ("2026-01-31", 50, "draft"))
    rows, columns = working.rows_behind(explained(observations), observations, NO_STEPS)
    assert list(rows["row_key"]) == ["1", "0", "2"]
    assert list(rows["row_standing"]) == ["used", "later_value_used", "not_approved"]
    assert list(rows["source_row"]) == [3, 2, 4]
    assert "numerator" not in columns and {"source_file", "source_row"} <= set(columns)


def test_the_working_shows_the_formula_with_its_numbers_and_the_badge_of_a_sensitive_class():
    observations = seen(("2025-12-31", 40, "approved"))
    shown = str(working.working(explained(observations), [[], []], EN))
    assert "pace = (40 - 20) / 30 = 0.666667" in shown
    assert "1826 / 3652 days" in shown
    assert shown.count(EN("verdict.badge")) == 1
    assert "Not computed: no target number" in shown
    assert EN("working.again") in shown


def test_the_formula_speaks_the_language_of_the_reader():
    observations = seen(("2025-12-31", 40, "approved"))
    shown = str(working.working(explained(observations), [[], []], Words("fr")))
    assert "rythme = (40 - 20) / 30 = 0,666667" in shown and "pace" not in shown
    assert "1826 / 3652 jours" in shown


@pytest.mark.parametrize(
    ("value", "english", "french", "spanish"),
    [
        (0.666666666, "0.666667", "0,666667", "0,666667"),
        (-7.5, "-7.5", "-7,5", "-7,5"),
        (1234.5, "1,234.5", "1\u202f234,5", "1234,5"),
        (1234567.8, "1,234,568", "1\u202f234\u202f568", "1.234.568"),
        (0, "0", "0", "0"),
        (None, "missing", "absent", "falta"),
    ],
)
def test_a_number_of_a_formula_has_the_marks_of_the_language(value, english, french, spanish):
    assert [working._figure(value, Words(language)) for language in ("en", "fr", "es")] == [english, french, spanish]


def test_the_value_expected_today_is_written_where_no_line_crosses_it():
    none = pd.DataFrame({"observed_on": pd.to_datetime([]), "value": []})
    known: dict[str, object] = {"expected_value": 33.4, "latest_value": None, "latest_on": None}
    known |= {"observed_per_year": None, "baseline_on": pd.Timestamp(2020, 12, 31)}
    far = {**verdict(2050), **known, "target_value": None}
    for pace, place in ((0.5, "top left"), (2.0, "bottom right")):
        rows = PathRows({**verdict(2030), **known, "pace": pace}, far, none, AS_OF, "55")
        figure = path_chart(rows, "light", EN, "")
        assert next(trace for trace in figure.data if trace.text and "55" in trace.text[0]).textposition == place


def test_only_usable_observations_are_drawn():
    observations = seen(("2024-12-31", 30, "approved"), ("2025-12-31", 40, "approved"), ("2026-01-31", 50, "draft"))
    assert working.usable(explained(observations)[0]) == {"0", "1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_standing_of_a_row_has_words(language):
    observations = seen(("2025-12-31", 40, "approved"), ("2024-12-31", 1, "approved"), ("2027-01-31", 50, "approved"))
    rows, _ = working.rows_behind(explained(observations), observations, NO_STEPS)
    assert all(Words(language).has(f"value.row_standing.{standing}") for standing in rows["row_standing"])


def test_one_figure_would_settle_an_indicator_with_only_a_baseline():
    shown = str(settling.settling(INDICATOR, [verdict(), verdict(2050, reason="no_target")], [], AS_OF, EN))
    assert "54 to 79" in shown and "On track on 22 Nov 2027: at least 60 things" in shown
    assert "task-force leader of X1" in shown


def test_the_second_horizon_is_settled_when_the_first_has_no_target():
    indicator = {**INDICATOR, "target_2030": None, "target_2050": 100.0}
    rows = [verdict(reason="no_target"), verdict(2050)]
    shown = str(settling.settling(indicator, rows, [], AS_OF, EN))
    assert (
        "Status for 2050" in shown
        and "2030: (1) A target for 2030 (things), adopted by the Executive Secretariat" in shown
    )


def test_a_falling_indicator_needs_at_most_a_value():
    indicator = {**INDICATOR, "baseline_value": 80.0, "target_2030": 20.0}
    row = {**verdict(), "baseline_value": 80.0, "target_value": 20.0}
    assert "at most" in str(settling.settling(indicator, [row, row], [], AS_OF, EN))


@pytest.mark.parametrize(
    ("reason", "source", "who"),
    [
        ("only_unapproved", "observed", "The Executive Secretariat can supply it."),
        ("no_target", "observed", EN("need.both", code="X1")),
        ("no_baseline", "derived:things", EN("need.both", code="X1")),
        ("no_observation", "observed", "The task-force leader of X1 or the Executive Secretariat can report it."),
        ("not_started", "derived:things", "Nobody can supply it now."),
        ("no_observation", "derived:things", EN("settling.derived")),
    ],
)
def test_the_one_who_can_supply_a_fact_is_named(reason, source, who):
    assert settling.supplier({**INDICATOR, "source_of_values": source}, verdict(reason=reason), [], EN) == who


def test_steps_are_settled_by_naming_those_due_and_not_reached():
    indicator = {**INDICATOR, "kind": "milestone"}
    steps = [
        {"label_en": "Early", "state": "not_reported", "due_on": pd.Timestamp("2022-12-31")},
        {"label_en": "Late", "state": "not_reported", "due_on": pd.Timestamp("2050-12-31")},
        {"label_en": "Done", "state": "reached", "due_on": pd.Timestamp("2021-12-31")},
    ]
    row = verdict(status="limited_progress", reason=None)
    shown = str(settling.settling(indicator, [row, row], steps, AS_OF, EN))
    assert "Early" in shown and "Late" not in shown and "Done" not in shown


def test_dated_steps_are_drawn_with_their_days_overdue():
    steps = pd.DataFrame(
        {
            "milestone_code": ["a", "b", "c"],
            "label_en": ["First", "Second", "Undated"],
            "due_on": pd.to_datetime(["2022-12-31", "2050-12-31", None]),
            "state": ["not_reported", "not_reported", "under_way"],
            "reached_on": pd.NaT,
            "days_overdue": [1422, None, None],
        }
    )
    assert list(drawn(steps)["milestone_code"]) == ["a"]
    assert standing(steps.to_dict("records")[0], EN) == "due 31 Dec 2022, not reported, 1,422 days overdue"
    texts = [note.text for note in steps_chart(steps, AS_OF, "light", EN, "").layout.annotations]
    assert "<b>First</b>" in texts and "<b>Second</b>" not in texts


def test_two_targets_are_two_panels_and_one_is_one():
    rows = PathRows(verdict(), verdict(2050), pd.DataFrame(), AS_OF, "55")
    assert rows.has_two_legs and len(rows.to_the_first().targets) == 1
    assert rows.to_the_second().lead["horizon"] == 2050
    alone = PathRows({**verdict(), "target_value": None}, verdict(2050), pd.DataFrame(), AS_OF, "55")
    assert not alone.has_two_legs and alone.lead["horizon"] == 2050


def test_a_sensitive_verdict_carries_a_badge():
    rows = [{**verdict(), "is_sensitive": True}, verdict(2050)]
    assert str(verdicts.verdicts(rows, [[], []], EN)).count(EN("verdict.badge")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comparison_names_every_method_and_says_where_one_is_undefined(language):
    words = Words(language)
    compared = comparison.comparison(words)
    assert list(compared.columns[3:]) == list(METHODS) and len(compared) == 9
    assert compared.loc[1, "eurostat"] == words("comparison.undefined.zero_base")
    assert all(words.has(f"comparison.source.{method}") for method in METHODS)


def test_a_label_early_on_the_axis_stands_right_of_its_point_and_numbers_are_written_as_the_language_writes_them():
    none = pd.DataFrame({"observed_on": pd.to_datetime([]), "value": []})
    known: dict[str, object] = {"expected_value": 33.4, "latest_value": None, "latest_on": None, "pace": None}
    known |= {"observed_per_year": None, "baseline_on": pd.Timestamp(2020, 12, 31)}
    near = {**verdict(2030), **known}
    far = {**verdict(2050), **known}
    for rows, expected in (
        (PathRows(near, {**far, "target_value": None}, none, AS_OF, "55"), "top left"),
        (PathRows({**near, "target_value": None}, far, none, AS_OF, "55"), "bottom right"),
    ):
        figure = path_chart(rows, "light", Words("fr"), "")
        assert figure.layout.separators == ",\u202f"
        today = next(trace for trace in figure.data if trace.text and "55" in trace.text[0])
        assert today.textposition == expected
