"""What is asked of a release: `sic explain`.

Does not belong here: the answer (`commands`).
"""

from pathlib import Path

import click

from pipelines.verbs.folders import in_data_folder
from pipelines.verbs.refusing import in_a_sentence, release_asked


@click.command()
@click.argument("code")
@click.option("--horizon", type=int, default=2030, show_default=True)
@click.option("--release", "release_id", help="Identifier of a release; default: the current one.")
@in_data_folder
def explain(code: str, horizon: int, release_id: str | None, data: Path) -> None:
    """How a status came about: CODE is an indicator (A2.1) or an objective (A2)."""
    from pipelines.commands import explaining

    with in_a_sentence(explaining.UnknownIndicator):
        click.echo(explaining.text(release_asked(data, release_id), code.upper(), horizon))
