"""A folder that appears whole or not at all.

Does not belong here: what is written into it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class NotEmpty(ValueError):
    """The place asked for holds something already; the message names it."""


@contextmanager
def whole_folder(out: Path) -> Generator[Path]:
    """A folder to write into, which stands at `out` when the block ends, and nowhere if it fails; raises NotEmpty.

    It is made on the same disk, beside the first folder on the way that is not there yet, and renamed in one step.
    """
    out = out.absolute()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise NotEmpty(f"{out} holds something already; name a folder that is empty or not there yet.")
    beside = next(folder for folder in out.parents if folder.exists())
    with TemporaryDirectory(dir=beside, prefix=".exporting-") as place:
        draft = Path(place) / "whole"
        draft.mkdir()
        try:
            yield draft
        except OSError as error:  # a full disk does not say what could not be written
            raise OSError(error.errno, error.strerror, str(error.filename or out)) from error
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.rename(out)
