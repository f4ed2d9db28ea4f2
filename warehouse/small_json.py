"""Small JSON files beside releases: read with suspicion, written to the disk, replaced in one step.

Does not belong here: what they say (`releases`, `labels`, `history`).
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warehouse.leftovers import DRAFT

LONGEST = 65_536  # bytes of a pointer or a description; ours have a few hundred
NOT_READABLE = (OSError, ValueError, LookupError, TypeError, RecursionError)  # what JSON that is not ours can raise


def read(path: Path, longest: int = LONGEST) -> Any:
    """What a small JSON file says; raises one of NOT_READABLE where it is none."""
    if not path.is_file() or path.stat().st_size > longest:
        raise ValueError(f"{path.name} is no small file")
    return json.loads(path.read_text(encoding="utf-8"))


def write(path: Path, content: Mapping[str, Any]) -> None:
    """The content as JSON, on the disk."""
    path.write_text(json.dumps(content, indent=1, default=str) + "\n", encoding="utf-8")
    sync(path)


def replace(path: Path, content: Mapping[str, Any]) -> None:
    """The content in place of what the file said; a failure leaves the old content and no draft."""
    try:
        write(draft(path), content)
        os.replace(draft(path), path)
    except BaseException:
        draft(path).unlink(missing_ok=True)
        raise


def draft(path: Path) -> Path:
    """What a file is called until it is whole."""
    return path.with_name(f"{path.name}{DRAFT}")


def sync(path: Path) -> None:
    """Wait until what was written stands on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
