"""Reads any file that arrives: finds out what it is, and gives text tables of our streams or a refusal with its reason.

The content decides, not the file name. Nothing is typed, corrected or judged row by row here.
"""

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from sources.addresses import has_address, without_address_in_name
from sources.files.confined import read_workbook
from sources.files.delimited import read_delimited
from sources.files.forms import read_forms
from sources.files.grids import Grid, with_shown_sheets
from sources.files.tabulating import Tabulated, tabulate
from sources.files.workbook import OLE_MAGIC, refuse_ole
from sources.findings import Problem, Refused, file_problem, parameters, printable
from sources.iati.fields import ELEMENTS
from sources.iati.reading import read_iati
from sources.streams import MEDIUM, XML, streams

MAXIMUM_XML_BYTES = 1_000_000_000
SNIFFED_BYTES = 4_096
ZIP_MAGIC = b"PK\x03\x04"
TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ".tab"}
TABLE_SUFFIXES = TEXT_SUFFIXES | {".xlsx", ".xlsm", ".xls", ".ods", ".xml", ".json"}
OTHER_KINDS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "rar",
    b"\x1f\x8b": "compressed",
    b"\xfd7zXZ": "compressed",
    b"BZh": "compressed",
    b"7z\xbc\xaf": "seven_zip",
    b"SQLite format": "database",
    b"PAR1": "parquet",
    b"MZ": "program",
    b"\x7fELF": "program",
}


@dataclass(frozen=True)
class Reading:
    """What one file gave: a text table per stream, findings about the file, or the reason why it was refused.

    By stream and sheet, `headers` has the header of each field as its sender wrote it, `places` the column of each field.
    """

    source_file: str
    source_sha256: str
    received_at: datetime
    tables: dict[str, pd.DataFrame] = field(repr=False)
    problems: list[Problem]
    refusal: Problem | None
    headers: dict[tuple[str, str | None], dict[str, str]] = field(default_factory=dict, repr=False)
    places: dict[tuple[str, str | None], dict[str, int]] = field(default_factory=dict, repr=False)


def read(path: Path, root: Path) -> Reading:
    """The file as text tables; bad input never raises, it is a Reading with a refusal."""
    name = shown_name(path, root)
    of_name = _problems_of_name(path, root, name)
    received_at, sha256 = datetime(1970, 1, 1), ""
    try:
        _refuse_irregular(path, root)
        received_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
        sha256 = _sha256(path)
        found = _tabulated_xml(path) if _kind(path) == "xml" else tabulate(grids(path), name)
    except Refused as refused:
        return _refused(name, sha256, received_at, refused, of_name)
    except (OSError, MemoryError) as error:
        return _refused(name, sha256, received_at, Refused("FIL-014", case="unread", detail=str(error)), of_name)
    return Reading(
        name,
        sha256,
        received_at,
        found.tables,
        [*of_name, *found.problems],
        refusal=None,
        headers=found.headers,
        places=found.places,
    )


def read_folder(root: Path, progress: Callable[[str], None] | None = None) -> list[Reading]:
    """Every file under the folder, in the order of `files_in`."""
    readings = []
    for path in files_in(root):
        if progress:
            progress(shown_name(path, root))
        readings.append(read(path, root))
    return readings


def files_in(root: Path) -> list[Path]:
    """Every file under the folder, sorted by relative path; hidden files and lock files are left out.

    A folder is listed itself, to be refused by name, where it is a link, is called like a table, or cannot be opened.
    """
    files, closed = [], []
    for folder, below, names in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        below[:] = [name for name in below if not name.startswith(".")]
        refused = [name for name in below if _is_no_ordinary_folder(Path(folder, name))]
        below[:] = [name for name in below if name not in refused]
        seen = [name for name in names if not name.startswith((".", "~$"))]
        files += [Path(folder, name) for name in (*seen, *refused)]
    return sorted([*files, *closed], key=lambda each: each.relative_to(root).as_posix())


def _is_no_ordinary_folder(path: Path) -> bool:
    return path.is_symlink() or path.suffix.lower() in TABLE_SUFFIXES


