"""Changes between two releases, made by hand: a board's year in little, with every kind of change and both ends of the money.

Belongs here: frames as `pipelines.rules.changes` gives them. Does not: how they come about.
"""

from typing import Any

import pandas as pd

from pipelines.rules.changes.changes import INDICATORS, MONEY, MOVES, ROWS, SUBJECTS, SUMMARY, Changes

Evidence = list[dict[str, Any]]


def place(file: str, row: int | None = None, side: str = "after", sheet: str | None = None) -> dict[str, Any]:
    """One row of evidence."""
    return {"side": side, "origin": "inbox", "source_file": file, "source_sheet": sheet, "source_row": row}


def move(code: str, before: str, after: str, kind: str = "real", **other: Any) -> dict[str, Any]:
    """A step that moved a verdict."""
    return {
        "objective_code": code,
        "horizon": 2030,
        "step": 1,
        "before": before,
        "after": after,
        "reason_before": "no_baseline" if before == "cannot_be_assessed" else None,
        "reason_after": None,
        "kind": kind,
        "cause": {"real": "new_evidence", "method": "rules_changed"}.get(kind, "restated"),
        "evidence": [place("observations.csv", 5)],
        **other,
    }


def moves(*rows: dict[str, Any]) -> pd.DataFrame:
    """The steps as a frame."""
    return pd.DataFrame(list(rows), columns=MOVES)


def indicator(code: str, before: float | None, after: float | None, kind: str = "real") -> dict[str, Any]:
    """A step that moved the value of an indicator."""
    return {
        "indicator_code": code,
        "objective_code": code.partition(".")[0],
        "before_value": before,
        "after_value": after,
        "before_on": None if before is None else pd.Timestamp("2025-06-30"),
        "after_on": None if after is None else pd.Timestamp("2026-06-30"),
        "kind": kind,
        "cause": "newer_evidence" if kind == "real" else "restated",
        "evidence": [place("observations.csv", 3)],
    }


def money(
    before: float, real: float = 0, correction: float = 0, method: float = 0, coverage: float = 0
) -> pd.DataFrame:
    """The waterfall of committed money, EUR."""
    kinds = {"before": before, "real": real, "correction": correction, "method": method, "coverage": coverage}
    amounts = kinds | {"after": sum(kinds.values())}
    return pd.DataFrame([(False, "committed", kind, float(eur), 1) for kind, eur in amounts.items()], columns=MONEY)


def subject(name: str, happened: str = "new", kind: str = "real", subject: str = "project") -> dict[str, Any]:
    """A thing that came, ended, changed or was lost."""
    return {
        "subject": subject,
        "happened": happened,
        "kind": kind,
        "cause": "new_evidence",
        "key": f'{{"project_id":"{name}"}}',
        "name": name,
        "before": None,
        "after": '{"title":"Named already","sic_stage":"idea","updated_on":"2026-05-31","asked_eur":null}',
        "evidence": [place("projects.csv", 2)],
    }


def difference(column: str | None, before: str | None, after: str | None, kind: str = "real") -> dict[str, Any]:
    """A cell, or without a column a row, that differs."""
    return {
        "kind": kind,
        "also_kinds": [],
        "cause": "newer_evidence",
        "table_name": "marts.projects",
        "key": '{"project_id":"W-1"}',
        "column": column,
        "before": before,
        "after": after,
        "evidence": [place("projects.csv", 2)],
    }


def changes() -> Changes:
    """Every kind of change at once."""
    return Changes(
        rows=pd.DataFrame([difference("sic_stage", '"idea"', '"implementing"')], columns=ROWS),
        moves=moves(
            move("A1", "acceleration_needed", "on_track"),
            move("B2", "cannot_be_assessed", "achieved"),
            move("C3", "on_track", "acceleration_needed", "correction"),
            move("F1", "moving_away", "limited_progress", "method"),
        ),
        indicators=pd.DataFrame([indicator("A1.1", 11, 8)], columns=INDICATORS),
        money=money(159.2e6, 24.6e6, -7.9e6, -1.4e6, 4.1e6),
        subjects=pd.DataFrame(
            [subject("Cover crops"), subject("open-aid.xml", kind="coverage", subject="source")], columns=SUBJECTS
        ),
        summary=pd.DataFrame(
            [
                ("status", "real", 2),
                ("status", "correction", 1),
                ("status", "method", 1),
                ("project", "real", 1),
                ("source", "coverage", 1),
            ],
            columns=SUMMARY,
        ),
    )
