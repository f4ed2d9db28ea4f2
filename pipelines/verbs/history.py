"""The releases as history: `sic releases`, `label`, `restore`, `prune`.

Does not belong here: what a release is (`warehouse.releases`), and which are kept (`warehouse.history`).
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.verbs.folders import in_data_folder
from pipelines.verbs.refusing import in_a_sentence

if TYPE_CHECKING:
    from warehouse.releases import Kept, Release

release_named = click.argument("release", metavar="RELEASE")  # an identifier, a label, or `current`


@click.command("releases")
@in_data_folder
@click.option(
    "--verify", is_flag=True, help="Read every file again and compare it with its checksum; exit 1 if one differs."
)
def list_releases(data: Path, verify: bool) -> None:
    """Every release, newest first; the current one is marked, and each label stands at the end of its line."""
    from warehouse import history, releases, settings

    try:
        held = releases.kept(data)
    except OSError as error:
        raise click.ClickException(f"{settings.releases_dir(data)} cannot be read: {error.strerror}.") from error
    if not held.releases:
        click.echo(f"No release in {settings.releases_dir(data)} yet. Make one with: sic run")
    _tell_what_is_wrong(held)
    found = history.verify(held) if verify else {}
    for release in held.releases:
        state = f"  {found[release].replace('_', ' ')}" if verify else ""
        click.echo(f"{'*' if release == held.current else ' '} {_line(release)}{state}")
    corrupt = [release for release, state in found.items() if state == history.Integrity.CORRUPT]
    for release in corrupt:
        click.echo(f"! {release.path} is not what was published; put it back from a copy, or delete it.", err=True)
    sys.exit(1 if corrupt else 0)


def _tell_what_is_wrong(held: "Kept") -> None:
    """Where the current release is not the one that is shown, and what in the folder is left out."""
    from warehouse import releases

    served = releases.served(held)
    if held.releases and (served is None or served != held.current):
        shown = f"{served.release_id} is shown, the newest that can be opened" if served else "none can be opened"
        click.echo(f"! The current release is missing or cannot be opened: {shown}.", err=True)
    for path in held.unreadable:
        click.echo(f"! {path.name} cannot be opened and is left out; delete it, or put it back from a copy.", err=True)
    for copy in held.copies:
        click.echo(f"! {copy.path.name} is {copy.release_id} again and is left out; delete it.", err=True)


def _line(release: "Release") -> str:
    built = datetime.isoformat(release.built_at, sep=" ", timespec="seconds")
    label = f'  "{release.label}"' if release.label else ""
    return (
        f"{release.release_id}  as of {release.as_of}  built {built} UTC  rules {release.rules_version}  "
        f"code {release.code_version}  inputs {release.inputs_sha256[:12]}{label}"
    )


@click.command()
@release_named
@click.argument("text", metavar="LABEL")
@in_data_folder
def label(release: str, text: str, data: Path) -> None:
    """Name RELEASE for good, for instance "Board, 27 Nov 2026"; a release with a label is kept for ever.

    RELEASE is an identifier, a label or `current`.
    """
    from warehouse import history

    with in_a_sentence(history.LabelRefused):
        labelled = history.label(data, release, text)
    click.echo(f'{labelled.release_id} is "{labelled.label}", and kept for ever.')


@click.command()
@release_named
@in_data_folder
def restore(release: str, data: Path) -> None:
    """Point back to RELEASE: it is the current one until the next run publishes.

    RELEASE is an identifier or a label.
    """
    from warehouse import history

    with in_a_sentence():
        restored = history.restore(data, release)
    click.echo(f"{restored.release_id} as of {restored.as_of} is the current release; the next run moves on.")


@click.command()
@in_data_folder
def prune(data: Path) -> None:
    """Delete the releases that no rule keeps, with their letters, as each run does after it has published.

    Labelled ones, the current one, the newest 30 and those of the last 400 days stay; `releases/keep.json` of the data
    folder can say other numbers.
    """
    from warehouse import history

    with in_a_sentence(history.LabelRefused, history.KeepRefused):
        gone = history.prune(data, history.keep_rules(data), datetime.now(UTC).replace(tzinfo=None))
    for release in gone:
        click.echo(f"deleted: {_line(release)}")
    click.echo(f"{len(gone)} releases deleted.")


VERBS = (list_releases, label, restore, prune)
