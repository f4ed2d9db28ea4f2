"""The folders and files that commands are given: where data lives, where something is written.

Does not belong here: what is read or written there.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click


def _data_folder(_context: click.Context, _parameter: click.Parameter, chosen: Path | None) -> Path:
    """The data folder in use, wherever it was named; it need not be there yet."""
    from warehouse import settings

    folder = settings.data_dir(chosen)
    if folder.exists() and not folder.is_dir():
        raise click.BadParameter(f"'{folder}' is a file; --data or SIC_DATA names a folder.")
    return folder


in_data_folder = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_data_folder,
    help="Data folder; default: SIC_DATA or var/.",
)


@contextmanager
def place_for(target: Path) -> Generator[None]:
    """Makes the folder of a file to write; an error of the system becomes wrong usage, in one sentence."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise click.BadParameter(f"'{target}' cannot be written: {error.strerror}.", param_hint="--out") from error
