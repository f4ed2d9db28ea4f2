"""Families of figures: what each number on screen or paper is, declared once, and the SQL made of them.

A family (`figures.csv`) is a measure of a table under a filter, for each value of its keys; a figure is called by its
family and its keys, `committed.C3.002`, and `none` stands for a key that is missing. What a figure counts is a mart or,
where no mart has such rows, rows chosen from marts (`rows/`); the same rows are what stands behind a sum. What depends
on what a reader types or picks freely (a search, the criteria of a funder, weights of a score) is no figure of a release.
Does not belong here: the figures of a release (`figures`), and how one is shown (`dashboard/rendering/figures`).
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from warehouse.quoting import literal
from warehouse.settings import ROOT

FIGURES = "marts.figures"
DECLARED = ROOT / "warehouse" / "figures.csv"
TEXTS = ("text", "code", "date", "yes or no")  # units of what is no number
NONE = "none"  # a key that is missing
QUOTE = "'"
OR_ZERO = re.compile(r"coalesce\((.+), 0\)")  # a sum of counts over no rows is nought
Rows = Mapping[str, str]  # SQL that stands before a question, by the name that the question calls it


@dataclass(frozen=True)
class Family:
    """A measure of a table under a filter, one figure for each value of the keys; what rows stand behind it."""

    family: str
    table_name: str
    measure: str
    filter: str
    keys: tuple[str, ...]
    unit: str
    meaning: str
    behind: str

    @property
    def is_text(self) -> bool:
        """Is what it says a name, a day or a code?"""
        return self.unit in TEXTS


@cache
def families() -> dict[str, Family]:
    """Every declared family, by its name."""
    with DECLARED.open(encoding="utf-8", newline="") as lines:
        declared = [Family(keys=tuple(row.pop("keys").split()), **row) for row in csv.DictReader(lines)]
    return {family.family: family for family in declared}


@cache
def named_rows() -> Rows:
    """The SQL of the rows that figures count or rest on, by name."""
    paths = sorted((ROOT / "warehouse" / "rows").glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def question(chosen: Iterable[Family] | None = None) -> str:
    """The SQL of the figures of some families, or of all: families of one table and the same keys are asked together."""
    asked = list(families().values() if chosen is None else chosen)
    groups: dict[tuple[str, tuple[str, ...]], list[Family]] = {}
    for family in asked:
        groups.setdefault((family.table_name, family.keys), []).append(family)
    declared = ",\n".join(_declaration(place, family) for place, family in enumerate(asked))
    answers = "\nunion all\n".join(_group(group) for group in groups.values())
    used = {name: sql for name, sql in named_rows().items() if name in {table for table, _ in groups}}
    return following(
        used,
        f"""select
    concat(family, key_id) as figure_id,
    table_name,
    measure,
    coalesce(nullif(concat_ws(' and ', nullif(filter, ''), nullif(key_filter, '')), ''), 'true') as filter,
    value,
    text_value,
    unit,
    meaning
from (values
{declared}
) as declared(place, family, table_name, measure, filter, unit, meaning)
inner join (
{answers}
) as answers using (family)
order by place, figure_id""",
    )


def family_of(figure_id: str) -> str:
    """The name of the family of a figure."""
    return figure_id.partition(".")[0]


def following(rows: Rows, sql: str) -> str:
    """A question, after the rows it reads under their names."""
    before = ",\n".join(f"{name} as (\n{text}\n)" for name, text in rows.items())
    return f"with {before}\n{sql}" if before else sql


def _declaration(place: int, family: Family) -> str:
    texts = (family.family, family.table_name, family.measure, family.filter, family.unit, family.meaning)
    return f"({place}, {', '.join(map(literal, texts))})"


def _group(group: Sequence[Family]) -> str:
    """Families of one table and the same keys, asked together: one row per figure."""
    table, keys = group[0].table_name, group[0].keys
    filters = list(dict.fromkeys(family.filter for family in group if family.filter))
    flags = "".join(f", ({text}) as is_chosen_{number}" for number, text in enumerate(filters))
    measured = ",\n".join(_measured(family, filters) for family in group)
    called = ", ".join(f"'.', {_called(key)}" for key in keys)
    key_id = f"concat({called})" if keys else "''"
    key_filter = f"concat_ws(' and ', {', '.join(map(_chosen_by, keys))})" if keys else "''"
    grouped = f"\ngroup by {', '.join(keys)}" if keys else ""
    return f"""select key_id, key_filter, unnest(figures, recursive := true) from (
select {key_id} as key_id, {key_filter} as key_filter, [
{measured}
] as figures
from (select *{flags} from {table}){grouped})"""


def _measured(family: Family, filters: Sequence[str]) -> str:
    measure = family.measure
    if family.filter:
        chosen, or_zero = f"filter (is_chosen_{filters.index(family.filter)})", OR_ZERO.fullmatch(measure)
        measure = f"coalesce({or_zero[1]} {chosen}, 0)" if or_zero else f"{measure} {chosen}"
    value, text = ("null", f"({measure})") if family.is_text else (f"({measure})", "null")
    return f"{{'family': {literal(family.family)}, 'value': {value}::double, 'text_value': {text}::varchar}}"


def _called(key: str) -> str:
    """A key as it stands in the name of a figure; a text that reads like a missing one is quoted."""
    none, quoted = literal(NONE), literal(f"'{NONE}'")
    return f"case when {key}::varchar = {none} then {quoted} else coalesce({key}::varchar, {none}) end"


def _chosen_by(key: str) -> str:
    """The condition that a key has its value, as text."""
    mark = literal(QUOTE)
    quoted = f"concat({mark}, replace({key}::varchar, {mark}, {literal(2 * QUOTE)}), {mark})"
    written = f"case when typeof({key}) = 'VARCHAR' then {quoted} else {key}::varchar end"
    return f"case when {key} is null then '{key} is null' else concat('{key} = ', {written}) end"
