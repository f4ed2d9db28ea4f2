"""The data package of a release: its tables in two forms, what describes them, the texts around them, checksums.

Does not belong here: the words, titles and terms of use, which are handed in (`Around`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from warehouse.exports import described, tables
from warehouse.exports.folders import whole_folder
from warehouse.releases import Release


@dataclass(frozen=True)
class Around:
    """What stands around the tables: properties of the package, marks of each file, titles by language, texts by path."""

    properties: Mapping[str, Any]
    marks: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, str]


def write(release: Release, out: Path, guard: tables.Guard, around: Around, progress: tables.Progress) -> Path:
    """Write the package into a folder that is new or empty, whole or not at all; raises NotEmpty.

    The same release gives the same bytes: no file tells when it was written.
    """
    with whole_folder(out) as folder:
        _fill(release, folder, guard, around, progress)
    return out


def zipped(release: Release, guard: tables.Guard, around: Around, progress: tables.Progress) -> bytes:
    """The package as one file, its entries dated as the release was built."""
    archive = BytesIO()
    with TemporaryDirectory() as place, ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        folder = Path(place)
        _fill(release, folder, guard, around, progress)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = ZipInfo(str(path.relative_to(folder)), release.built_at.timetuple()[:6])
            packed.writestr(entry, path.read_bytes(), ZIP_DEFLATED)
    return archive.getvalue()


def _fill(release: Release, folder: Path, guard: tables.Guard, around: Around, progress: tables.Progress) -> None:
    declared = tables.columns(release)
    files = list(tables.write(release, folder, guard, dict(around.marks), progress))
    files.append(described.dictionary(folder, declared, around.titles, guard, around.marks.get("watermark", "")))
    for name, text in around.texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    described.descriptor(folder, described.package(release, files, around.properties, declared))
    described.sums(folder)
