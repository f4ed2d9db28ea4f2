"""Only a file that is damaged is put aside; whatever else keeps the warehouse from opening leaves a good one where it is."""

import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from warehouse.settings import ROOT
from warehouse.storage import embedded

HEADER = 4_096
NEWER = 900  # a storage version of a DuckDB that is still to come


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A working database with a table of several blocks; the word lock in its path is no lock."""
    path = tmp_path / "block" / "warehouse.duckdb"
    with embedded.connection(path) as opened:
        opened.execute("create table raw.kept as select i, 'row ' || i as said from range(20000) rows(i)")
    return path


def _checksum(header: bytes) -> int:
    """As DuckDB sums a block."""
    found = 5_381
    for (word,) in struct.iter_unpack("<Q", header):
        found ^= word * 0xBF58476D1CE4E5B9 % 2**64
    return found


def _of_a_newer_duckdb(path: Path) -> None:
    with path.open("rb+") as file:
        header = bytearray(file.read(HEADER))
        header[12:20] = struct.pack("<Q", NEWER)
        header[:8] = struct.pack("<Q", _checksum(bytes(header[8:])))
        file.seek(0)
        file.write(header)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _log_is_a_folder(path: Path) -> None:
    path.with_name(f"{path.name}.wal").mkdir()


def _of_sqlite(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(4_080))


NOT_DAMAGED = [
    (_of_a_newer_duckdb, "version number 900"),
    (_folder, "is no file"),
    (_pipe, "is no file"),
    (_log_is_a_folder, "is no file"),
    (_of_sqlite, "sqlite"),
]


@pytest.mark.parametrize(("change", "reason"), NOT_DAMAGED, ids=[change.__name__ for change, _ in NOT_DAMAGED])
def test_what_is_not_damaged_stays_and_the_way_out_is_said(
    database: Path, change: Callable[[Path], None], reason: str
) -> None:
    change(database)
    before = sorted(path.name for path in database.parent.iterdir())
    with pytest.raises(embedded.WarehouseClosed, match=rf"{reason}.*the next run makes"), embedded.connection(database):
        pass
    assert sorted(path.name for path in database.parent.iterdir()) == before


@pytest.mark.parametrize(
    "error",
    [
        duckdb.IOException('IO Error: Cannot open file "w": Permission denied'),
        duckdb.IOException('IO Error: Cannot open file "w": Too many open files'),
        duckdb.IOException('IO Error: Cannot open file "w": Read-only file system'),
        duckdb.IOException('IO Error: Could not write file "w": No space left on device'),
        duckdb.IOException(
            'IO Error: Failure while replaying WAL file "w": Could not write file: No space left on device'
        ),
        duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate data of size 16.0 KiB"),
        duckdb.ConnectionException("Connection Error: Can't open a connection to same database file"),
    ],
    ids=str,
)
def test_what_the_system_refuses_says_nothing_of_the_file(
    database: Path, monkeypatch: pytest.MonkeyPatch, error: duckdb.Error
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise error

    before = database.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(embedded.duckdb, "connect", refused)
        with pytest.raises(embedded.WarehouseClosed, match="was left as it is"), embedded.connection(database):
            pass
    assert database.read_bytes() == before and len(list(database.parent.iterdir())) == 1


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    os.truncate(path, HEADER + 100)


def _cut_in_a_block(path: Path) -> None:
    os.truncate(path, 9_000)


def _head_overwritten(path: Path) -> None:
    path.write_bytes(b"\xff" * 64 + path.read_bytes()[64:])


def _overwritten(path: Path) -> None:
    with path.open("rb+") as file:
        for place in range(HEADER, path.stat().st_size, HEADER):
            file.seek(place + 100)
            file.write(b"\xff" * 64)


def _log_overwritten(path: Path) -> None:
    killed = (
        "import duckdb, os, sys; opened = duckdb.connect(sys.argv[1])\n"
        "opened.execute('pragma disable_checkpoint_on_shutdown; create table raw.late as select * from range(5000)')\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", killed, str(path)], cwd=ROOT, check=False)
    log = path.with_name(f"{path.name}.wal")
    with log.open("rb+") as file:
        file.seek(log.stat().st_size // 2)
        file.write(b"\xff" * 32)


@pytest.mark.parametrize("damage", [_empty, _cut, _cut_in_a_block, _head_overwritten, _overwritten, _log_overwritten])
def test_a_damaged_file_is_put_aside_whole_and_made_anew(database: Path, damage: Callable[[Path], None]) -> None:
    damage(database)
    damaged = database.read_bytes()
    with embedded.connection(database) as opened:
        assert opened.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]
    assert database.with_name("warehouse.duckdb.damaged").read_bytes() == damaged


def test_of_two_runs_that_find_a_damaged_file_one_puts_it_aside(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = (
        "import sys; from pathlib import Path; from warehouse.storage import embedded\n"
        "print('begun', flush=True)\n"
        "try:\n"
        "    with embedded.connection(Path(sys.argv[1])) as opened: opened.execute('create table raw.second(i int)')\n"
        "except embedded.WarehouseBusy: print('busy')"
    )
    _cut(database)
    begun: list[subprocess.Popen[str]] = []
    connect = duckdb.connect

    def met(name: str, config: embedded.Options) -> duckdb.DuckDBPyConnection:
        """The other run begins as this one looks at the file, and has time to look at it too."""
        if not begun:
            command = [sys.executable, "-c", other, name]
            begun.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
            assert begun[0].stdout is not None and begun[0].stdout.readline() == "begun\n"
            with pytest.raises(subprocess.TimeoutExpired):
                begun[0].wait(timeout=2)
        return connect(name, config=config)

    monkeypatch.setattr(embedded.duckdb, "connect", met)
    with embedded.connection(database) as opened:
        opened.execute("create table raw.first(i int)")
        said, _ = begun[0].communicate(timeout=60)
        assert said == "busy\n"
    with embedded.connection(database) as opened:
        assert opened.execute("select table_name from duckdb_tables()").fetchall() == [("first",)]
