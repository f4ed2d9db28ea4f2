"""The mappings that apply: those that ship, and those that an operator puts into the data folder.

A mapping of an operator never stops a run: what is wrong with it is told, and it is left out. What a mapping says is
known to `mapping` and `parsing`.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd

from sources.findings import Problem, file_problem, parameters, shown
from sources.lists.mapping import ListMapping
from sources.lists.parsing import BrokenMapping, read_mapping

SHIPPED = Path(__file__).parent / "mappings"
FOLDER = "mappings"  # of an operator, in the data folder
DESCRIBED = ("list_name", "label", "publisher", "licence", "attribution", "address", "as_of")
MAXIMUM_MAPPINGS = 200
MAXIMUM_BYTES = 1_000_000


@dataclass(frozen=True)
class Mappings:
    """Every mapping that applies, and what is to be told of those of the operator."""

    all: tuple[ListMapping, ...]
    problems: tuple[Problem, ...] = ()


@cache
def shipped() -> Mappings:
    """The mappings that ship; raises BrokenMapping, as a broken one is a fault of ours."""
    return Mappings(tuple(read_mapping(path) for path in sorted(SHIPPED.glob("*.toml"))))


def mappings_of(folder: Path | None) -> Mappings:
    """The shipped mappings and those in a folder; one with the name of a shipped one replaces it."""
    by_name = {mapping.name: mapping for mapping in shipped().all}
    problems: list[Problem] = []
    for path in _files(folder) if folder else []:
        file = f"{FOLDER}/{shown(path.name)}"
        try:
            mapping = read_mapping(path)
        except (BrokenMapping, OSError) as error:
            problems.append(_broken(file, error))
            continue
        if mapping.name in by_name:
            problems.append(file_problem("FIL-060", file, parameters(list=by_name[mapping.name].label)))
        by_name[mapping.name] = mapping
    return Mappings(tuple(by_name.values()), tuple(problems))


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every mapping that ships or stands in a folder, by where it stands: they decide what is read."""
    paths = {f"shipped/{path.name}": path for path in SHIPPED.glob("*.toml")}
    paths |= {f"{FOLDER}/{path.name}": path for path in _files(folder)}
    found = {}
    for name, path in paths.items():
        with suppress(OSError):
            found[name] = sha256(path.read_bytes()).hexdigest()
    return found


def described(mappings: Sequence[ListMapping]) -> pd.DataFrame:
    """One row per list: what it is called, who publishes it, under which licence, where."""
    rows = [(each.name, *(getattr(each, name) for name in DESCRIBED[1:])) for each in mappings]
    return pd.DataFrame(rows, columns=list(DESCRIBED), dtype="str")


def _files(folder: Path) -> list[Path]:
    """The files of mappings in a folder, one that is too large left out."""
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return [path for path in found if path.is_file() and path.stat().st_size <= MAXIMUM_BYTES][:MAXIMUM_MAPPINGS]


def _broken(file: str, error: BrokenMapping | OSError) -> Problem:
    if isinstance(error, OSError):
        return file_problem("FIL-059", file, parameters(case="unread", key="", detail=error.strerror or ""))
    return file_problem("FIL-059", file, parameters(case=error.case, key=error.key, detail=error.detail))
