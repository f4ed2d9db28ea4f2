"""Histories of files, drawn by chance: what is sent, corrected, copied, replaced and received in one instant.

One generator serves the property, where Hypothesis decides every chance, and the sabotage, where a seed does. Does not
belong here: what should come of a history (`money_model`, `project_model`, `observation_model`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import pandas as pd

from pipelines.steps import admission
from sources.admission.docket import PROVENANCE
from sources.feedback.headers import HEADER_COLUMNS
from sources.streams import streams
from tests.sending import AS_OF, FIRST_RECEIVED
from tests.sending_rows import FIRST_ROW, shipped

REPLACED = "FIL-050"
NAMES = ("a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "f.csv")
STATEMENTS = (0, 0, 1, 3)  # how many a history may have on which file replaces which
TAKEN_BACK = 0.3  # how likely it is that one of them is taken back
A_COPY = 0.3  # how likely it is that a file comes again under another name

Row = dict[str, str]
Place = tuple[str, int]
Tables = Mapping[str, pd.DataFrame]

# What each cell may say; a value that stands twice is drawn twice as often.
OPTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "funding": {
        "contribution_id": ("", "", "", "1", "01", "2"),
        "funder": ("Loam Trust", "LOAM  trust", "Silt Fund"),
        "date": ("2025-03-01", "2025-03-01", "2025-03-01", "2025-04-01", ""),
        "state": ("pledged", "committed"),
        "amount": ("10", "20", "20", "30"),
        "form": ("", "", "", "", "cash", "office"),
        "currency": ("EUR", "EUR", "EUR", "EUR", "no such"),
    },
    "projects": {
        "project_id": ("P1", "p1", "P2", "P3", ""),
        "title": ("Levee soils", "Levee soils", "Terraces and hedges"),
        "lead": ("Loam Trust", "Loam Trust", "Silt Fund", ""),
        "objectives": ("A2", "C3", "A2; C3"),
        "countries": ("", "KE", "MA; TN", "(empty)"),
        "partners": ("", "Marl Union", "(empty)"),
        "asked_amount": ("", "", "100", "200", "(empty)"),
        "currency": ("EUR",),
        "sic_stage": ("", "", "idea", "presented", "(vide)"),
        "updated_on": ("", *["2026-02-01"] * 4, *["2026-03-01"] * 3),
    },
    "observations": {
        "indicator": ("B3.1", "B3.1", "A3.1"),
        "date": ("2025-12-31", "2025-12-31", "2024-12-31"),
        "country": ("", "", "KE"),
        "value": ("1", "2", "2", ""),
        "status": ("approved", "approved", "approved", "checked", "rejected", ""),
        "evidence": ("paper", " PAPER ", "report", ""),
    },
}


@dataclass(frozen=True)
class File:
    """A file of the inbox: when it was received, in tens of days, and its rows by stream."""

    received: int
    rows: Mapping[str, list[Row]]


@dataclass(frozen=True)
class History:
    """The files that are there in the end, by name, and in the order said which file replaces which."""

    files: Mapping[str, File]
    said: list[tuple[str, str]] = field(default_factory=list)

    def replaced(self) -> set[str]:
        """The files that another one stands for: what was said last of a file counts, and a circle means nothing."""
        by_new = {new: old for new, old in self.said}
        pairs = {(old, new) for new, old in by_new.items() if new in self.files and old in self.files}
        return {old for old, new in pairs if not _leads_to(new, old, pairs)}

    def sent(self, stream: str) -> list[tuple[str, list[tuple[Place, Row]]]]:
        """The files that count, in the order of receipt and of one instant by their names, with the rows of a stream."""
        names = sorted(set(self.files) - self.replaced(), key=lambda name: (self.files[name].received, name))
        return [(name, self.places(name, stream)) for name in names]

    def places(self, name: str, stream: str) -> list[tuple[Place, Row]]:
        """The rows of a file with their places."""
        return [((name, number), row) for number, row in enumerate(self.files[name].rows[stream], start=FIRST_ROW)]


def _leads_to(start: str, end: str, pairs: set[tuple[str, str]]) -> bool:
    """Does following what stands for a file lead from one to the other?"""
    seen, open_files = set(), [start]
    while open_files:
        file = open_files.pop()
        if file == end:
            return True
        open_files += [new for old, new in pairs if old == file and file not in seen]
        seen.add(file)
    return False


def drawn(chance: Random, most_rows: int = 5, streams: Iterable[str] = OPTIONS, least_files: int = 1) -> History:
    """A history by chance: up to four files, perhaps a copy of one under another name, perhaps a word on replacing."""
    names = chance.sample(NAMES, len(NAMES))
    files = {name: _file(chance, most_rows, streams) for name in names[: chance.randint(least_files, 4)]}
    if chance.random() < A_COPY:
        files[names[4]] = File(chance.randint(0, 2), files[names[0]].rows)
    there = [*files, *files, *names]  # mostly of files that are there
    said = [(chance.choice(there), chance.choice(["", *there])) for _ in range(chance.choice(STATEMENTS))]
    if said and chance.random() < TAKEN_BACK:
        said.append((said[0][0], ""))
    return History({name: files[name] for name in chance.sample(list(files), len(files))}, said)


def _file(chance: Random, most_rows: int, streams: Iterable[str]) -> File:
    rows: dict[str, list[Row]] = {stream: [] for stream in OPTIONS}
    for stream in streams:
        for _ in range(chance.randint(0, most_rows)):
            rows[stream].append({name: chance.choice(values) for name, values in OPTIONS[stream].items()})
    return File(chance.randint(0, 2), rows)


# What makes a row one of its own history.
WHOSE: Mapping[str, tuple[str, ...]] = {
    "funding": ("funder",),
    "projects": ("project_id", "title", "lead", "partners"),
}
YEARS_OF_A_HISTORY = 2  # in which it observes


def beside(*histories: History) -> History:
    """Several histories as one: each has its own files, givers and projects, and its observations its own years."""
    files, said = {}, []
    for number, history in enumerate(histories):
        files |= {_own_name(name, number): _own(file, number) for name, file in history.files.items()}
        said += [(_own_name(new, number), old and _own_name(old, number)) for new, old in history.said]
    return History(files, said)


def _own_name(name: str, number: int) -> str:
    return f"{number}/{name}"


def _own(file: File, number: int) -> File:
    rows = {stream: [_own_row(row, stream, number) for row in rows] for stream, rows in file.rows.items()}
    return File(file.received, rows)


def _own_row(row: Row, stream: str, number: int) -> Row:
    if stream == "observations":
        year, rest = row["date"].split("-", 1)
        return row | {"date": f"{int(year) - YEARS_OF_A_HISTORY * number}-{rest}"}
    return row | {name: re.sub(r"^(\w+)", rf"\1{'abcdefgh'[number]}", row[name]) for name in WHOSE[stream]}


@dataclass
class Outcome:
    """What becomes of the rows of a stream: the places of those that count, of those set aside, of those held.

    `says` is what those that count say in the end.
    """

    counted: list[Place] = field(default_factory=list)
    aside: list[Place] = field(default_factory=list)
    held: list[Place] = field(default_factory=list)
    says: dict[Any, Any] = field(default_factory=dict)

    def sorted(self) -> "Outcome":
        """The same in one order, to be compared."""
        return Outcome(sorted(self.counted), sorted(self.aside), sorted(self.held), self.says)


def answered(history: History) -> dict[str, pd.DataFrame]:
    """The core tables, problems and sources that a run makes of a history, without the shipped record."""
    reference, strategy, written = shipped()
    raw = {stream: _received(history, stream) for stream in OPTIONS}
    raw["files"] = pd.DataFrame([_receipt(name, file) for name, file in history.files.items()])
    raw["files"] = raw["files"].assign(streams=";".join(OPTIONS), refusal=None)
    raw["headers"] = pd.DataFrame(columns=[*HEADER_COLUMNS, "origin"], dtype="str")
    raw["findings"] = pd.DataFrame(columns=[*admission.admitting.PROBLEM_COLUMNS, "field"], dtype="object")
    raw["replacements"] = pd.DataFrame(history.said, columns=["new_file", "replaces"], dtype="str")
    return admission.admit(raw, strategy, reference, written, AS_OF)


def _receipt(name: str, file: File) -> Row:
    return {
        "medium": "csv",
        "origin": "inbox",
        "source_file": name,
        "source_sha256": f"sha256 of {file.rows}",
        "received_at": f"{FIRST_RECEIVED + timedelta(days=10 * file.received):%Y-%m-%d}",
    }


def _received(history: History, stream: str) -> pd.DataFrame:
    rows = [
        {**row, **_receipt(name, file), "source_row": place[1]}
        for name, file in history.files.items()
        for place, row in history.places(name, stream)
    ]
    frame = pd.DataFrame(rows).reindex(columns=[*streams()[stream].field_names, *PROVENANCE])
    numbers = {"source_row": "Int64", "received_at": "datetime64[us]"}
    return frame.astype({name: numbers.get(name, "str") for name in frame.columns})


def named_by(tables: Tables, stream: str, *rule_ids: str) -> list[Place]:
    """The places of a stream that the findings of these rules name, each once."""
    found = tables["problems"]
    found = found[found["stream"].eq(stream) & found["rule_id"].isin([*rule_ids, REPLACED])]
    return sorted(set(places(found)))


def held(tables: Tables, stream: str) -> list[Place]:
    """The places of a stream that a finding holds, each once."""
    found = tables["problems"]
    return sorted(set(places(found[found["stream"].eq(stream) & found["severity"].eq("error")])))


def places(rows: pd.DataFrame) -> list[Place]:
    """File and row of each of these rows, as often as it stands there."""
    return sorted(zip(rows["source_file"], rows["source_row"].astype(int), strict=True))
