"""Every fact about the world holds where it should, can break, and says by what."""

from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from pipelines.checks import FACILITIES_COUNT, FACTS
from pipelines.figure_recounts import BARE
from pipelines.rules.progress.record import HORIZONS
from tests.factories import rows, warehouse
from tests.release_factory import publish_demonstration
from warehouse import releases
from warehouse.contracts import TABLES

FACT = {fact.name: fact for fact in FACTS}


def the_strategy(objectives: int = 24, horizons: tuple[int, ...] = HORIZONS, goals: int = 6) -> dict[str, pd.DataFrame]:
    """Headlines of so many objectives, and of so many of the six goals they lie in, at each horizon."""
    pairs, summed = list(product(horizons, range(objectives))), list(product(horizons, range(goals)))
    return {
        "marts.objectives": rows(
            "marts.objectives",
            horizon=[horizon for horizon, _ in pairs],
            objective_code=[f"X{number}" for _, number in pairs],
            goal_code=[f"G{number % 6}" for _, number in pairs],
        ),
        "marts.goals": rows(
            "marts.goals",
            horizon=[horizon for horizon, _ in summed],
            goal_code=[f"G{number}" for _, number in summed],
        ),
    }


def sources(read: int, admitted: int, held: int, mended: int = 0) -> pd.DataFrame:
    return rows(
        "core.sources",
        source_file="a.csv",
        stream="projects",
        rows_read=read,
        rows_admitted=admitted,
        rows_held=held,
        rows_mended=mended,
    )


def verdicts(**columns: object) -> pd.DataFrame:
    return rows("marts.objective_progress", indicator_code="A1.1", horizon=2030, **columns)


def reconciled(difference: float, reason: str, left_out: tuple[float | None, ...] = ()) -> dict[str, pd.DataFrame]:
    """One total that differs from its parts, and what is left out of it, each for another reason."""
    total = {"total": "disbursed", "cut": "region", "difference": difference, "difference_reason": reason}
    reasons = ["loan", "same_row", "suspended"][: len(left_out)]
    values = {"total": "disbursed", "left_out_reason": reasons, "left_out_value": list(left_out)}
    return {
        "marts.reconciliation": rows("marts.reconciliation", **total),
        "marts.exclusions": rows("marts.exclusions", **values) if left_out else TABLES["marts.exclusions"].empty(),
    }


def published(text: str) -> dict[str, pd.DataFrame]:
    """Contacts, of whom one has two addresses, one none and one a word, and a title that reaches a mart."""
    place = {"source_file": "a.xlsx", "source_sheet": "Portfolio", "source_row": [3, 4]}
    return {
        "core.projects": rows("core.projects", contact_email=["bo@planted.example; ada@intranet", None, "soils"]),
        "marts.projects": rows("marts.projects", title=["A project", text], **place),
        "marts.opportunities": rows("marts.opportunities", title=[text]),
    }


WITHHELD_TITLE = "withheld: a.xlsx, sheet 'Portfolio', row 4, in title of marts.projects"

