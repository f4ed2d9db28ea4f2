"""What the shipped record allows to be said, read from the release and from the page a task-force leader opens."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import view
from pipelines.commands import running
from tests.conftest import released
from tests.places import DASHBOARD
from warehouse import releases

RUN_SECONDS = 60


@pytest.fixture(scope="module")
def progress(record: running.Outcome) -> pd.DataFrame:
    return releases.read(released(record).path, "marts.objective_progress").set_index(["indicator_code", "horizon"])


@pytest.fixture(scope="module")
def indicators(record: running.Outcome) -> pd.DataFrame:
    return releases.read(released(record).path, "marts.indicators").set_index("indicator_code")


def opened(record: running.Outcome, code: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("SIC_DATA", str(released(record).path.parents[1]))
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=RUN_SECONDS)
    app.run()
    app.switch_page(view("objective"))
    app.query_params["code"] = code
    return app.run()


def blocks_of(app: AppTest) -> str:
    """The markup of every block of our own on the page."""
    return " ".join(str(element.proto) for element in app.get("bidi_component"))


@pytest.mark.parametrize(("code", "baseline", "target"), [("C3.1", 20, 80), ("B3.1", 0, 5)])
def test_one_point_that_is_the_baseline_is_no_progress(progress, code, baseline, target):
    found = progress.loc[(code, 2030)]
    assert (found["baseline_value"], found["baseline_year"], found["target_value"]) == (baseline, 2020, target)
    assert (found["latest_value"], found["points_count"]) == (baseline, 1)
    assert (found["status"], found["reason"]) == ("cannot_be_assessed", "baseline_is_latest")
    assert pd.isna(found["pace"]) and pd.isna(found["projected_year"])


def test_soil_carbon_in_national_contributions_is_28_of_196_and_its_draft_count_stays_out(record, progress):
    observed = releases.read(released(record).path, "marts.observations")
    own = observed[observed["indicator_code"] == "A1.2"]
    approved = own[own["status"] == "approved"]
    assert [(row.numerator, row.denominator) for row in approved.itertuples()] == [(28, 196)]
    assert set(own.loc[own["status"] != "approved", "status"]) == {"draft"}
    found = progress.loc[("A1.2", 2050)]
    assert (found["latest_value"], found["reason"]) == (pytest.approx(14.29), "baseline_is_latest")


def test_the_page_of_a1_shows_the_share_with_its_caveat_and_where_each_row_came_from(record, indicators, monkeypatch):
    app = opened(record, "A1", monkeypatch)
    assert not app.exception
    shown = blocks_of(app)
    assert indicators.loc["A1.2", "caveat"].split(":")[0] in shown
    assert "28" in shown and "196" in shown and "observations.csv" in shown
    assert {"A1.1", "A1.2"} <= {
        expander.label.split()[5] for expander in app.expander if "worked out" in expander.label
    }


def test_growth_of_investments_has_no_base_year(progress):
    assert progress.loc[("F2.1", 2030), "reason"] == "no_baseline"
    assert progress.loc[("F2.2", 2050), "reason"] == "not_started"


@pytest.mark.parametrize(("code", "days"), [("F3.1", 1422), ("F3.2", 1057)])
def test_the_two_steps_of_this_dashboard_are_overdue_and_say_by_how_many_days(progress, code, days):
    found = progress.loc[(code, 2030)]
    assert (found["status"], found["days_overdue"]) == ("limited_progress", days)


def test_the_page_of_f3_names_both_steps_with_their_days(record, monkeypatch):
    app = opened(record, "F3", monkeypatch)
    assert not app.exception
    shown = blocks_of(app)
    assert "1,422" in shown and "1,057" in shown
    assert app.title[0].value == 'F3 "4 per 1000" Dashboard: a step of this objective is 1,422 days overdue'


def test_indicators_without_published_wording_have_no_status(progress, indicators):
    provisional = indicators.index[indicators["certainty"] == "provisional"]
    assert len(provisional) == 6
    found = progress.loc[list(provisional)]
    assert set(found["status"]) == {"cannot_be_assessed"}
    assert set(found["reason"]) == {"wording_not_available"}


def test_only_the_dashboard_itself_can_be_assessed_for_2030(progress):
    at_2030 = progress.xs(2030, level="horizon")
    assert list(at_2030.index[at_2030["status"] != "cannot_be_assessed"]) == ["F3.1", "F3.2"]
