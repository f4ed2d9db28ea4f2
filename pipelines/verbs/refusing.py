"""What cannot be done ends a command in a sentence and exit code 1.

Does not belong here: what the system refuses (`cli`), and wrong usage, which click tells itself.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from warehouse.releases import Release


@contextmanager
def in_a_sentence(*refusals: type[Exception]) -> Generator[None]:
    """An unknown release, a damaged one and the refusals named here end the command with what they say."""
    import duckdb

    from warehouse.releases import UnknownRelease

    try:
        yield
    except (UnknownRelease, *refusals) as refused:
        raise click.ClickException(str(refused)) from refused
    except duckdb.Error as damaged:
        raise click.ClickException(
            f"A release cannot be read; delete its file, or put it back from a copy: {damaged}"
        ) from damaged


def release_asked(data: Path, name: str | None) -> "Release":
    """The release of this name, or the one that is served, with a line where that is not the current one; raises UnknownRelease."""
    from warehouse import releases
    from warehouse.labels import CURRENT

    release = releases.find(data, name)
    if name in (None, CURRENT) and release.path != releases.current(data):
        click.echo("The current release is missing or cannot be opened; this is the newest that can be.", err=True)
    return release
