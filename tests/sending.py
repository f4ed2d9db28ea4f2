"""Sends small files: what `sic check` says of them, and what a run over them publishes.

What a finding must say is known to the tests that send.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd

from pipelines.commands import checking, running
from pipelines.commands.running import Outcome
from sources.feedback.checking import Report
from sources.feedback.wording import ENGLISH, in_words
from tests.conftest import released
from warehouse import releases

AS_OF = date(2026, 6, 30)
FIRST_RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


def put(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, received ten days apart in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, content) in enumerate(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        received = (FIRST_RECEIVED + timedelta(days=10 * number)).timestamp()
        os.utime(path, (received, received))


def checked(folder: Path, files: Mapping[str, str | bytes], as_of: date = AS_OF) -> Report:
    """What `sic check` says of these files, sent together."""
    put(folder, files)
    return checking.check([folder], as_of)


def said(report: Report, rule_id: str | None = None) -> list[tuple[str, str, int | None, str | None]]:
    """Rule, file, row and column of the findings of a rule, or of all."""
    found = report.problems if rule_id is None else report.problems[report.problems["rule_id"] == rule_id]
    cells = found[["rule_id", "source_file", "source_row", "column"]].astype(object)
    return [tuple(row) for row in cells.where(cells.notna(), None).itertuples(index=False, name=None)]


def messages(report: Report, rule_id: str) -> list[str]:
    """What the findings of a rule say, in English."""
    return in_words(report.problems[report.problems["rule_id"] == rule_id], ENGLISH)["message"].tolist()


@dataclass(frozen=True)
class Sent:
    """A run over an inbox of small files: its outcome, and the marts of its release with the rows of the inbox alone."""

    outcome: Outcome
    data: Path
    _read: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def mart(self, name: str) -> pd.DataFrame:
        """The whole mart."""
        if name not in self._read:
            self._read[name] = releases.read(released(self.outcome).path, f"marts.{name}")
        return self._read[name]

    def rows(self, name: str) -> pd.DataFrame:
        """Its rows that came through the inbox."""
        table = self.mart(name)
        return table[table["origin"] == "inbox"].reset_index(drop=True)

    def rules(self) -> set[str]:
        """The rules that speak about files of the inbox."""
        return set(self.rows("problems")["rule_id"])


def run_over(data: Path, files: Mapping[str, str | bytes], as_of: date = AS_OF) -> Sent:
    """One run of the whole house over the shipped record and these files."""
    put(data / "inbox", files)
    return Sent(running.run(data=data, inbox=None, iati=None, as_of=as_of, show_progress=False), data)
