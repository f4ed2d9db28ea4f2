"""Differing rows as cells: which column differs in which row, and the values as JSON.

A date is written as ISO 8601, a missing value as null, a number so that it reads back as the same number. Does not belong
here: the kind of a difference.
"""

import json
from collections.abc import Sequence
from math import isfinite

import numpy as np
import pandas as pd

from pipelines.rules.changes.compared import Contract, TableDifference

WENT, CAME, BOTH = "went", "came", "both"
MISSING = "null"
_TEXT = json.JSONEncoder(ensure_ascii=False).encode


def differs(before: pd.Series, after: pd.Series) -> np.ndarray:
    """For each row whether two columns of the same rows say something else; missing is like missing."""
    lacks, lacked = after.isna().to_numpy(bool), before.isna().to_numpy(bool)
    is_same = (before == after).fillna(False).to_numpy(bool)
    return ~(is_same | (lacks & lacked))


def differing(found: TableDifference) -> dict[str, np.ndarray]:
    """By column that differs somewhere, for each row of both releases whether it does."""
    if found.before.empty:
        return {}
    masks = {
        name: differs(found.before[name], found.after[name])
        for name in found.contract.column_names
        if name not in found.key
    }
    return {name: mask for name, mask in masks.items() if mask.any()}


def cells(found: TableDifference, masks: dict[str, np.ndarray]) -> pd.DataFrame:
    """One row per difference: `part`, `position` in the frame of that part, and `column`, missing for a whole row."""
    parts = [(WENT, np.arange(len(found.went)), None)]
    parts += [(BOTH, np.flatnonzero(mask), name) for name, mask in masks.items()]
    parts += [(CAME, np.arange(len(found.came)), None)]
    return pd.DataFrame(
        {
            "part": np.repeat(np.array([part for part, _, _ in parts], dtype=object), [len(at) for _, at, _ in parts]),
            "position": np.concatenate([at for _, at, _ in parts]),
            "column": np.repeat(
                np.array([name for _, _, name in parts], dtype=object), [len(at) for _, at, _ in parts]
            ),
        }
    )


def written(found: TableDifference, listed: pd.DataFrame) -> pd.DataFrame:
    """`key`, `before` and `after` of the cells of a table, as JSON; missing where a release has no such row."""
    kinds = {column.name: column.kind for column in found.contract.columns}
    key = found.key or _places(found.contract)
    texts = {name: np.empty(len(listed), dtype=object) for name in ("key", "before", "after")}
    part, position = listed["part"].to_numpy(), listed["position"].to_numpy()
    for which, frame, side in ((WENT, found.went, "before"), (CAME, found.came, "after")):
        is_whole = part == which
        if is_whole.any():
            texts[side][is_whole] = rows_as_json(frame, kinds, found.contract.column_names)[position[is_whole]]
            texts["key"][is_whole] = rows_as_json(frame, kinds, key)[position[is_whole]]
    is_cell = part == BOTH
    if is_cell.any():
        texts["key"][is_cell] = rows_as_json(found.before, kinds, key)[position[is_cell]]
    for name, rows in listed[is_cell].groupby("column", sort=False):
        at = rows.index.to_numpy()
        for side, frame in (("before", found.before), ("after", found.after)):
            texts[side][at] = encoded(frame[str(name)].iloc[position[at]], kinds[str(name)])
    return pd.DataFrame(texts, index=listed.index, dtype=object)


def rows_as_json(frame: pd.DataFrame, kinds: dict[str, str], columns: Sequence[str]) -> np.ndarray:
    """Each row as a JSON object of these columns."""
    if frame.empty:
        return np.empty(0, dtype=object)
    named = [[f'"{name}":{text}' for text in encoded(frame[name], kinds[name])] for name in columns]
    return np.array(["{" + ",".join(row) + "}" for row in zip(*named, strict=True)], dtype=object)


def encoded(values: pd.Series, kind: str) -> np.ndarray:
    """Each value as JSON text; JSON knows no infinity, which is written as a text that reads back as one."""
    known = values.notna().to_numpy(bool)
    texts = np.full(len(values), MISSING, dtype=object)
    filled = values[known]
    if kind == "text":
        texts[known] = [_TEXT(text) for text in filled.tolist()]
    elif kind == "date":
        texts[known] = [f'"{day}"' for day in np.datetime_as_string(filled.to_numpy("datetime64[D]")).tolist()]
    elif kind == "instant":
        texts[known] = [f'"{moment.isoformat()}"' for moment in filled]
    elif kind == "boolean":
        texts[known] = ["true" if value else "false" for value in filled.tolist()]
    else:
        texts[known] = [repr(number) if isfinite(number) else f'"{number}"' for number in filled.tolist()]
    return texts


def _places(contract: Contract) -> tuple[str, ...]:
    """Where a row without a key stands."""
    places = ("rule_id", "origin", "source_file", "source_sheet", "source_row", "column")
    return tuple(name for name in places if name in contract.column_names)