def shown_name(path: Path, root: Path) -> str:
    """The path below the root as others may see it: no address of a person, no control characters, no broken bytes."""
    return fit_to_show(_name_below(path, root))


def fit_to_show(name: str) -> str:
    """The name of a file below its folder without addresses and unseen characters, whoever wrote it down."""
    return printable("/".join(without_address_in_name(part, TABLE_SUFFIXES) for part in name.split("/")))


def _name_below(path: Path, root: Path) -> str:
    relative = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    return relative.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _problems_of_name(path: Path, root: Path, name: str) -> list[Problem]:
    """Tells whose name had an address that it is shown under another name."""
    if not has_address(_name_below(path, root)):
        return []
    return [file_problem("FIL-052", name, parameters(case="file", name=name))]


def _refused(name: str, sha256: str, received_at: datetime, refused: Refused, also: list[Problem]) -> Reading:
    problem = file_problem(refused.rule_id, name, refused.parameters)
    return Reading(name, sha256, received_at, tables={}, problems=[*also, problem], refusal=problem)


def _refuse_irregular(path: Path, root: Path) -> None:
    if path.is_dir():
        raise Refused("FIL-011", case="folder")
    if not path.exists():
        raise Refused("FIL-011", case="absent")
    if not path.is_file():
        raise Refused("FIL-011", case="irregular")
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        raise Refused("FIL-011", case="link")
    if path.stat().st_size == 0:
        raise Refused("FIL-010", case="empty")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _kind(path: Path) -> str:
    """zip, ole, xml, json or text, from the first bytes; raises Refused for kinds that are never tables."""
    with path.open("rb") as stream:
        start = stream.read(SNIFFED_BYTES)
    if start.startswith(ZIP_MAGIC):
        return "zip"
    if start.startswith(OLE_MAGIC):
        return "ole"
    for magic, kind in OTHER_KINDS.items():
        if start.startswith(magic):
            raise Refused("FIL-011", case=kind)
    return _kind_of_text(start, path)


def _kind_of_text(start: bytes, path: Path) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode()
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text and path.stat().st_size <= SNIFFED_BYTES:
        raise Refused("FIL-010", case="blank")
    if re.match(rb"<(!doctype html|html|table|head|body)\b", text):
        raise Refused("FIL-011", case="html")
    if re.match(rb"<[?!a-z]", text):
        if path.stat().st_size > MAXIMUM_XML_BYTES:
            raise Refused("FIL-012", case="xml_bytes", megabytes=MAXIMUM_XML_BYTES // 1_000_000)
        return "xml"
    if re.match(rb"\{\s*[\"}]|\[\s*[\"{\[\]]|\[\s*$|\{\s*$", text):  # a table may begin with a header in brackets
        return "json"
    return "text"


def grids(path: Path) -> list[Grid]:
    """The sheets of a table in any form but XML, as cells; raises Refused when it cannot be read."""
    kind = _kind(path)
    if kind == "ole":
        refuse_ole(path)
    return with_shown_sheets({"zip": read_workbook, "json": read_forms, "text": read_delimited}[kind](path))


def _tabulated_xml(path: Path) -> Tabulated:
    tables, read_tables = {}, read_iati(path)
    if all(table.empty for table in read_tables.values()):
        raise Refused("FIL-010", case="no_activity")
    for name, table in read_tables.items():
        columns = [*streams()[name].field_names, "source_sheet", "source_row"]
        tables[name] = table.assign(**{MEDIUM: XML}).reindex(columns=columns)
    return Tabulated(tables, problems=[], headers=ELEMENTS, places={})


def stack(readings: list[Reading], origin: str) -> dict[str, pd.DataFrame]:
    """The tables of many files by stream, every row with its origin, file, checksum and date of receipt."""
    parts: dict[str, list[pd.DataFrame]] = {}
    for each in readings:
        for stream, table in each.tables.items():
            rows = table.assign(
                origin=origin,
                source_file=each.source_file,
                source_sha256=each.source_sha256,
                received_at=each.received_at,
            )
            parts.setdefault(stream, []).append(rows)
    return {stream: pd.concat(tables, ignore_index=True) for stream, tables in parts.items()}
