"""Figures of a few rows: the declarations are asked of small frames, so that a headline is tested with what it counts.

Belongs here: asking. Does not: rows, or what is expected of them.
"""

from contextlib import closing
from typing import Any

import pandas as pd

from dashboard.rendering.figures import Figure, Figures
from tests.factories import warehouse
from warehouse.contracts import TABLES
from warehouse.families import FIGURES, families, named_rows, question
from warehouse.frames import fetched


def figures_of(**marts: pd.DataFrame) -> Figures:
    """The figures asked of these marts, and of rows chosen from them; columns that a frame lacks are missing."""
    frames = {f"marts.{name}": frame for name, frame in marts.items()}
    shaped = {name: frame.reindex(columns=TABLES[name].column_names) for name, frame in frames.items()}
    chosen = {*frames, *(name for name, sql in named_rows().items() if any(f"{mart} as" in sql for mart in frames))}
    asked = [family for family in families().values() if family.table_name in chosen]
    with closing(warehouse(shaped)) as opened:
        return Figures(TABLES[FIGURES].shape(fetched(opened.execute(question(asked)))))


def figures_saying(**values: Any) -> Figures:
    """Figures with these values, made up; two underscores stand for a dot in a name."""
    rows = [
        {
            "figure_id": name.replace("__", "."),
            "value": None if isinstance(value, str) else value,
            "text_value": value if isinstance(value, str) else None,
        }
        for name, value in values.items()
    ]
    frame = pd.DataFrame(rows, columns=list(Figure.__annotations__))
    return Figures(frame.astype({"value": "float64"}))
