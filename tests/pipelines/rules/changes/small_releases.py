"""A very small release, and others made from it by saying what differs: a handful of rows, statuses worked out by the rules.

Belongs here: writing them. Does not: what a difference is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pipelines.rules.changes.changes import Changes
from pipelines.rules.changes.telling import changes
from pipelines.rules.version import RULES_VERSION
from pipelines.steps.scoring import progress
from tests.factories import rows
from tests.made_releases import write
from warehouse import differences
from warehouse.contracts import TABLES

Row = Mapping[str, Any]
INBOX: Row = {"origin": "inbox", "source_row": 2}
INDICATOR: Row = {
    "indicator_code": "C3.1",
    "objective_code": "C3",
    "label_en": "Seats",
    "kind": "count",
    "unit": "seats",
    "baseline_year": 2020,
    "baseline_value": 20.0,
    "target_2030": 100.0,
    "maximum_age_days": 1000,
    "certainty": "published",
    "source_of_values": "strategy",
    "baseline_origin": "published",
    "target_2030_origin": "published",
}
OBSERVED: Row = {
    **INBOX,
    "observation_id": "C3.1~2024-12-31",
    "indicator_code": "C3.1",
    "observed_on": "2024-12-31",
    "value": 30.0,
    "status": "approved",
    "basis": "reported",
    "source_file": "observed.csv",
}
GIVEN: Row = {
    **INBOX,
    "contribution_id": "F-1",
    "project_id": "P-1",
    "funder_id": "loam",
    "funder_name": "Loam",
    "money_stream": "ground",
    "form": "cash",
    "state": "committed",
    "amount": 100.1,
    "amount_eur": 100.1,
    "value_on": "2025-03-01",
    "is_counted": True,
    "source_file": "money.csv",
}
PROJECT: Row = {
    **INBOX,
    "project_id": "P-1",
    "version": 1,
    "is_current": True,
    "title": "Mulch",
    "sic_stage": "idea",
    "updated_on": "2025-01-01",
    "source_file": "projects.csv",
}


@dataclass(frozen=True)
class Small:
    """What a small release holds; files are content by name."""

    observations: tuple[Row, ...] = (OBSERVED,)
    money: tuple[Row, ...] = (
        GIVEN,
        {**GIVEN, "contribution_id": "H-1", "funder_id": "humus", "amount_eur": 7.07, "source_file": "humus.csv"},
    )
    projects: tuple[Row, ...] = (PROJECT,)
    terms: tuple[Row, ...] = ()
    problems: tuple[Row, ...] = ()
    indicator: Row = field(default_factory=lambda: INDICATOR)
    files: Mapping[str, str] = field(
        default_factory=lambda: {
            name: f"1 {name}" for name in ("observed.csv", "money.csv", "humus.csv", "projects.csv")
        }
    )
    strategy: str = "1"
    as_of: date = date(2026, 1, 31)
    rules_version: str = RULES_VERSION
    has_inputs: bool = True

    def but(self, **differing: Any) -> "Small":
        """The same release but for what is said."""
        return replace(self, **differing)

    def with_files(self, **contents: str | None) -> "Small":
        """With these files, by the first part of their names, sent anew; None for one that is gone."""
        files = dict(self.files) | {f"{name}.csv": f"{content} {name}.csv" for name, content in contents.items()}
        gone = {f"{name}.csv" for name, content in contents.items() if content is None}
        return replace(self, files={name: content for name, content in files.items() if name not in gone})

    def publish(self, path: Path) -> Path:
        """Write the release; its statuses are what the rules say now."""
        tables = {f"marts.{name}": frame for name, frame in self._frames().items()}
        if self.has_inputs:
            tables["meta.inputs"] = self._inputs()
        about = {"as_of": pd.Timestamp(self.as_of), "rules_version": self.rules_version}
        return write(path, tables, about)

    def _frames(self) -> dict[str, pd.DataFrame]:
        goals = rows("core.goals", goal_code="C")
        objectives = rows("core.objectives", objective_code="C3", goal_code="C")
        indicators = _rows("indicators", [self.indicator])
        observations = _rows("observations", self.observations)
        links = rows("core.facility_objectives", objective_code="C3", facility_code="CF1")
        milestones = TABLES["marts.milestones"].empty()
        statuses = progress(goals, objectives, indicators, observations, milestones, links, self.as_of)
        streams = {"observed.csv": "observations", "projects.csv": "projects", "terms.csv": "terms"}
        listed = [
            {**INBOX, "source_file": name, "stream": streams.get(name, "funding"), "received_at": "2026-01-01"}
            for name in self.files
        ]
        return {
            **{name: TABLES[f"marts.{name}"].shape(frame) for name, frame in statuses.items()},
            "indicators": indicators,
            "observations": observations,
            "contributions": _rows("contributions", self.money),
            "projects": _rows("projects", self.projects),
            "terms": _rows("terms", self.terms),
            "problems": _rows("problems", self.problems),
            "sources": _rows("sources", listed),
        }

    def _inputs(self) -> pd.DataFrame:
        files = [
            {"input_kind": "file", "origin": "inbox", "input_name": name, "sha256": content, "received_order": order}
            for order, (name, content) in enumerate(self.files.items(), start=1)
        ]
        reviewed = [{"input_kind": "strategy", "input_name": "indicators.csv", "sha256": self.strategy}]
        return TABLES["meta.inputs"].shape(
            pd.DataFrame([*files, *reviewed], columns=TABLES["meta.inputs"].column_names)
        )


def compared(folder: Path, before: Small, after: Small) -> Changes:
    """What changed from the one to the other."""
    paths = (before.publish(folder / "before.duckdb"), after.publish(folder / "after.duckdb"))
    return changes(differences.between(*paths))


def _rows(table: str, listed: Any) -> pd.DataFrame:
    """Rows of a mart from what each says; what it does not say gets a plain value or is missing."""
    contract = TABLES[f"marts.{table}"]
    if not listed:
        return contract.empty()
    names = {name for row in listed for name in row} & set(contract.column_names)
    plain = rows(contract.name, **{name: [row.get(name) for row in listed] for name in names})
    return plain
