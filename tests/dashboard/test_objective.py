"""The page of an objective opens with its number, one measure of speed, and the template to report the next one."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.queries import published, strategy_rows
from dashboard.rendering.documents import begun
from dashboard.rendering.headlines.standing import speed, standing
from dashboard.rendering.panels.objective_facts import Facts, facts_of
from dashboard.rendering.panels.opening import opening, under_verdicts
from dashboard.rendering.words import NARROW_SPACE, Words
from tests.conftest import released
from tests.dashboard.opening import bodies, opened, turned_to
from tests.given_figures import figures_of

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

EN, FR = Words("en"), Words("fr")
ROW = {
    "objective_code": "C3",
    "indicator_code": "C3.1",
    "horizon": 2030,
    "status": "limited_progress",
    "baseline_value": 20.0,
    "latest_value": 47.0,
    "latest_on": date(2025, 12, 31),
    "target_value": 80.0,
    "expected_at_latest": 50.0,
    "observed_per_year": 5.4,
    "required_per_year": 8.05,
}


def _said(kind: str, unit: str, words: Words = EN, **other: object) -> tuple[str, str]:
    row = ROW | other
    figures = figures_of(objective_progress=pd.DataFrame([row]))
    return standing(figures, row, kind, unit, words).sentence, speed(figures, row, kind, unit, words)


def test_an_objective_says_its_number_of_what_at_when_and_where_an_even_path_would_be() -> None:
    number, pace = _said("count", "institutions")
    assert number == "47 of 80 institutions by the end of 2025; an even path would be at 50."
    assert pace == "So far 5.4 institutions a year; 8.05 a year are needed from now on."
    assert _said("count", "institutions", latest_on=date(2025, 6, 30))[0].startswith(
        "47 of 80 institutions by 30 Jun 2025"
    )


def test_a_share_gains_points_and_a_rate_is_said_without_a_second_year() -> None:
    number, pace = _said("share", "% of regions", FR)
    assert number.startswith(f"47{NARROW_SPACE}% des régions à la fin de 2025")
    assert f"80{NARROW_SPACE}%" in number and "5,4 points de pourcentage par an" in pace
    assert _said("rate", "events per year")[1].startswith("So far 5.4 a year;")


def test_what_falls_is_no_part_of_its_target_and_what_is_reached_names_it() -> None:
    falling = _said("count", "institutions", baseline_value=90.0)[0]
    assert falling == "47 institutions by the end of 2025; the target for 2030 is 80, and an even path would be at 50."
    reached = _said("count", "institutions", status="achieved", required_per_year=None)
    assert reached == ("47 institutions by the end of 2025; the target for 2030 was 80.", "")


@pytest.mark.parametrize("lacking", ["latest_value", "target_value", "expected_at_latest"])
def test_where_a_number_is_missing_no_sentence_pretends_to_have_it(lacking: str) -> None:
    row = ROW | {lacking: None}
    assert not standing(figures_of(objective_progress=pd.DataFrame([row])), row, "count", "institutions", EN).sentence


def _facts(release: Path, code: str, words: Words) -> list[Facts]:
    indicators = published.of_objective(release, "marts.indicators", code)
    return facts_of(strategy_rows.objectives(release), strategy_rows.progress(release, code), indicators, code, words)


def test_one_measure_of_speed_stands_beside_a_verdict_and_the_others_in_its_working(world: "Outcome") -> None:
    from dashboard.queries.release_shown import ReleaseShown

    shown = ReleaseShown(released(world), EN)
    facts = _facts(shown.path, "C3", EN)[0]
    head = opening(shown.figures, facts, [], EN)
    assert head.sentence.startswith("C3 Increased Investments: progress is ")
    assert head.lede == "40 of 80 institutions by the end of 2025; an even path would be at 50."
    assert {"latest.C3__1.2030", "expected_then.C3__1.2030"} & {
        name.replace("C3.1", "C3__1") for name in head.figure_ids
    }
    beside = under_verdicts(shown.figures, facts, EN)[0]
    assert [line for line in beside if "a year" in line] == beside[:1] and not any("Pace" in line for line in beside)


def test_each_stream_of_an_objective_is_begun_with_what_is_known_and_without_what_is_asked(world: "Outcome") -> None:
    release = released(world).path
    rows = begun.rows_of(_facts(release, "C3", FR), [], FR)
    assert list(rows) == [begun.OBSERVATIONS]
    assert rows[begun.OBSERVATIONS][0].cells == {"indicator": "C3.1", "status": "approved"}
    assert "40 institutions, 31 déc. 2025" in rows[begun.OBSERVATIONS][0].comments["value"]
    steps = strategy_rows.milestones(release, "F3").to_dict("records")
    states = begun.rows_of(_facts(release, "F3", EN), steps, EN)
    assert list(states) == [begun.MILESTONES] and all(set(row.cells) == {"milestone"} for row in states["milestones"])


def test_the_page_offers_the_template_and_the_way_to_send_it(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = turned_to(opened(demonstration, monkeypatch), "objective", "en", code="C3")
    assert "100 institutions by the end of 2025; the target for 2030 was 80." in "".join(bodies(app))
    offered = {button.proto.label for button in app.get("download_button")}
    assert "Report a figure for C3" in offered
    facts = _facts(next((demonstration / "releases").glob("*.duckdb")), "C3", EN)
    path = tmp_path / "C3.xlsx"
    path.write_bytes(begun.workbook(begun.OBSERVATIONS, begun.rows_of(facts, [], EN)[begun.OBSERVATIONS], "en"))
    assert [cell.value for cell in load_workbook(path).worksheets[0][2]][:3] == ["C3.1", None, None]
