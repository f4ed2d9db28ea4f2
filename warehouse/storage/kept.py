"""What one file says by itself, kept by its content: text tables as Parquet, by checksum and by version of the reader.

Whatever is not here is worked out anew, so that the folder can be deleted at any time. An entry is there whole or not at
all: it is made aside and then given its name. Does not belong here: how a file is read, and what depends on other files.
"""

import json
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from time import time

import pandas as pd
import pyarrow
from pyarrow import parquet

UNUSED_SECONDS = 30 * 24 * 3_600  # an entry that no run has used for so long is removed
MOST_BYTES = 8_000_000_000  # of all entries; beyond it those go first that were not used for longest
DRAFT, LIST = ".draft-", "parts.json"
TABLE = ".parquet"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """The entries of a version of the reader, each a folder of Parquet files under the checksum of the file that was read."""

    root: Path
    version: str

    @property
    def folder(self) -> Path:
        """Where the entries of this version are."""
        return self.root / self.version

    def has(self, sha256: str) -> bool:
        """Is there an entry for this content?"""
        return bool(sha256) and (self.folder / sha256).is_dir()

    def find(self, sha256: str) -> dict[str, pd.DataFrame] | None:
        """The text tables of this content by name, text as str; None where there are none, or none that can be read."""
        entry = self.folder / sha256
        if not self.has(sha256):
            return None
        try:
            parts = _listed(entry)
            names = dict.fromkeys(part.name.partition(".")[0] for part in parts)
            tables = {name: _read([part for part in parts if part.name.startswith(f"{name}.")]) for name in names}
            os.utime(entry)
        except (OSError, ValueError, pyarrow.ArrowException) as error:
            log.warning("what was kept of %s cannot be read, so the file is read again: %s", sha256, error)
            shutil.rmtree(entry, ignore_errors=True)
            return None
        return tables

    def begin(self) -> Path:
        """A folder for the parts of an entry, which nobody finds until it is finished."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(dir=self.folder, prefix=DRAFT))

    def finish(self, draft: Path, sha256: str) -> None:
        """List the parts and give them their name; where another run has made the same meanwhile, that stands."""
        parts = {part.name: part.stat().st_size for part in sorted(draft.glob(f"*{TABLE}"))}
        (draft / LIST).write_text(json.dumps(parts), encoding="utf-8")
        with suppress(OSError):
            draft.rename(self.folder / sha256)

    def prune(self) -> None:
        """Remove other versions, drafts that nobody finishes, what was not used for a month, and what is too much in all."""
        with suppress(OSError):
            for other in self.root.iterdir():
                if other != self.folder:
                    shutil.rmtree(other, ignore_errors=True)
        left = MOST_BYTES
        for used_at, entry in sorted(_by_use(self.folder), reverse=True):
            left -= sum(path.stat().st_size for path in entry.glob("*"))
            if left < 0 or used_at < time() - UNUSED_SECONDS or entry.name.startswith(DRAFT):
                shutil.rmtree(entry, ignore_errors=True)


def write_part(folder: Path, number: int, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write one part of an entry: the tables of one piece of a file, whose pieces are numbered in their order.

    What is no number is text, also where a piece says nothing in a column: parts are put together by their types.
    """
    for name, table in tables.items():
        texts = {column: "str" for column in table if table[column].dtype == object}
        table.astype(texts).to_parquet(folder / f"{name}.{number:05}{TABLE}", index=False)


def _listed(entry: Path) -> list[Path]:
    """The parts of an entry in their order; raises ValueError where one is not as long as it was when it was made."""
    parts = json.loads((entry / LIST).read_text(encoding="utf-8"))
    lengths = {name: (entry / name).stat().st_size for name in parts}
    if lengths != parts:
        raise ValueError("a part is not as long as it was")
    return [entry / name for name in parts]


def _read(parts: Sequence[Path]) -> pd.DataFrame:
    return pyarrow.concat_tables([parquet.read_table(part) for part in parts]).to_pandas()


def _by_use(folder: Path) -> list[tuple[float, Path]]:
    try:
        return [(entry.stat().st_mtime, entry) for entry in folder.iterdir()]
    except OSError:
        return []