# Per fact: what holds, what breaks it, and what the check says then.
CASES = {
    "the_strategy_is_whole": [
        (the_strategy(), []),
        (the_strategy(23), ["2030: 6 goals, 23 objectives", "2050: 6 goals, 23 objectives"]),
        (the_strategy(goals=5), ["2030: 5 goals, 24 objectives", "2050: 5 goals, 24 objectives"]),
        (the_strategy(horizons=(2030,)), ["2050: none"]),
    ],
    "every_verdict_has_one_status_and_a_reason_where_needed": [
        ({"marts.objective_progress": verdicts(status="on_track", reason=None)}, []),
        ({"marts.objective_progress": verdicts(status="cannot_be_assessed", reason="no_target")}, []),
        (
            {"marts.objective_progress": verdicts(status="cannot_be_assessed", reason=None)},
            ["A1.1 2030: cannot_be_assessed, no reason"],
        ),
        (
            {"marts.objective_progress": verdicts(status="on_track", reason="no_target")},
            ["A1.1 2030: on_track, no_target"],
        ),
        (
            {
                "core.indicators_in_force": rows("core.indicators_in_force", indicator_code=["A1.1"]),
                "marts.objective_progress": verdicts(status="on_track", reason=None),
            },
            ["A1.1 2050: no verdict, no reason"],
        ),
    ],
    "every_row_is_admitted_or_held": [
        ({"core.sources": sources(3, 2, 1)}, []),
        ({"core.sources": sources(3, 2, 0)}, ["a.csv (projects): 3 read, 2 admitted, 0 held"]),
    ],
    "every_mart_keeps_the_rows_of_its_table": [
        ({"core.calls": rows("core.calls"), "marts.calls": rows("marts.calls")}, []),
        (
            {"core.calls": rows("core.calls"), "marts.calls": rows("marts.calls", received_count=[7])},
            ["marts.calls: 1 rows of core.calls lost or changed, 1 made"],
        ),
        ({"core.calls": rows("core.calls")}, ["marts.calls: 1 rows of core.calls lost or changed, 0 made"]),
    ],
    "the_parts_of_a_project_make_one": [
        ({}, []),
        ({"core.projects": rows("core.projects", project_id=["P1"])}, ["P1: not placed"]),
        (
            {
                "core.projects": rows("core.projects", project_id=["P1"]),
                "marts.placements": rows("marts.placements", project_id=["P1", "P1"], placed_share=[0.5, 0.6]),
            },
            ["P1: 1.1"],
        ),
    ],
    "every_answer_agrees_with_another_count": [
        (
            {},
            [
                "marts.coverage_gaps, cells of the grid, rows: 0 instead of 1",
                "marts.concentration, objectives, and none, rows: 0 instead of 1",
            ],
        ),
        (
            {
                "marts.coverage_gaps": rows("marts.coverage_gaps", objective_code=[None], region_code=[None]),
                "marts.concentration": rows("marts.concentration", objective_code=[None]),
            },
            [],
        ),
    ],
    "every_figure_agrees_with_another_count": [
        ({}, [f"marts.figures, figures without keys, figures: 0 instead of {BARE}"]),
        (
            {"marts.figures": rows("marts.figures", figure_id=[f"made_up_{n}" for n in range(BARE)])},
            [],
        ),
        (
            {"marts.figures": rows("marts.figures", figure_id=["agreements", *map(str, range(BARE - 1))], value=3.0)},
            ["marts.figures, agreements, agreements: 3.0 instead of 0"],
        ),
    ],
    "few_rows_are_held": [
        ({}, []),
        ({"core.sources": sources(20, 19, 1)}, []),
        ({"core.sources": sources(20, 18, 2)}, ["2 of 20 rows held"]),
        ({"core.sources": sources(20, 18, 2, mended=1)}, []),
    ],
    "every_facility_is_present": [
        ({"marts.facilities": rows("marts.facilities", facility_code=[f"F{n}" for n in range(FACILITIES_COUNT)])}, []),
        ({}, ["0 facilities"]),
    ],
    "parts_add_up_or_are_explained": [
        (reconciled(0.004, "even"), []),
        (reconciled(-2, "each_cell"), []),
        (reconciled(2, "each_cell"), ["disbursed by region: 2.0"]),
        (reconciled(-12.5, "even"), ["disbursed by region: -12.5"]),
        (reconciled(3, "parts_differ"), ["disbursed by region: 3.0"]),
        (reconciled(1, "rows_differ", (1,)), ["disbursed by region: 1.0"]),
        (reconciled(12.5, "by_reason", (10, 2.5, None)), []),
        (reconciled(12.5, "by_reason", (10,)), ["disbursed by region: 12.5, of it explained 10.0"]),
        (reconciled(12.5, "no_longer_asked"), ["disbursed by region: 12.5"]),
        (reconciled(12.5, "not_converted", (12,)), ["disbursed by region: 12.5, of it explained 12.0"]),
    ],
    "no_contact_detail_is_published": [
        (published("Soils of the Sahel"), []),
        (published("Follow @4p1000, 3@2"), []),
        (published("Write to other@planted.EXAMPLE for more"), [WITHHELD_TITLE]),
        (published("Write to ADA@intranet for more"), [WITHHELD_TITLE]),
        (
            {"marts.opportunities": rows("marts.opportunities", title=["ada@planted.example"])},
            ["withheld: marts.opportunities, in title"],
        ),
    ],
    "no_address_is_left": [
        (published("Follow @4p1000, 3@2"), []),
        (
            published("Write to other@planted.EXAMPLE for more"),
            ["marts.opportunities: 1 rows, in title; marts.projects: 1 rows, in title"],
        ),
        (
            published("Write to ada@intranet, for more"),
            ["marts.opportunities: 1 rows, in title; marts.projects: 1 rows, in title"],
        ),
    ],
    "coverage_did_not_shrink": [
        ({"marts.projects": rows("marts.projects", is_current=[True, False])}, []),
    ],
}


def test_every_fact_is_tried() -> None:
    assert set(CASES) == set(FACT)


@pytest.mark.parametrize(
    ("name", "frames", "breaks"), [(name, *case) for name, cases in CASES.items() for case in cases]
)
def test_a_fact_holds_or_says_what_breaks_it(
    tmp_path: Path, name: str, frames: dict[str, pd.DataFrame], breaks: list[str]
) -> None:
    with warehouse(frames) as opened:
        found = FACT[name].result(opened, tmp_path)
    assert found.description == ("; ".join(breaks) or "holds")
    assert found.passed is not bool(breaks)


def test_fewer_projects_than_before_are_told(tmp_path: Path) -> None:
    before = publish_demonstration(tmp_path)
    count = int(releases.read(before, "marts.projects")["is_current"].sum())
    with warehouse({"marts.projects": rows("marts.projects", is_current=[True] * (count - 1))}) as opened:
        found = FACT["coverage_did_not_shrink"].result(opened, tmp_path)
        assert (found.passed, found.description) == (False, f"{count} projects before, {count - 1} now")
        (before.parent / releases.POINTER).unlink()
        assert FACT["coverage_did_not_shrink"].result(opened, tmp_path).description == found.description
        before.write_bytes(b"no database")
        releases._opened.cache_clear()
        found = FACT["coverage_did_not_shrink"].result(opened, tmp_path)
        assert not found.passed and str(found.description).endswith("cannot be opened to compare with")
