"""A comparison of two releases as text and back, so that it can be kept: the same cells, types and order.

Does not belong here: where the text is kept (`warehouse.comparisons`), and comparing.
"""

import json
from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.changes.changes import Changes

FRAMES = ("rows", "moves", "indicators", "money", "subjects", "summary")
EVIDENCE, DATES = "evidence", ("before_on", "after_on")


def as_text(found: Changes) -> str:
    """The comparison as one line of text; places that stand behind many changes are written once."""
    places: dict[str, int] = {}
    frames = {name: _columns(getattr(found, name), places) for name in FRAMES}
    evidence = ",".join(places)
    content = json.dumps({"is_told_by_name": found.is_told_by_name, "frames": frames}, default=_plain)
    return f'{{"places":[{evidence}],"content":{content}}}'


def from_text(text: str) -> Changes:
    """The comparison that was written."""
    said = json.loads(text)
    frames = {name: _frame(columns, said["places"]) for name, columns in said["content"]["frames"].items()}
    return Changes(**frames, is_told_by_name=said["content"]["is_told_by_name"])


def _columns(frame: pd.DataFrame, places: dict[str, int]) -> dict[str, Any]:
    cells = {
        name: [places.setdefault(json.dumps(each, default=_plain), len(places)) for each in frame[name]]
        if name == EVIDENCE
        else frame[name].tolist()
        for name in frame.columns
    }
    return {"types": {name: str(frame[name].dtype) for name in frame.columns}, "cells": cells}


def _frame(said: dict[str, Any], places: list[Any]) -> pd.DataFrame:
    types, columns = said["types"], {}
    for name, cells in said["cells"].items():
        if name == EVIDENCE:
            cells = [places[at] for at in cells]
        elif name in DATES:
            cells = [date.fromisoformat(each) if isinstance(each, str) else each for each in cells]
        columns[name] = pd.Series(cells, dtype=types[name])
    return pd.DataFrame(columns)


def _plain(value: Any) -> Any:
    """A day as text, a number of NumPy as one of Python."""
    return value.isoformat() if isinstance(value, date) else value.item()
