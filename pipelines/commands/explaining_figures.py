"""Walks a figure back: what it says, where it was asked, the same asked again, and the rows behind it with file and row.

Does not belong here: how a status came about (`explaining`), and what a figure is (`warehouse/families`).
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from warehouse import figures, releases
from warehouse.contracts import TABLES
from warehouse.families import TEXTS, families, family_of

NEAREST, ROWS_SHOWN = 5, 50
PLACE = ("origin", "source_file", "source_sheet", "source_row")
ALIKE = 0.4  # from which likeness on a name is offered in place of an unknown one
AS_LARGE = 1e-9  # two sums of the same rows may differ by the order in which they were added


class UnknownFigure(LookupError):
    """No figure of the release is called so; the message names the nearest ones."""


def of_release(release: releases.Release) -> str:
    """Of which release an answer is, and that it is made up where it is."""
    made_up = (
        "\nMADE-UP DATA: every name and number of the Initiative here is made up" if release.is_demonstration else ""
    )
    return f"release {release.release_id}, as of {release.as_of}{made_up}"


def is_called_like_one(name: str) -> bool:
    """Does the name begin like that of a figure, and not like a code of the strategy?"""
    return family_of(name).lower() in families() or not re.fullmatch(r"[A-Za-z]\d+(\.\w+)?", name)


def text(release: releases.Release, figure_id: str) -> str:
    """A figure of a release in words, with the rows behind it; raises UnknownFigure."""
    figure = _named(figures.read(release.path), figure_id, release)
    asked_again = figures.again(release.path, figure)
    rows = figures.behind(release.path, figure)
    where = f"\nwhere  {figure['filter']}" if figure["filter"] else ""
    return "\n".join(
        [
            figure["figure_id"],
            str(figure["meaning"]),
            f"value  {_said(_value(figure), figure)}",
            f"from   {figure['table_name']}\nasked  {figure['measure']}{where}",
            f"again  {_said(asked_again, figure)}{'' if _is_same(figure, asked_again) else ', which is not the same'}",
            *_rows(figure, rows),
            of_release(release),
        ]
    )


def _named(known: pd.DataFrame, figure_id: str, release: releases.Release) -> Mapping[str, Any]:
    found = known[known["figure_id"].str.lower() == figure_id.lower()].to_dict("records")
    if found:
        return {str(name): value for name, value in found[0].items()}
    near = get_close_matches(figure_id, known["figure_id"].to_list(), NEAREST, ALIKE)
    listed = ", ".join(near) or f"{', '.join(list(families())[:NEAREST])}, ..."
    raise UnknownFigure(f"No figure of release {release.release_id} is called {figure_id!r}. Nearest: {listed}")


def _value(figure: Mapping[str, Any]) -> Any:
    return figure["text_value"] if figure["unit"] in TEXTS else figure["value"]


def _said(value: Any, figure: Mapping[str, Any]) -> str:
    """The value with its unit; that it is not known, which is not nought."""
    if value is None or pd.isna(value):
        return "not known"
    if figure["unit"] in TEXTS:
        return _written(value)
    return f"{float(value):.15g} {figure['unit']}"


def _is_same(figure: Mapping[str, Any], again: Any) -> bool:
    value = _value(figure)
    if figure["unit"] in TEXTS or pd.isna(value) or pd.isna(again):
        return _said(value, figure).lower() == _said(again, figure).lower()
    return abs(float(value) - float(again)) <= AS_LARGE * max(1.0, abs(float(value)))


def _rows(figure: Mapping[str, Any], rows: pd.DataFrame) -> list[str]:
    """The rows behind, each with its place and what of it counts; how many more there are."""
    shown = [_row(row, figure, list(rows.columns)) for row in rows.head(ROWS_SHOWN).to_dict("records")]
    lines = [f"behind {len(rows)} rows" if len(rows) != 1 else "behind 1 row", *shown]
    if len(rows) > ROWS_SHOWN:
        lines.append(f"  and {len(rows) - ROWS_SHOWN} more")
    if "source_row" not in rows and "objective_code" in rows:
        lines.append("  sic explain CODE --horizon YEAR goes on from the objective or indicator of a row")
    return lines


def _row(row: Mapping[Any, Any], figure: Mapping[str, Any], columns: list[str]) -> str:
    declared = TABLES.get(str(figure["table_name"]))
    asked = f"{figure['measure']} {figure['filter']}"
    chosen = [name for name in columns if name not in PLACE]
    if declared and declared.column_names == columns:  # a mart may have many columns: its key, and what was asked
        chosen = [name for name in chosen if name in declared.key or re.search(rf"\b{name}\b", asked)]
    said = ", ".join(f"{name} {_written(row[name])}" for name in chosen if not _is_gap(row[name]))
    if _is_gap(row.get("source_file")):
        return f"  {said}"
    sheet = "" if _is_gap(row.get("source_sheet")) else f", sheet {row['source_sheet']}"
    return f"  {row['origin']}: {row['source_file']}{sheet}, row {row['source_row']}: {said}"


def _written(value: Any) -> str:
    """A value as it stands in a line; a day without a time of day."""
    return str(value).removesuffix(" 00:00:00")


def _is_gap(value: Any) -> bool:
    return value is None or bool(pd.isna(value)) or value == ""
