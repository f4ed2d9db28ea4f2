"""Lists the files of a folder, and gives each the name and the time under which it is known.

A name and a time depend on their file alone, so that neither changes when another file arrives. What stands in a file is
not known here.
"""

import os
import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sources.addresses import has_address, without_address_in_name
from sources.findings import Parameter, printable

TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ".tab"}
TABLE_SUFFIXES = TEXT_SUFFIXES | {".xlsx", ".xlsm", ".xls", ".ods", ".xml", ".json"}
# A name is stored, printed and written as that of a letter, whose own ending comes after it.
LONGEST_PART_BYTES, LONGEST_NAME_BYTES = 200, 400
LONGEST_SUFFIX_BYTES = 10
# So long that nobody can make two names with one mark: 120 bits.
MARK_LETTERS = 24
MARK = re.compile(rf"~[a-z2-7]{{{MARK_LETTERS}}}(?=\.|$)")
SIGNS_SHOWN = 8
NO_CLOCK = datetime.max  # without a clock no time is still to come
EPOCH = datetime(1970, 1, 1)
NANOSECONDS_OF_A_YEAR = 31_556_952_000_000_000
# Clocks of two machines differ, and a file may arrive after a run began: that is nobody's fault.
CLOCKS_DIFFER = timedelta(hours=1)


def files_in(root: Path) -> list[Path]:
    """Every file under the folder, sorted by relative path; hidden files and lock files are left out.

    A folder is listed itself, to be refused by name, where it is a link, is called like a table, or cannot be opened.
    """
    found, folders = [], [root]
    while folders:  # and no recursion: folders may stand in each other deeper than calls may
        folder = folders.pop()
        try:
            with os.scandir(folder) as listed:
                entries = [entry for entry in listed if not entry.name.startswith(".")]
        except OSError:
            found.append(folder)
            continue
        for entry in entries:
            if not is_folder(entry):
                found += [] if entry.name.startswith("~$") else [Path(entry.path)]
            else:
                is_ordinary = not entry.is_symlink() and Path(entry.name).suffix.lower() not in TABLE_SUFFIXES
                (folders if is_ordinary else found).append(Path(entry.path))
    return sorted(found, key=lambda each: each.relative_to(root).as_posix())


def is_folder(path: Path | os.DirEntry[str]) -> bool:
    """Is this a folder or a link to one? No where the system cannot say: a link in a circle, a path that is too long."""
    try:
        return path.is_dir()
    except OSError:
        return False


def shown_name(path: Path, root: Path) -> str:
    """The path below the root as text that others may see; no other file below the root has the same.

    A part that is not shown as it is carries a mark made of its bytes. A part that looks as if it had one is marked too.
    """
    *folders, last = [_shown(part) for part in _parts(path, root)]
    name = "/".join([*folders, last])
    if len(name.encode()) <= LONGEST_NAME_BYTES:
        return name
    return f"…~{mark_of('/'.join(_parts(path, root)[:-1]))}/{last}"


def oddity(path: Path, root: Path) -> dict[str, Parameter] | None:
    """Why a file is not shown under its own name, as parameters of a message; None where it is."""
    raw, shown = "/".join(_parts(path, root)), shown_name(path, root)
    if raw == shown:
        return None
    if signs := list(dict.fromkeys(_unseen(raw))):
        return {"case": "signs", "listed": {"shown": signs[:SIGNS_SHOWN], "more": max(0, len(signs) - SIGNS_SHOWN)}}
    if raw != unicodedata.normalize("NFC", raw):
        return {"case": "accents"}
    if "…" in shown and "…" not in raw:
        return {"case": "long", "bytes": LONGEST_PART_BYTES, "total": LONGEST_NAME_BYTES}
    return {} if MARK.search(raw) else None


def address_in_name(path: Path, root: Path) -> dict[str, Parameter] | None:
    """The name under which a file is shown whose own name has the address of a person; None where it has none."""
    is_addressed = any(has_address(_text(part)) for part in _parts(path, root))
    return {"case": "file", "name": shown_name(path, root)} if is_addressed else None


def _text(part: str) -> str:
    return unicodedata.normalize("NFC", part.encode("utf-8", "backslashreplace").decode())


def _parts(path: Path, root: Path) -> tuple[str, ...]:
    relative = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    return relative.parts or (".",)


def _shown(part: str) -> str:
    """One name of the path: as it is, or made fit to be shown, without an address of a person, and marked."""
    text = printable(without_address_in_name(_text(part), TABLE_SUFFIXES))
    if text == part and not MARK.search(part) and len(part.encode()) <= LONGEST_PART_BYTES:
        return part
    suffix = Path(text).suffix
    if len(suffix.encode()) > LONGEST_SUFFIX_BYTES:
        suffix = ""
    stem, marked = text.removesuffix(suffix), f"~{mark_of(part)}{suffix}"
    room = LONGEST_PART_BYTES - len(marked.encode())
    if len(stem.encode()) > room:
        stem = stem.encode()[: room - len("…".encode())].decode(errors="ignore") + "…"
    return stem + marked


def mark_of(name: str) -> str:
    """Letters and digits made of the bytes of a name, alike in systems that tell capitals apart and those that do not."""
    return b32encode(sha256(name.encode("utf-8", "surrogatepass")).digest()).decode().lower()[:MARK_LETTERS]


def _unseen(raw: str) -> Iterator[str]:
    """The code of each sign that would not be seen or could be taken for a blank, and of each broken byte."""
    for letter in raw:
        if "\udc80" <= letter <= "\udcff":
            yield f"0x{ord(letter) - 0xDC00:02X}"
        elif not letter.isprintable():
            yield f"U+{ord(letter):04X}"


def received(modified: int, placed: int, now: datetime) -> tuple[datetime, dict[str, Parameter] | None]:
    """When a file was received, in UTC without a zone, never after now; and parameters of what to say of that.

    Both are what the file system says, in nanoseconds since 1970, and may be any number: when the content was last
    modified, which any program can set, and when the file was put here, which only the system can. A file from the time
    to come was received when it was put here: at any later moment it would speak after whatever is sent meanwhile.
    """
    at = _moment(modified)
    if at is not None and at <= now:
        return at, None
    if at is None and modified < 0:
        return datetime.min, {"case": "early"}
    instead = min(_moment(placed) or now, now)
    if at is None:
        year = EPOCH.year + modified // NANOSECONDS_OF_A_YEAR
        return instead, {"case": "never", "year": str(year), "instead": _minute(instead)}
    is_told = at - now > CLOCKS_DIFFER
    return instead, {"case": "late", "time": _minute(at), "instead": _minute(instead)} if is_told else None


def _moment(nanoseconds: int) -> datetime | None:
    """The time in UTC; None where no calendar has it."""
    try:
        return EPOCH + timedelta(microseconds=nanoseconds // 1_000)
    except OverflowError:
        return None


def _minute(at: datetime) -> str:
    return at.isoformat(" ", "minutes")
