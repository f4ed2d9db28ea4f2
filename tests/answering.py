"""Marts asked over a small in-memory warehouse: core rows in, the frames of the questions out.

Belongs here: running the SQL of marts in their order. Does not: expectations.
"""

from datetime import date

import duckdb
import pandas as pd

from pipelines.rules.coverage.gaps import grid
from tests.factories import clear, money, put, rows, warehouse
from warehouse.questions import questions
from warehouse.storage import embedded

AS_OF = date(2026, 11, 22)
QUESTIONS = {question.name.removeprefix("marts."): question for question in questions()}
OBJECTIVES, REGIONS = ["A1", "A2", "B1"], ["002", "142"]


def small_world() -> duckdb.DuckDBPyConnection:
    """A warehouse with three objectives, two regions and four countries, one of them in no region."""
    return warehouse(
        {
            "core.objectives": rows("core.objectives", objective_code=OBJECTIVES),
            "core.regions": rows("core.regions", region_code=REGIONS),
            "core.countries": rows(
                "core.countries", country_code=["KEN", "MLI", "IND", "ATA"], region_code=["002", "002", "142", None]
            ),
        }
    )


def needed(name: str) -> set[str]:
    """The mart and every mart it reads, and what those read."""
    read = {short for short, question in QUESTIONS.items() if question.name in QUESTIONS[name].reads}
    return {name}.union(*(needed(other) for other in read))


def answers(opened: duckdb.DuckDBPyConnection, *marts: str, **core: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The marts asked for, with core tables as given and empty otherwise; `headlines` are marts.objectives."""
    for name in (
        "projects",
        "project_objectives",
        "project_countries",
        "contributions",
        "partnerships",
        "activities",
        "memberships",
        "delphi_items",
        "facilities",
        "facility_objectives",
        "assessments",
        "sources",
        "soil_carbon",
        "lists",
        "list_coverage",
        "practices",
        "relevance_measures",
    ):
        clear(opened, f"core.{name}")
    for name in ("objectives", *QUESTIONS):
        clear(opened, f"marts.{name}")
    for name, frame in core.items():
        put(opened, "marts.objectives" if name == "headlines" else f"core.{name}", frame)
    for name in (mart for mart in QUESTIONS if mart in set().union(*(needed(mart) for mart in marts))):
        text = QUESTIONS[name].sql
        embedded.make_views(opened, text)
        opened.execute(f"insert into marts.{name}\n{text}", {"as_of": AS_OF} if "$as_of" in text else {})
    found = {name: embedded.read_table(opened, f"marts.{name}") for name in marts}
    if "coverage_gaps" in found:
        found["coverage_gaps"] = grid(found["coverage_gaps"], AS_OF)
    return found


def current(**columns: object) -> pd.DataFrame:
    return rows("core.projects", **({"version": 1, "is_current": True} | columns))


def of(frame: pd.DataFrame, **chosen: object) -> pd.Series:
    """The one row of a frame with these values; None means missing."""
    where = pd.Series(True, index=frame.index)
    for column, value in chosen.items():
        where &= frame[column].isna() if value is None else frame[column].eq(value).fillna(False)
    return frame[where].squeeze(axis=0)


def two_projects(opened: duckdb.DuckDBPyConnection, *marts: str) -> dict[str, pd.DataFrame]:
    return answers(
        opened,
        *marts,
        projects=current(
            project_id=["P", "Q"],
            asked_amount=[300.0, None],
            asked_eur=[300.0, None],
            sic_stage=["idea", None],
            submitted_on=["2023-02-01", None],
        ),
        project_objectives=rows(
            "core.project_objectives", project_id=["P", "P"], objective_code=["A1", "A2"], objective_share=[0.75, 0.25]
        ),
        project_countries=rows(
            "core.project_countries",
            project_id=["P", "P", "Q"],
            country_code=["KEN", "IND", "KEN"],
            country_share=[0.5, 0.5, 1.0],
        ),
        contributions=money(
            project_id=["P", "Q", None, "P"],
            funder_id=["F", "G", None, "F"],
            amount_eur=[80.0, 10.0, 1.0, None],
            amount=[80.0, 10.0, 1.0, 9.0],
            state=["committed", "committed", "pledged", "disbursed"],
        ),
    )
