"""The releases as history: `sic releases`.

Does not belong here: what a release is (`warehouse.releases`).
"""

from datetime import datetime
from pathlib import Path

import click

from pipelines.verbs.folders import in_data_folder


@click.command("releases")
@in_data_folder
def list_releases(data: Path) -> None:
    """Every release, newest first; the current one is marked."""
    from warehouse import releases, settings

    try:
        held = releases.kept(data)
    except OSError as error:
        raise click.ClickException(f"{settings.releases_dir(data)} cannot be read: {error.strerror}.") from error
    current = releases.pointed(data, held)
    if not held.releases:
        click.echo(f"No release in {settings.releases_dir(data)} yet. Make one with: sic run")
    elif (served := releases.served(data, held)) != current or served is None:
        shown = f"{served.release_id} is shown, the newest that can be opened" if served else "none can be opened"
        click.echo(f"! The current release is missing or cannot be opened: {shown}.", err=True)
    for path in held.unreadable:
        click.echo(f"! {path.name} cannot be opened and is left out; delete it, or put it back from a copy.", err=True)
    for copy in held.copies:
        click.echo(f"! {copy.path.name} is {copy.release_id} again and is left out; delete it.", err=True)
    for release in held.releases:
        mark = "*" if release == current else " "
        built = datetime.isoformat(release.built_at, sep=" ", timespec="seconds")
        click.echo(
            f"{mark} {release.release_id}  as of {release.as_of}  built {built} UTC  "
            f"rules {release.rules_version}  code {release.code_version}  inputs {release.inputs_sha256[:12]}"
        )
