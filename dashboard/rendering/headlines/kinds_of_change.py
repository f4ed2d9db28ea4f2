"""The four kinds of change with how many there are and what they consist of, and what came and went, line by line.

Frames are those of `pipelines.rules.changes`. Does not belong here: markup (`rendering.change_blocks`).
"""

from dataclasses import dataclass
from itertools import product

import pandas as pd

from dashboard.rendering.kinds import KINDS
from dashboard.rendering.words import Words, is_missing

SUBJECTS = ("status", "indicator", "money", "project", "agreement", "source")
CAME_AND_WENT = ("project", "agreement", "source", "money")
HAPPENED = ("new", "ended", "changed", "lost")
NAMED = 3  # a line names so many things at most


@dataclass(frozen=True)
class Counted:
    """One kind of change: its code, its name, what it means, how many, and what they are."""

    kind: str
    name: str
    meaning: str
    count: int
    parts: str


@dataclass(frozen=True)
class Line:
    """One line of what came and went: the kind of change and the sentence."""

    kind: str
    text: str


def counted(summary: pd.DataFrame, words: Words) -> list[Counted]:
    """Every kind, also one that did not occur; the parts add up to the number above them."""
    return [_counted(kind, summary[(summary["kind"] == kind) & (summary["count"] > 0)], words) for kind in KINDS]


def came_and_went(subjects: pd.DataFrame, words: Words) -> list[Line]:
    """One line per thing, what happened to it and kind of change; a few are named, many are counted."""
    found = []
    for subject, happened, kind in product(CAME_AND_WENT, HAPPENED, KINDS):
        own = subjects[
            (subjects["subject"] == subject) & (subjects["happened"] == happened) & (subjects["kind"] == kind)
        ]
        if len(own):
            found.append(Line(kind, _line(subject, happened, own["name"], words)))
    return found


def _counted(kind: str, rows: pd.DataFrame, words: Words) -> Counted:
    counts = rows.groupby("subject")["count"].sum()
    parts = [words(f"change.part.{subject}", n=int(counts[subject])) for subject in SUBJECTS if subject in counts]
    name, meaning = words(f"value.kind.{kind}"), words(f"change.means.{kind}")
    return Counted(kind, name, meaning, int(counts.sum()), ", ".join(parts) or words("change.part_none"))


def _line(subject: str, happened: str, names: pd.Series, words: Words) -> str:
    said = words(f"change.{subject}.{happened}", n=len(names))
    known = [str(name) for name in names if not is_missing(name) and name != ""]
    if len(names) > NAMED or len(known) < len(names):
        return said
    return words("change.named", what=said, names=words.parted(known))
