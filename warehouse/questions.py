"""The questions of the marts: one SQL file each, the tables it reads, and the order in which they can be asked.

The SQL of the registry of figures is made from its declarations (`families`), and is asked last.

A question is answered from core tables and from marts that are already answered. What several questions choose in the
same way is a view of such tables, and reading it is reading those tables; it stands in the layer of what it reads
(`views/core/`, and `views/marts/` where a mart is among them). Does not belong here: running one.
"""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from warehouse import families
from warehouse.settings import ROOT

TABLE_NAME = re.compile(r"\b(?:core|marts)\.[a-z_]+\b")


@dataclass(frozen=True)
class Question:
    """The SQL that answers one mart, and the tables it reads."""

    name: str
    sql: str
    reads: frozenset[str]


@dataclass(frozen=True)
class View:
    """Rows that several questions read: its name, the SQL that chooses them, and the tables it reads."""

    name: str
    sql: str
    reads: frozenset[str]


@cache
def views() -> tuple[View, ...]:
    """Every view, each after those it reads."""
    texts = {
        f"{layer}.{path.stem}": path.read_text(encoding="utf-8")
        for layer in ("core", "marts")
        for path in _files(f"views/{layer}")
    }
    read = {name: _named(sql) - {name} for name, sql in texts.items()}
    return tuple(
        View(name, texts[name], read[name]) for name in TopologicalSorter(read).static_order() if name in texts
    )


def views_of(sql: str) -> tuple[View, ...]:
    """The views that a question needs, those they read before them."""
    needed = _named(sql)
    for view in reversed(views()):
        needed |= view.reads if view.name in needed else set()
    return tuple(view for view in views() if view.name in needed)


@cache
def questions() -> tuple[Question, ...]:
    """Every question, each after those whose answers it reads; raises ValueError when two wait for each other."""
    asked = {}
    for path in _files("marts"):
        question = _question(path.stem, path.read_text(encoding="utf-8"))
        asked[question.name] = question
    asked[families.FIGURES] = _question("figures", families.question())
    needs = {name: sorted(question.reads & asked.keys()) for name, question in asked.items()}
    try:
        return tuple(asked[name] for name in TopologicalSorter(needs).static_order())
    except CycleError as error:
        _, circle = error.args
        raise ValueError(f"These marts wait for each other: {', '.join(sorted(set(circle)))}") from error


def _files(folder: str) -> list[Path]:
    return sorted((ROOT / "warehouse" / folder).glob("*.sql"))


def _question(stem: str, sql: str) -> Question:
    name = f"marts.{stem}"
    between = {view.name: view.reads for view in views_of(sql)}
    return Question(name, sql, _named(sql).union(*between.values()) - {name, *between})


def _named(sql: str) -> frozenset[str]:
    """The tables and views that stand in the code of a SQL text."""
    code = "\n".join(line.partition("--")[0] for line in sql.splitlines())
    return frozenset(TABLE_NAME.findall(code))
