"""Which letter is whose: found by the receipt a sender was given, or by the same file once more; there is no list.

A reader who has neither learns nothing, not even what the files are called. Does not belong here: how a receipt is made
(`warehouse.receipts`), and the letters as files (`files`).
"""

import hashlib
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from dashboard.queries import published
from sources.files.listing import files_in, shown_name
from warehouse import receipts, settings
from warehouse.releases import Release

LOG = logging.getLogger(__name__)
INBOX, FILE = "inbox", "file"
REMEMBERED = 4_096  # checksums of files of the inbox


@dataclass(frozen=True)
class Found:
    """What stands behind a receipt or a file: the names it has among the inputs of the release; does it wait in the inbox?"""

    names: tuple[str, ...] = ()
    is_waiting: bool = False


def by_content(release: Release, content: bytes) -> Found:
    """What became of a file of this content; of none, which proves nothing, nothing is said."""
    if not content:
        return Found()
    sha256 = hashlib.sha256(content).hexdigest()
    inputs = _inputs(release)
    names = inputs.loc[inputs["sha256"].eq(sha256), "input_name"]
    return Found(tuple(names), not len(names) and sha256 in _waiting(release, inputs))


def by_receipt(release: Release, typed: str) -> Found:
    """What became of the file with this receipt; nothing is found where the secret of the receipts cannot be read."""
    if not receipts.can_be(typed):
        return Found()
    inputs, data = _inputs(release), _data(release)
    try:
        known = receipts.with_receipt(data, typed, set(inputs["sha256"]))
        is_waiting = not known and bool(receipts.with_receipt(data, typed, _waiting(release, inputs)))
    except OSError:
        LOG.exception("the secret of the receipts cannot be read")
        return Found()
    return Found(tuple(inputs.loc[inputs["sha256"].isin(known), "input_name"]), is_waiting)


def _inputs(release: Release) -> pd.DataFrame:
    """The files of the inbox that the release was made from, with their checksums."""
    inputs = published.inputs(release.path)
    return inputs[inputs["input_kind"].eq(FILE) & inputs["origin"].eq(INBOX)]


def _waiting(release: Release, inputs: pd.DataFrame) -> set[str]:
    """The checksums of what is in the inbox and not in the release."""
    inbox = settings.inbox(_data(release))
    files = [path for path in files_in(inbox) if path.is_file() and not path.is_symlink()] if inbox.is_dir() else []
    known = set(inputs["input_name"])
    return {
        _sha256(path, path.stat().st_mtime_ns, path.stat().st_size)
        for path in files
        if shown_name(path, inbox) not in known
    }


@lru_cache(maxsize=REMEMBERED)
def _sha256(path: Path, changed_at: int, size: int) -> str:
    """The checksum of a file; worked out again when it has changed."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _data(release: Release) -> Path:
    return release.path.parents[1]
