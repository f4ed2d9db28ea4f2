"""The front door: the command `sic`, with `run`, `dashboard`, `dev`, `export`, `pack` here and all others in `verbs`.

It reads arguments and prints; what it calls does the work. Heavy imports stand inside the commands that need them, so
that `sic --help` answers at once.
"""

import sys
from datetime import date
from errno import EPIPE
from pathlib import Path

import click

from pipelines.commands.short_lived import without_search_for_cycles
from pipelines.verbs import asking, demonstrating, history, sending
from pipelines.verbs.days import as_of_option
from pipelines.verbs.folders import in_data_folder
from pipelines.verbs.refusing import in_a_sentence, release_asked
from pipelines.verbs.showing import bar

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EXIT_NOTHING_PUBLISHED = 1
EXIT_FILES_REFUSED = 3


class FrontDoor(click.Group):
    """What the system refuses (no room, no permission, no such place) ends a command in a sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == EPIPE:  # `sic releases | head`: nobody reads on, which click knows
                raise
            raise click.ClickException(f"{error.filename or 'The system'}: {error.strerror or error}.") from error


@click.group(cls=FrontDoor, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="four-per-1000-dashboard", prog_name="sic")
def main() -> None:
    """The "4 per 1000" Dashboard: from what partners send to what the board sees."""
    from warehouse import private

    private.begin()


@main.command()
@click.option("--inbox", type=FOLDER, help="Folder of submitted files; default: inbox/ of the data folder.")
@click.option("--iati", type=FOLDER, help="Folder of IATI activity files to read besides the shipped record.")
@in_data_folder
@as_of_option
@click.option("--quiet", is_flag=True, help="No progress bar, summary only.")
def run(inbox: Path | None, iati: Path | None, data: Path, as_of: date | None, quiet: bool) -> None:
    """One run over the shipped record and what is in the inbox, then publish a release.

    Exit: 0 published, 3 published but files were refused, 1 nothing published, 2 wrong usage.
    """
    with without_search_for_cycles():
        from pipelines.commands import running
        from warehouse import demonstration

        try:
            demonstration.refuse_real(data)
        except demonstration.MixedRefused as refused:
            raise click.UsageError(str(refused)) from refused
        outcome = running.run(data=data, inbox=inbox, iati=iati, as_of=as_of, show_progress=not quiet)
    click.echo(outcome.summary())
    if outcome.release is None:
        sys.exit(EXIT_NOTHING_PUBLISHED)
    sys.exit(EXIT_FILES_REFUSED if len(outcome.refused) else 0)


@main.command()
@click.option("--release", "release_name", help="Identifier or label of a release; default: the current one.")
@click.option(
    "--since",
    help="Identifier or label of an earlier one to compare with; default: the last label before it, else the one published before.",
)
@click.option("--lang", type=click.Choice(["en", "fr", "es"]), default="en", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the three files.")
@in_data_folder
@click.option("--quiet", is_flag=True, help="No progress bar.")
def pack(release_name: str | None, since: str | None, lang: str, out: Path, data: Path, quiet: bool) -> None:
    """The board pack of a release: PDF, slides and a workbook, all three or none.

    Exit: 0 written, 1 nothing written, 2 wrong usage.
    """
    from dashboard.papers.pack import comparing, writing

    with in_a_sentence(writing.NotWritten, comparing.NotEarlier):
        shown = comparing.shown(data, release_asked(data, release_name), since, lang)
        with bar(quiet) as progress:
            written = writing.write(shown, out, progress)
    for path in written:
        click.echo(path)


@main.command()
@in_data_folder
@click.option("--port", type=int, default=8501, show_default=True)
def dashboard(data: Path, port: int) -> None:
    """The dashboard on the current release, at http://localhost:PORT.

    Exit: 0 asked to stop, else the code of what ended by itself.
    """
    from pipelines.commands import serving

    sys.exit(serving.dashboard(data, port))


@main.command()
@in_data_folder
@click.option("--port", type=int, default=8501, show_default=True)
@click.option("--dagster-port", type=int, default=3000, show_default=True)
def dev(data: Path, port: int, dagster_port: int) -> None:
    """Dagster's UI with sensor and schedule, and the dashboard beside it.

    Exit: 0 asked to stop, else the code of what ended by itself, which takes the others along.
    """
    from pipelines.commands import serving

    sys.exit(serving.dev(data, port, dagster_port))


@main.command()
@click.option("--iati", "as_iati", is_flag=True, help="Instead: the projects that partners sent, as an IATI file.")
@click.option("--release", "release_id", help="Identifier of a release; default: the current one.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is empty or not there yet.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@in_data_folder
def export(as_iati: bool, release_id: str | None, out: Path, quiet: bool, data: Path) -> None:
    """The data package of a release: all public tables as Parquet and CSV, with dictionary, checksums and licences."""
    from dashboard.papers.export import data_package, iati
    from warehouse.exports.folders import NotEmpty

    write = iati.write if as_iati else data_package.write
    with in_a_sentence(NotEmpty, iati.NothingToWrite), bar(quiet) as progress:
        click.echo(write(release_asked(data, release_id), out, progress))


@main.command()
@click.option("--release", "release_name", help="Identifier or label of a release; default: the current one.")
@click.option(
    "--since",
    help="Identifier or label of an earlier one to compare with; default: the last label before it, else the one published before.",
)
@click.option("--lang", "languages", type=click.Choice(["en", "fr", "es"]), multiple=True, help="Default: all three.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is empty or not there yet.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@in_data_folder
def report(
    release_name: str | None, since: str | None, languages: tuple[str, ...], out: Path, quiet: bool, data: Path
) -> None:
    """A release as static pages that open from a disk or any web server, for those who cannot run anything."""
    from dashboard.papers.report import comparing, writing
    from warehouse.exports.folders import NotEmpty

    with in_a_sentence(NotEmpty, comparing.NotEarlier), bar(quiet) as progress:
        shown = release_asked(data, release_name)
        click.echo(writing.write(shown, languages, out, progress, comparing.earlier(data, shown, since)))


for verb in (demonstrating.demonstration, sending.check, sending.template, asking.explain, asking.diff, *history.VERBS):
    main.add_command(verb)
