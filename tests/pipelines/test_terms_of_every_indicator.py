"""With terms for every indicator and figures for each, every objective is assessed at both horizons from the inbox alone.

The files are made from the headers of the templates, as the Secretariat and a task force would fill them in.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipelines.commands import running
from pipelines.shipped import STRATEGY
from sources.feedback.templates import template
from sources.reviewed.tables import read_strategy
from tests.conftest import MadeOnce, released
from warehouse import releases

Rows = list[dict[str, Any]]
DAYS = {"2026": date(2026, 6, 30), "2032": date(2032, 6, 30)}
TARGETS = {"count": (40, 90), "share": (60, 100), "rate": (20, 60), "growth": (10, 12)}
DECISION = {
    "In force from": "2026-02-01",
    "Decided by": "Executive Committee",
    "Decided on": "2026-01-15",
    "Source": "Minutes of the Executive Committee",
}


def strategy() -> dict[str, pd.DataFrame]:
    return read_strategy(STRATEGY)


def terms_of(indicator: Mapping[str, str], steps: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What the Secretariat adopts for an indicator: whatever the strategy leaves open."""
    if indicator["certainty"] == "provisional":
        yield "wording", f"Adopted wording of {indicator['indicator_code']}"
    due = set(steps.loc[steps["indicator_code"] == indicator["indicator_code"], "due_on"].dropna().str[:4])
    if indicator["kind"] == "milestone":
        if not any(year <= "2030" for year in due):
            yield "step_2030", "In use"
        if not any(year > "2030" for year in due):
            yield "step_2050", "Updated and still in use"
        return
    if pd.isna(indicator["baseline_value"]):
        yield "baseline", "2"
    for horizon, target in zip((2030, 2050), TARGETS.get(indicator["kind"], ()), strict=False):
        if pd.isna(indicator[f"target_{horizon}"]):
            yield f"target_{horizon}", str(target)


def terms() -> Rows:
    tables = strategy()
    return [
        {"Indicator": row["indicator_code"], "Item": item, "Value": value, **DECISION}
        for row in tables["indicators"].to_dict("records")
        for item, value in terms_of(row, tables["milestones"])
    ]


def figures(on: str) -> Rows:
    rows = []
    for row in strategy()["indicators"].to_dict("records"):
        common = {"Indicator": row["indicator_code"], "Date": on, "Status": "approved", "Evidence": "Report"}
        if row["kind"] == "share":
            rows.append({**common, "Numerator": "20", "Denominator": "50"})
        elif row["kind"] != "milestone":
            rows.append({**common, "Value": "3"})
    return rows


def states(on: str) -> Rows:
    tables = strategy()
    known = [code for code in tables["milestones"]["milestone_code"] if code != "E2.1a"]
    adopted = [f"{row['Indicator']}-{row['Item'][-4:]}" for row in terms() if row["Item"].startswith("step_")]
    return [{"Milestone": code, "State": "under_way", "As of": on} for code in (*known, *adopted)]


def write(stream: str, rows: Rows, inbox: Path) -> None:
    """A CSV with the headers of the template of a stream."""
    workbook = inbox.parent / f"{stream}.xlsx"
    template(stream, workbook)
    headers = [cell.value for cell in next(load_workbook(workbook).worksheets[0].iter_rows())]
    with (inbox / f"{stream}.csv").open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, headers)
        out.writeheader()
        out.writerows(rows)


@pytest.fixture(scope="module", params=DAYS)
def release(request: pytest.FixtureRequest, made_once: MadeOnce) -> Path:
    def make(data: Path) -> running.Outcome:
        (data / "inbox").mkdir()
        on = f"{int(request.param) - 1}-12-31"
        for stream, rows in (("terms", terms()), ("observations", figures(on)), ("milestones", states(on))):
            write(stream, rows, data / "inbox")
        return running.run(data=data, inbox=None, iati=None, as_of=DAYS[request.param], show_progress=False)

    return released(made_once(f"terms_{request.param}", make)).path


def test_every_objective_is_assessed_at_both_horizons_and_no_row_is_held(release: Path) -> None:
    objectives = releases.read(release, "marts.objectives")
    open_ones = objectives.loc[objectives["status"] == "cannot_be_assessed", ["objective_code", "horizon", "reason"]]
    assert len(objectives) == 48 and open_ones.empty, open_ones.to_string()
    sources = releases.read(release, "marts.sources")
    assert sources.loc[sources["origin"] == "inbox", "rows_held"].sum() == 0


def test_only_a_ratio_to_a_later_year_waits_and_says_why(release: Path) -> None:
    progress = releases.read(release, "marts.objective_progress")
    waiting = progress[progress["status"] == "cannot_be_assessed"].set_index(["indicator_code", "horizon"])["reason"]
    before = {("F2.2", 2030): "no_target", ("F2.2", 2050): "not_started"}
    after = {("F2.2", 2030): "no_target"}
    assert waiting.to_dict() in (before, after)
    as_of = pd.Timestamp(releases.read(release, "meta.release")["as_of"].iloc[0])
    assert (len(waiting) == 2) == (as_of.year == 2026)


def test_every_verdict_says_where_its_terms_come_from(release: Path) -> None:
    progress = releases.read(release, "marts.objective_progress").set_index(["indicator_code", "horizon"])
    assert progress.loc[("C3.1", 2030), ["baseline_origin", "target_origin"]].tolist() == ["published", "published"]
    assert progress.loc[("C3.1", 2050), ["baseline_origin", "target_origin"]].tolist() == ["published", "adopted"]
    assert progress.loc[("C2.1", 2030), ["baseline_origin", "target_origin"]].tolist() == ["adopted", "published"]
    assert progress.loc[("C2.1", 2030), "baseline_adopted_on"] == pd.Timestamp("2026-01-15")
    own = releases.read(release, "marts.indicators").set_index("indicator_code").loc["A3.1"]
    assert own["certainty"] == "adopted" and own["wording"] == "Adopted wording of A3.1"
    in_force = releases.read(release, "marts.terms")
    assert in_force.loc[in_force["term_origin"] == "adopted", "standing"].unique().tolist() == ["in_force"]
