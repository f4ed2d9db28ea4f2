"""The questions of the marts: one SQL file each, the tables it reads, and the order in which they can be asked.

A question is answered from core tables and from marts that are already answered. Does not belong here: running one.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warehouse.settings import ROOT

TABLE_NAME = re.compile(r"\b(?:core|marts)\.[a-z_]+\b")


@dataclass(frozen=True)
class Question:
    """The SQL that answers one mart, and the tables it reads."""

    name: str
    sql: str
    reads: frozenset[str]


@cache
def questions() -> tuple[Question, ...]:
    """Every question, each after those whose answers it reads; raises ValueError when two wait for each other."""
    waiting = [_question(path.stem, path.read_text(encoding="utf-8")) for path in _files()]
    ordered: list[Question] = []
    while waiting:
        open_names = {question.name for question in waiting}
        ready = [question for question in waiting if not question.reads & open_names]
        if not ready:
            raise ValueError(f"These marts wait for each other: {', '.join(sorted(open_names))}")
        ordered += ready
        waiting = [question for question in waiting if question not in ready]
    return tuple(ordered)


def _files() -> list[Path]:
    return sorted((ROOT / "warehouse" / "marts").glob("*.sql"))


def _question(stem: str, sql: str) -> Question:
    name = f"marts.{stem}"
    code = "\n".join(line.partition("--")[0] for line in sql.splitlines())
    return Question(name, sql, frozenset(TABLE_NAME.findall(code)) - {name})
