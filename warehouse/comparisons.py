"""The comparison that a release was published with, kept beside its file: it takes seconds to work out and is read in a moment.

It stands for two files of known content and for the rules that compared them; where any of these is another one it is not
believed, and whoever asks compares anew. Does not belong here: comparing, and what the text says (`pipelines.rules.changes`).
"""

import gzip
import hashlib
import json
import os
from functools import cache
from pathlib import Path

from warehouse import descriptions, small_json
from warehouse.settings import ROOT

ENDING = ".changes"
RULES = ("pipelines/rules", "warehouse/contracts", "warehouse/differences.py")


def keep(before: Path, after: Path, text: str) -> None:
    """Keep the comparison of two releases beside the later one; one without a written checksum is compared each time."""
    if about := _about(before, after):
        small_json.draft(file(after)).write_bytes(gzip.compress(f"{about}\n{text}".encode(), compresslevel=1, mtime=0))
        os.replace(small_json.draft(file(after)), file(after))


def kept(before: Path, after: Path) -> str | None:
    """The comparison that is kept of these two; None where there is none, it cannot be read or it is of something else."""
    try:
        about, _, text = gzip.decompress(file(after).read_bytes()).decode().partition("\n")
    except (OSError, EOFError, ValueError):  # also of what is no text, or was cut
        return None
    return text if about == _about(before, after) else None


def file(release: Path) -> Path:
    """Where the comparison stands that a release was published with."""
    return release.with_name(f"{release.name}{ENDING}")


def _about(before: Path, after: Path) -> str | None:
    """What a comparison stands for: both files by their content, and the rules."""
    sums = [descriptions.written_checksum(path) for path in (before, after)]
    return json.dumps([*sums, _rules()]) if all(sums) else None


@cache
def _rules() -> str:
    """The checksum of everything that a comparison is worked out by."""
    found = hashlib.sha256()
    for name in RULES:
        at = ROOT / name
        for path in sorted(at.rglob("*")) if at.is_dir() else [at]:
            if path.suffix in (".py", ".csv"):
                found.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return found.hexdigest()
