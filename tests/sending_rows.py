"""Sends rows without writing files: admission and the rules over frames, for tests that send hundreds of small files.

Does not belong here: reading files (`tests.sending`), and what a test expects.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import pandas as pd

from pipelines.rules.deciding import deciding
from pipelines.shipped import RATES, STRATEGY
from sources.admission.admitting import admit
from sources.names.keys import keyed
from sources.names.reference import Reference, load
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from tests.sending import AS_OF, FIRST_RECEIVED
from warehouse.contracts import TABLES
from warehouse.contracts.core import typed_strategy

Rows = Sequence[Mapping[str, str]]
Files = Mapping[str, Mapping[str, Rows]]  # rows by file and stream
FIRST_ROW = 2  # below the header
# What says which project, grant or organisation a row is about: in each of several cases another one.
OWN = (*("project_id", "title", "lead", "partners"), *("project", "contribution_id", "grant_id", "funder", "receiver"))
FIRST_WORD = re.compile(r"^(\s*\w+)")


@dataclass(frozen=True)
class Answer:
    """What admission and the rules make of the rows: the decided tables, and every finding."""

    tables: dict[str, pd.DataFrame]
    findings: pd.DataFrame

    def said(self, rule_id: str) -> list[tuple[str, int]]:
        """File and row of the findings of a rule."""
        found = self.findings[self.findings["rule_id"] == rule_id]
        return sorted(zip(found["source_file"], found["source_row"].astype(int), strict=True))


@cache
def shipped() -> tuple[Reference, dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """The names, and the reviewed tables typed and as they were written, read once."""
    written = read_strategy(STRATEGY)
    return load(), typed_strategy({**written, "rates": read_rates(RATES)}), written


def answered(
    files: Files,
    decisions: pd.DataFrame | None = None,
) -> Answer:
    """The answer to files of rows by stream, received ten days apart in the order given."""
    return _judged([files], decisions)


def answered_apart(*cases: Files) -> list[Answer]:
    """The answer to each of several cases, judged together: each has its own files, projects, grants and organisations.

    The rules cost as much for twenty rows as for one. A case that rests on how a name or an identifier is written, or on
    a table without rows, is asked alone.
    """
    marks = [f"zz{chr(ord('a') + number)}" for number in range(len(cases))]
    together = _judged([_marked(files, mark) for files, mark in zip(cases, marks, strict=True)])
    return [
        Answer({name: _of(rows, mark) for name, rows in together.tables.items()}, _of(together.findings, mark))
        for mark in marks
    ]


def _marked(files: Files, mark: str) -> Files:
    """The files under names of their own, with the mark in the first word of whatever they name."""
    return {
        f"{mark}/{name}": {
            stream: [
                {field: FIRST_WORD.sub(rf"\1{mark}", value) if field in OWN else value for field, value in row.items()}
                for row in rows
            ]
            for stream, rows in streams.items()
        }
        for name, streams in files.items()
    }


def _of(rows: pd.DataFrame, mark: str) -> pd.DataFrame:
    """The rows of one case, or of none that is known, as they would be without its mark."""
    if "source_file" in rows:
        rows = rows[rows["source_file"].isna() | rows["source_file"].str.startswith(f"{mark}/")]
    elif "project_id" in rows:
        rows = rows[rows["project_id"].str.contains(mark, regex=False)]
    texts = rows.select_dtypes(["object", "str"])
    return rows.assign(**texts.replace(rf"{mark}/?", "", regex=True)).reset_index(drop=True)


def _judged(cases: Sequence[Files], decisions: pd.DataFrame | None = None) -> Answer:
    reference, strategy, written = shipped()
    raw: dict[str, list[pd.DataFrame]] = {}
    for number, name, streams in ((number, *file) for files in cases for number, file in enumerate(files.items())):
        for stream, rows in streams.items():
            raw.setdefault(stream, []).append(
                pd.DataFrame(list(rows), dtype="str").assign(
                    medium="csv",
                    origin="inbox",
                    source_file=name,
                    source_sheet=None,
                    source_row=range(FIRST_ROW, FIRST_ROW + len(rows)),
                    source_sha256=f"sha256 of {name}",
                    received_at=pd.Timestamp(FIRST_RECEIVED).tz_localize(None) + timedelta(days=10 * number),
                )
            )
    admission = admit({name: pd.concat(frames, ignore_index=True) for name, frames in raw.items()}, reference, AS_OF)
    reviewed = written if decisions is None else {**written, "double_decisions": decisions}
    decided = deciding.decide(keyed(admission.tables), strategy, reviewed, AS_OF, TABLES)
    return Answer(decided.tables, deciding.together(admission.problems, decided.findings))
