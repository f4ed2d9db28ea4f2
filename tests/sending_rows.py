"""Sends rows without writing files: admission and the rules over frames, for tests that send hundreds of small files.

Does not belong here: reading files (`tests.sending`), and what a test expects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import pandas as pd

from pipelines.rules.deciding import deciding
from pipelines.shipped import RATES, STRATEGY
from sources.admission.admitting import Admission, admit
from sources.names.keys import keyed
from sources.names.reference import Reference, load
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from tests.sending import AS_OF, FIRST_RECEIVED
from warehouse.contracts import TABLES
from warehouse.contracts.core import typed_strategy

Rows = Sequence[Mapping[str, str]]
FIRST_ROW = 2  # below the header


@dataclass(frozen=True)
class Answer:
    """What admission and the rules make of the rows: admission, the decided tables, and every finding."""

    admission: Admission
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
    files: Mapping[str, Mapping[str, Rows]],
    decisions: pd.DataFrame | None = None,
) -> Answer:
    """The answer to files of rows by stream, received ten days apart in the order given."""
    reference, strategy, written = shipped()
    raw: dict[str, list[pd.DataFrame]] = {}
    for number, (name, streams) in enumerate(files.items()):
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
    return Answer(admission, decided.tables, deciding.together(admission.problems, decided.findings))
