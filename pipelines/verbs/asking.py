"""What is asked of releases: `sic explain`, `sic diff`.

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
    """How a status came about: CODE is an indicator (A2.1) or an objective (A2). Or where a figure comes from: CODE is its
    name (committed.C3.002), as pages and papers have it."""
    from pipelines.commands import explaining, explaining_figures

    with in_a_sentence(explaining.UnknownIndicator, explaining_figures.UnknownFigure):
        release = release_asked(data, release_id)
        is_figure = explaining_figures.is_called_like_one(code)
        said = explaining_figures.text(release, code) if is_figure else explaining.text(release, code.upper(), horizon)
    click.echo(said)


@click.command()
@click.argument("before")
@click.argument("after")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_data_folder
def diff(before: str, after: str, form: str, data: Path) -> None:
    """What changed from release BEFORE to release AFTER, and of which kind: each an identifier, a label or `current`."""
    from pipelines.commands import differing
    from pipelines.commands.short_lived import without_search_for_cycles
    from warehouse import releases

    with in_a_sentence(), without_search_for_cycles():
        older, newer = (releases.find(data, name) for name in (before, after))
        found = differing.compare(older, newer)
    written = differing.document if form == "json" else differing.text
    click.echo(written(found, older, newer))
