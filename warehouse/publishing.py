"""Publishing: the open working database becomes one immutable release file, and the pointer moves to it in one step.

Does not belong here: which releases are there and reading one (`releases`), labels and how long one is kept (`history`).
"""

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from warehouse import small_json
from warehouse.contracts import TABLES
from warehouse.descriptions import ABOUT, CHECKSUM, beside, sha256
from warehouse.leftovers import DRAFT
from warehouse.releases import PUBLISHED_SCHEMAS, ROW_GROUP, pointer
from warehouse.settings import releases_dir
from warehouse.storage.embedded import SMALL_BLOCK, one_at_a_time, transaction

LARGE_BLOCK = 262_144  # bytes, DuckDB's own choice


def publish(opened: duckdb.DuckDBPyConnection, data: Path, release_id: str) -> Path:
    """Copy marts and meta of an open working database into a new release file, then move the pointer; returns the file.

    All that needs room on the disk is written under draft names and synced before anything gets its own name, the
    pointer last: a reader sees the old release or the new one, never a part. A failure leaves no draft behind.
    """
    folder = releases_dir(data)
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{release_id}.duckdb"
    if final.exists():
        raise FileExistsError(f"{final} is published already; a release is never overwritten")
    made = (final, beside(final), pointer(data))
    if made[-1].is_dir():
        raise IsADirectoryError(f"{made[-1]} is a folder where the pointer to the current release belongs; delete it")
    drafts = [small_json.draft(path) for path in made]
    try:
        _copy(opened, drafts[0])
        small_json.sync(drafts[0])
        described = opened.execute(ABOUT).df().to_dict("records")[0]
        small_json.write(drafts[1], described | {CHECKSUM: sha256(drafts[0])})
        small_json.write(drafts[2], pointing_to(release_id, final))
        with one_at_a_time(folder):
            for whole, path in zip(drafts, made, strict=True):
                os.replace(whole, path)
    except BaseException:
        for path in (*drafts, drafts[0].with_suffix(f"{DRAFT}.wal")):
            path.unlink(missing_ok=True)
        raise
    return final


def pointing_to(release_id: str, file: Path) -> dict[str, str]:
    """What the pointer says where this release is the current one."""
    return {"release_id": release_id, "file": file.name}


def _copy(opened: duckdb.DuckDBPyConnection, draft: Path) -> None:
    """Marts and meta of the working database as a file of their own."""
    _attach(opened, draft)
    try:
        with transaction(opened):
            for schema in PUBLISHED_SCHEMAS:
                opened.execute(f"create schema release.{schema}")
            for name, contract in TABLES.items():
                if contract.layer in PUBLISHED_SCHEMAS:
                    opened.execute(contract.ddl(f"release.{name}"))
                    opened.execute(f"insert into release.{name} by name select * from {name}")
                    opened.execute("; ".join(contract.comments(f"release.{name}")))
        opened.execute("checkpoint release")  # here, because a full disk is named here and not as it is detached
    except BaseException:
        with suppress(duckdb.Error):  # of a draft that could not be written whole; why, the first error says
            opened.execute("detach release")
        raise
    opened.execute("detach release")


def _attach(opened: duckdb.DuckDBPyConnection, draft: Path) -> None:
    """Attach the draft as `release`, in the form that suits the size of what is published.

    Compressed in blocks of 256 KiB, half a million rows take a fifth of the room. Of tables of a few hundred rows such
    blocks stay nearly empty, and to compress them takes as long as all else that publishing does.
    """
    counted = "select coalesce(max(estimated_size), 0) from duckdb_tables() where schema_name in ('marts', 'meta')"
    (most_rows,) = opened.execute(counted).fetchall()[0]
    is_small = most_rows <= ROW_GROUP
    opened.execute(f"pragma force_compression = '{'uncompressed' if is_small else 'auto'}'")
    size = SMALL_BLOCK if is_small else LARGE_BLOCK
    opened.execute(f"attach '{_quoted(draft)}' as release (block_size {size})")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
