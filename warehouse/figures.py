"""The figures of a release: as they were published, asked once more of its tables, and the rows behind each.

A release made before the registry, or before a family, has its figures all the same: the declarations are asked of its
tables. Does not belong here: what a figure is (`families`).
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.families import FIGURES, Family, families, family_of, following, named_rows, question

# A mart where it is read, and texts and comments, in which one is only named.
MART = re.compile(r"'(?:[^']|'')*'|--[^\n]*|\bmarts\.[a-z_]+\b")
HELD = """
    select concat(schema_name, '.', table_name) as name, column_name
    from duckdb_columns()
    where schema_name = 'marts'
"""
Figure = Mapping[str, Any]  # a row of the registry


def read(release: Path) -> pd.DataFrame:
    """The figures of a release as they were published; what was declared later is asked of its tables now."""
    held = _columns(release)
    known = releases.read(release, FIGURES) if FIGURES in held else TABLES[FIGURES].empty()
    there = set(map(family_of, known["figure_id"]))
    later = [family for name, family in families().items() if name not in there]
    if not later:
        return known
    asked = TABLES[FIGURES].shape(releases.query(release, _for_older(held, question(later))))
    return pd.concat([known, asked], ignore_index=True) if len(known) else asked


def again(release: Path, figure: Figure) -> object:
    """The value of a figure asked once more of the release, from its own table, measure and filter."""
    table, chosen = str(figure["table_name"]), str(figure["filter"])
    where = f" where {chosen}" if chosen else ""
    rows = {name: sql for name, sql in named_rows().items() if name == table}
    sql = following(rows, f"select {figure['measure']} as value from {table}{where}")
    return releases.query(release, _for_older(_columns(release), sql))["value"].iloc[0]


def behind(release: Path, figure: Figure) -> pd.DataFrame:
    """The rows behind a figure: those its family declares, else those of its table that its filter chooses.

    Of declared rows those with the keys of the figure are meant, as far as they have them; `$horizon` stands for a key.
    """
    family = families()[family_of(str(figure["figure_id"]))]
    name, _, condition = family.behind.partition(" where ")
    table, chosen, held = name or family.table_name, str(figure["filter"]), _columns(release)
    rows = {each: sql for each, sql in named_rows().items() if each == table}
    if name:
        values = _key_values(family, chosen)
        columns = set(releases.query(release, _for_older(held, following(rows, f"from {table} limit 0"))).columns)
        for key, value in values.items():
            condition = condition.replace(f"${key}", value)
        own = [f"{key} is not distinct from {value}" for key, value in values.items() if key in columns]
        chosen = " and ".join(filter(None, (condition, *own)))
    where = f" where {chosen}" if chosen else ""
    return releases.query(release, _for_older(held, following(rows, f"select * from {table}{where}")))


def rows(release: Path, name: str) -> pd.DataFrame:
    """All rows of a question that figures rest on, by its name."""
    return releases.query(release, _for_older(_columns(release), named_rows()[name]))


def _key_values(family: Family, chosen: str) -> dict[str, str]:
    """The keys of a figure with their values, as SQL writes them, from the end of its filter."""
    parts = [rf"{key} (?:is (null)|= ('(?:[^']|'')*'|-?\d+))" for key in family.keys]
    found = re.search(" and ".join(parts) + "$", chosen)
    values = [value for value in found.groups() if value is not None] if found else []
    return dict(zip(family.keys, values, strict=True))


def _columns(release: Path) -> dict[str, set[str]]:
    """The columns that each mart of a release has."""
    held = releases.query(release, HELD)
    return {str(name): set(own["column_name"]) for name, own in held.groupby("name")}


def _for_older(held: Mapping[str, set[str]], sql: str) -> str:
    """The question as a release can answer it that was made before a table or column: without rows, without values."""
    named = sorted(set(MART.findall(sql)) & set(TABLES))
    lacking = [name for name in named if set(TABLES[name].column_names) - held.get(name, set())]
    rows = {}
    for name in lacking:
        columns = ", ".join(f'null::{column.sql_type} as "{column.name}"' for column in TABLES[name].columns)
        kept = f"\nunion all by name select * from {name}" if name in held else ""
        rows[name.replace(".", "_")] = f"select * from (select {columns} where false){kept}"
    if not rows:
        return sql
    asked = MART.sub(lambda found: found[0].replace(".", "_") if found[0] in lacking else found[0], sql)
    before, own = following(rows, ""), asked.removeprefix("with ")
    return f"{before}{asked}" if own == asked else f"{before.rstrip()},\n{own}"
