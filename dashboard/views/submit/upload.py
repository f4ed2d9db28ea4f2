"""A file on its way in: checked in a folder of its own, and put into the inbox only when its sender confirms.

The name that a browser sends never decides where a file goes; no file in the inbox is ever replaced.
"""

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from pipelines.rules.deciding.deciding import Trial
from sources.addresses import without_address_in_name
from sources.feedback.checking import FileSummary, Report, judge
from sources.feedback.excerpts import Excerpt, excerpts
from sources.feedback.marking import mark_workbook
from sources.files.listing import TABLE_SUFFIXES, shown_name
from sources.files.reading import Reading, read
from sources.lists.mappings import mappings_of
from sources.names.reference import STRATEGY
from sources.reviewed.rates import RATES, read_rates
from sources.reviewed.tables import read_strategy
from warehouse import settings
from warehouse.contracts import TABLES
from warehouse.contracts.core import typed_strategy
from warehouse.leftovers import part

MAXIMUM_MEGABYTES = 50
LONGEST_NAME_BYTES = 120
KEPT_SIGNS = "._- ()"
NAMELESS = "file"
NAMING = ("objective_code", "indicator_code")  # an indicator is called as its objective, a point and a number


@dataclass(frozen=True)
class Checked:
    """One uploaded file, and everything that was found in it; what its rows say of persons is not kept."""

    name: str
    content: bytes = field(repr=False)
    report: Report = field(repr=False)
    reading: Reading = field(repr=False)
    excerpts: tuple[Excerpt, ...] = field(repr=False)
    objectives: tuple[str, ...] = ()  # of which its accepted rows speak

    @property
    def summary(self) -> FileSummary:
        """What the file is and what became of its rows."""
        return self.report.files[0]

    @property
    def can_be_marked(self) -> bool:
        """Is it a table with findings in its cells?"""
        return bool(self.excerpts and self.report.places)

    @property
    def marked_name(self) -> str:
        """The name of its marked copy, always a workbook."""
        return f"marked-{Path(self.name).stem}.xlsx"


def today() -> date:
    """The day on which a file is checked, UTC."""
    return datetime.now(UTC).date()


def inbox() -> Path:
    """Where files arrive that their sender confirmed."""
    return settings.inbox(settings.data_dir())


def safe_name(name: str) -> str:
    """The last part of a name without signs that lead elsewhere, hide a file or run anything, and without addresses."""
    last = unicodedata.normalize("NFKC", name).replace("\\", "/").rsplit("/", 1)[-1]
    last = without_address_in_name(last, TABLE_SUFFIXES)
    kept = "".join(letter if letter.isalnum() or letter in KEPT_SIGNS else "_" for letter in last).strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    stem = _shortened(stem, LONGEST_NAME_BYTES - len(suffix[:8].encode()) - 1).strip(". ") or NAMELESS
    return f"{stem}.{suffix[:8]}" if suffix else stem


def _shortened(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def check_upload(name: str, content: bytes, as_of: date) -> Checked:
    """What a run on that day would say of the file; bad input never raises."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(content)
        mappings = mappings_of(settings.mappings_dir(settings.data_dir()))
        reading = read(path, path.parent, mappings=mappings.all)
    report = judge([reading], as_of, with_rules=_rules(as_of))
    shown = excerpts(reading, report)
    bare = replace(report, tables={}), replace(reading, tables={})
    return Checked(path.name, content, *bare, shown, _objectives(report.tables))


def _objectives(admitted: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """The codes that accepted rows name, themselves or by an indicator."""
    named = [rows[name].dropna() for rows in admitted.values() for name in NAMING if name in rows]
    return tuple(sorted({str(code).partition(".")[0] for codes in named for code in codes}))


def _rules(as_of: date) -> Trial:
    """The rules of a run, so that the sender is told now what the letter would say."""
    written = read_strategy(STRATEGY)
    strategy = typed_strategy({**written, "rates": read_rates(RATES)})
    return Trial(strategy, written, as_of, TABLES)


def marked(checked: Checked, language: str, watermark: str) -> bytes:
    """The sender's own table as a workbook with the faulty cells marked."""
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / checked.name, Path(folder) / "marked" / checked.marked_name
        out.parent.mkdir()
        path.write_bytes(checked.content)
        mark_workbook(path, checked.report, out, language=language, watermark=watermark)
        return out.read_bytes()


def deposit(checked: Checked, inbox: Path) -> str:
    """Put the file into the inbox and return its name there: a new name where one is taken, the old for equal content."""
    inbox.mkdir(parents=True, exist_ok=True)
    same = present(checked.content, inbox)
    if same:
        return same
    with part(inbox, checked.content) as whole:
        return _linked(whole, inbox, checked.name)


def present(content: bytes, inbox: Path) -> str | None:
    """The name of a file in the inbox with this content: money sent twice would count twice."""
    for path in sorted(inbox.iterdir()) if inbox.is_dir() else ():
        is_own = path.is_file() and not path.is_symlink() and not path.name.startswith(".")
        if is_own and path.stat().st_size == len(content) and path.read_bytes() == content:
            return shown_name(path, inbox)
    return None


def _linked(whole: Path, inbox: Path, name: str) -> str:
    """Give the complete file its name in one step; a name that is taken, by a link too, is never used."""
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, f".{suffix}") if dot else (name, "")
    number = 1
    while True:
        chosen = name if number == 1 else f"{stem}-{number}{suffix}"
        try:
            os.link(whole, inbox / chosen, follow_symlinks=False)
            return chosen
        except FileExistsError:
            number += 1
