"""The made-up world: `sic demonstration` builds it, or runs it once more with what was sent to it.

Does not belong here: what it consists of (`sources.demonstration`), and the runs (`commands.demonstrating`).
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from pipelines.commands.short_lived import without_search_for_cycles
from pipelines.verbs.days import as_of_option

EXIT_NOTHING_PUBLISHED = 1


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the made-up world alone; default: var/demonstration. What it held of that world is made anew.",
)
@as_of_option
@click.option("--seed", type=int, help="Another world of the same kind; default: the one that everybody sees.")
@click.option(
    "--again", is_flag=True, help="Instead: one more run over it as it stands, with what was sent to it since."
)
@click.option("--quiet", is_flag=True, help="No progress bar, summary only.")
def demonstration(data: Path | None, as_of: date | None, seed: int | None, again: bool, quiet: bool) -> None:
    """A made-up world to look at: 733 partners, 24 task forces, about 400 projects, two board meetings. Nothing in it is real.

    Its files go through the real intake. Every page, picture and paper of it says that it is made up.

    Exit: 0 published, 1 nothing published, 2 wrong usage, among it a folder that holds real data.
    """
    with without_search_for_cycles():
        from pipelines.commands import demonstrating
        from sources.demonstration import world
        from warehouse import settings
        from warehouse.demonstration import MixedRefused

        folder = settings.demonstration_dir(data)
        try:
            if again:
                outcomes = [demonstrating.again(folder, as_of, not quiet)]
            else:
                day = as_of or datetime.now(UTC).date()
                outcomes = demonstrating.build(folder, day, world.SEED if seed is None else seed, not quiet)
        except MixedRefused as refused:
            raise click.UsageError(str(refused)) from refused
    click.echo(outcomes[-1].summary())
    if outcomes[-1].release is None:
        sys.exit(EXIT_NOTHING_PUBLISHED)
    click.echo(f"Everything in it is made up. To see it: sic dashboard --data {click.format_filename(folder)}")
