"""Every column of the warehouse, declared once: name, kind, label, meaning, unit, allowed values; a file per topic.

A column has one meaning everywhere. Suffixes: `_id`, `_code`, `_on` (date), `_at` (instant), `_year`, `_eur`,
`_share` (0 to 1), `_count`, `_days`; `is_`/`has_` for yes and no. Does not belong here: which table has which column.
"""

from collections.abc import Iterable

from warehouse.contracts.columns import (
    accounts,
    coverage,
    initiative,
    money,
    observations,
    open_records,
    progress,
    projects,
    provenance,
    soils,
    strategy,
    task_forces,
    terms,
)
from warehouse.contracts.table import Column

TOPICS = (
    provenance,
    strategy,
    progress,
    observations,
    projects,
    money,
    coverage,
    soils,
    open_records,
    task_forces,
    initiative,
    accounts,
    terms,
)


def by_name(columns: Iterable[Column]) -> dict[str, Column]:
    """The columns by name; raises ValueError when one is declared twice."""
    known: dict[str, Column] = {}
    for column in columns:
        if column.name in known:
            raise ValueError(f"the column {column.name} is declared twice in warehouse/contracts/columns/")
        known[column.name] = column
    return known


COLUMNS = by_name(column for topic in TOPICS for column in topic.COLUMNS)
