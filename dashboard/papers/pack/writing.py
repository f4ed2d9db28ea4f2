"""The three files of a pack, written together or not at all.

Does not belong here: what stands in them (`gathering`), and how they are drawn (`rendering.documents.pack`).
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.papers.pack import annexed
from dashboard.papers.pack.gathering import Progress, gathered
from dashboard.papers.pack.shown import Shown
from dashboard.rendering.documents.pack.annex import annex
from dashboard.rendering.documents.pack.content import Pack
from dashboard.rendering.documents.pack.paper import paper
from dashboard.rendering.documents.pack.slides import slides

DRAFT = ".board-pack-"  # how the folder begins in which the files are made
GATHERING = 0.6  # the part of the work that is done when the sheets are gathered


class NotWritten(Exception):
    """The files of a pack could not be written; nothing of them is left."""


def name(shown: Shown, ending: str) -> str:
    """What a file of the pack is called."""
    return f"{shown.release.release_id}_board-pack_{shown.words.language}.{ending}"


def files(shown: Shown, progress: Progress) -> dict[str, bytes]:
    """The files of the pack by their endings."""
    pack = gathered(shown, lambda done, name: progress(done * GATHERING, name))
    draw: dict[str, Callable[[Pack], bytes]] = {
        "pdf": paper,
        "pptx": slides,
        "xlsx": lambda made: annex(made, annexed.further(shown)),
    }
    made = {}
    for place, (ending, drawn) in enumerate(draw.items()):
        progress(GATHERING + (1 - GATHERING) * place / len(draw), ending.upper())
        made[ending] = drawn(pack)
    progress(1.0, "")
    return made


def write(shown: Shown, out: Path, progress: Progress) -> list[Path]:
    """All files of the pack in a folder, or none; raises NotWritten with what stood in the way."""
    return together({name(shown, ending): content for ending, content in files(shown, progress).items()}, out)


def together(contents: Mapping[str, bytes], out: Path) -> list[Path]:
    """The files under their own names, after all of them are on the disk, or none; what stood there before is replaced."""
    taken = [
        path for path in (out, *(out / file for file in contents)) if path.exists() and path.is_dir() != (path == out)
    ]
    if taken:
        raise NotWritten(f"{taken[0]} cannot be written: a {'folder' if taken[0].is_dir() else 'file'} has that name.")
    is_new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=DRAFT) as drafts:
            for file, content in contents.items():
                _on_disk(Path(drafts) / file, content)
            for file in contents:
                os.replace(Path(drafts) / file, out / file)
    except OSError as error:
        if is_new and out.is_dir():
            out.rmdir()
        raise NotWritten(f"Nothing could be written to {out}: {error.strerror}.") from error
    return [out / file for file in contents]


def _on_disk(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
