"""What somebody who was stopped in the middle left half made; the next run removes it as it begins, under its lock.

Does not belong here: what a failure leaves, which is removed where it happens.
"""

import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

from warehouse import settings

PART = ".sending-"  # how the name of a file begins that is on its way into the data folder
DRAFT = ".draft"  # how the name of a release or of its letters ends while they are made
SENDING_SECONDS = 3_600  # longer than anybody needs to write an upload of the largest size


@contextmanager
def part(folder: Path, content: bytes) -> Generator[Path]:
    """The content as a file on its way into the folder: nobody reads it, and it is gone after the block, come what may."""
    with NamedTemporaryFile(dir=folder, prefix=PART) as written:
        written.write(content)
        written.flush()
        yield Path(written.name)


def remove(data: Path) -> None:
    """Remove drafts of releases and letters, and parts of uploads that nobody is writing any more."""
    drafts = [path for path in settings.releases_dir(data).glob(f"*{DRAFT}*") if not path.is_dir()]
    letters = list((data / settings.LETTERS).glob(f"*{DRAFT}"))
    parts = [path for folder in (data, settings.inbox(data)) for path in folder.glob(f"{PART}*") if _is_old(path)]
    for path in (*drafts, *letters, *parts):
        with suppress(OSError):  # what cannot be removed is not ours, and in nobody's way
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _is_old(path: Path) -> bool:
    """Is it of an hour ago or, after the clock was set back, of an hour ahead?"""
    return abs(time() - path.lstat().st_mtime) > SENDING_SECONDS
