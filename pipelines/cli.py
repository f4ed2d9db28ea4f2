"""The command line: `sic run`, `check`, `template`, `explain`, `releases`, `dashboard`, `dev`.

It reads arguments and prints; what it calls does the work.

Heavy imports stand inside the commands that need them, so that `sic --help` answers at once.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from errno import EPIPE
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.short_lived import without_search_for_cycles

if TYPE_CHECKING:
    from sources.feedback.checking import Report

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=True, path_type=Path)
EXIT_NOTHING_PUBLISHED = 1
EXIT_FILES_REFUSED = 3


def _day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a date like 2026-11-22") from error
    from sources.admission.values import EARLIEST_YEAR, LATEST_YEAR

    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:  # as of other days no date could be worked out, nor is one read
        raise click.BadParameter(f"{text} is not of the years {EARLIEST_YEAR} to {LATEST_YEAR}")
    return day


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
@click.option("--as-of", callback=_day, help="Date of assessment, for instance 2026-11-22; default: today.")
@click.option("--quiet", is_flag=True, help="No progress bar, summary only.")
def run(inbox: Path | None, iati: Path | None, data: Path, as_of: date | None, quiet: bool) -> None:
    """One run over the shipped record and what is in the inbox, then publish a release.

    Exit: 0 published, 3 published but files were refused, 1 nothing published, 2 wrong usage.
    """
    with without_search_for_cycles():
        from pipelines.commands import running

        outcome = running.run(data=data, inbox=inbox, iati=iati, as_of=as_of, show_progress=not quiet)
    click.echo(outcome.summary())
    if outcome.release is None:
        sys.exit(EXIT_NOTHING_PUBLISHED)
    sys.exit(EXIT_FILES_REFUSED if len(outcome.refused) else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "xlsx"]), default="text", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write; default: the screen (for xlsx: a folder)."
)
@in_data_folder
def check(files: tuple[Path, ...], form: str, out: Path | None, data: Path) -> None:
    """Every problem in FILES at once, without pipeline or database. Exit 1 if any row or file is held."""
    with without_search_for_cycles():
        from pipelines.commands.checking import check as check_as_a_run
        from sources.feedback import checking
        from warehouse import settings

        now = datetime.now(UTC).replace(tzinfo=None)
        report = check_as_a_run(files, as_of=now.date(), now=now, mappings=settings.mappings_dir(data))
    if not report.files:
        raise click.UsageError(f"There is no file in {', '.join(map(click.format_filename, files))}.")
    if form == "xlsx":
        _write_marked(files, report, out or Path.cwd())
    else:
        text = {"text": checking.as_text, "json": checking.as_json, "csv": checking.as_csv}[form](report)
        if out is None:
            click.echo(text)
        else:
            with _place_for(out):
                out.write_text(text, encoding="utf-8")
    sys.exit(1 if report.has_held else 0)


def _write_marked(files: tuple[Path, ...], report: "Report", folder: Path) -> None:
    """A marked workbook of every file, in the folders that the files stand in."""
    from sources.feedback import checking, marking
    from sources.files.listing import shown_name

    root, paths = checking.files_of(files)
    named = {shown_name(path, root): path for path in paths}
    written: set[Path] = set()
    for summary in report.files:
        shown = folder / summary.source_file
        target = shown.with_name(f"{shown.stem}-checked.xlsx")
        if target in written:  # a.csv beside a.json
            target = shown.with_name(f"{shown.name}-checked.xlsx")
        try:
            with _place_for(target):
                marked = marking.mark_workbook(named[summary.source_file], report, target, summary.source_file)
                click.echo(f"{click.format_filename(target)}: {marked} cells marked")
            written.add(target)
        except ValueError as refused:
            click.echo(str(refused), err=True)


@contextmanager
def _place_for(target: Path) -> Generator[None]:
    """Makes the folder of a file to write; an error of the system becomes wrong usage, in one sentence."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise click.BadParameter(f"'{target}' cannot be written: {error.strerror}.", param_hint="--out") from error


@main.command()
@click.argument("stream")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: STREAM.xlsx in this folder.")
@click.option("--lang", type=click.Choice(["en", "fr", "es"]), default="en", show_default=True)
def template(stream: str, out: Path | None, lang: str) -> None:
    """A workbook for STREAM (projects, funding, observations, …) with instructions, lists and one example row."""
    from sources.feedback import templates
    from sources.streams import streams

    if stream not in streams():
        raise click.BadParameter(f"{stream!r} is not a stream. Streams: {', '.join(streams())}", param_hint="STREAM")
    target = out or Path(f"{stream}.xlsx")
    with _place_for(target):
        templates.template(stream, target, lang)
    click.echo(target)


@main.command()
@click.argument("code")
@click.option("--horizon", type=int, default=2030, show_default=True)
@click.option("--release", "release_id", help="Identifier of a release; default: the current one.")
@in_data_folder
def explain(code: str, horizon: int, release_id: str | None, data: Path) -> None:
    """How a status came about: CODE is an indicator (A2.1) or an objective (A2)."""
    import duckdb

    from pipelines.commands import explaining
    from warehouse import releases

    try:
        release = releases.find(data, release_id)
        if release_id is None and release.path != releases.current(data):
            click.echo("The current release is missing or cannot be opened; this is the newest that can be.", err=True)
        click.echo(explaining.text(release, code.upper(), horizon))
    except (releases.UnknownRelease, explaining.UnknownIndicator) as unknown:
        raise click.ClickException(str(unknown)) from unknown
    except duckdb.Error as damaged:
        raise click.ClickException(
            f"{release.path} cannot be read, delete it or put it back from a copy: {damaged}"
        ) from damaged


@main.command("releases")
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
