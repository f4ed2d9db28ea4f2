"""What a sender asks before sending: `sic check` and `sic template`.

Does not belong here: the check itself (`commands.checking`), the words of a finding (`sources.feedback`).
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.short_lived import without_search_for_cycles
from pipelines.verbs.folders import in_data_folder, place_for

if TYPE_CHECKING:
    from sources.feedback.checking import Report

FILE = click.Path(dir_okay=True, path_type=Path)


@click.command()
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
            with place_for(out):
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
            with place_for(target):
                marked = marking.mark_workbook(named[summary.source_file], report, target, summary.source_file)
                click.echo(f"{click.format_filename(target)}: {marked} cells marked")
            written.add(target)
        except ValueError as refused:
            click.echo(str(refused), err=True)


@click.command()
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
    with place_for(target):
        templates.template(stream, target, lang)
    click.echo(target)
