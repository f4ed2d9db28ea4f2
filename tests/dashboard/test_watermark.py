"""Whatever is taken of the made-up world says that it is made up: names of files, letters, tables, templates, answers.

Does not belong here: pages (`test_pages`), pictures (`test_charts`) and papers, each beside what else is known of it.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.documents import begun
from dashboard.rendering.documents.spreadsheets import csv
from dashboard.rendering.words import Words
from dashboard.shell.which_template import workbook
from dashboard.views.submit import upload
from pipelines.cli import main
from sources.feedback.checking import as_csv
from tests.release_factory import AS_OF
from warehouse import releases, settings
from warehouse.releases import Release

EN = Words("en")
MARK = EN("strip.watermark")


@pytest.fixture(scope="module")
def made_up(made_up_world: Path) -> Release:
    """The current release of the made-up world."""
    return releases.find(made_up_world, None)


def _texts_of_zip(content: bytes) -> str:
    """Every text of a file of an office program."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return unescape(" ".join(held.read(name).decode() for name in held.namelist() if name.endswith(".xml")))


def test_the_name_of_the_release_and_so_of_each_file_taken_says_it(made_up: Release):
    assert made_up.release_id.endswith("-made-up")


def test_every_letter_has_the_mark_as_page_and_as_workbook(made_up_world: Path, made_up: Release):
    letters = list(settings.letters_dir(made_up_world, made_up.release_id).rglob("*.en.*"))
    assert len(letters) > 50
    for path in letters:
        text = path.read_text("utf-8") if path.suffix == ".html" else _texts_of_zip(path.read_bytes())
        assert MARK in text, path.name


@pytest.mark.parametrize(
    "asked", [("explain", "C3"), ("explain", "assessed.2030"), ("diff", "Board, made-up, May 2026", "current")]
)
def test_an_answer_on_the_command_line_says_it(made_up_world: Path, asked: tuple[str, ...]):
    answer = CliRunner().invoke(main, [*asked, "--data", str(made_up_world)])
    assert answer.exit_code == 0 and "MADE-UP DATA" in answer.output, answer.output


def sent() -> upload.Checked:
    """A file with one unknown objective."""
    return upload.check_upload("a.csv", b"project_id,title,objectives,countries\nP1,Soils,Z9,Kenya\n", AS_OF)


TAKEN: dict[str, Callable[[str], str]] = {
    "the table of a figure": lambda mark: csv(pd.DataFrame({"value": [1]}), mark).decode("utf-8-sig"),
    "the findings of a check": lambda mark: as_csv(sent().report, "fr", mark),
    "a marked copy": lambda mark: _texts_of_zip(upload.marked(sent(), "fr", mark)),
    "a template": lambda mark: _texts_of_zip(workbook("projects", "en", mark)),
    "a template that is begun": lambda mark: _texts_of_zip(begun.workbook("observations", [], "en", mark)),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_from_a_page_has_the_mark_of_its_release(name: str, made_up: Release):
    real = replace(made_up, is_demonstration=False)
    assert MARK in TAKEN[name](ReleaseShown(made_up, EN).watermark)
    assert MARK not in TAKEN[name](ReleaseShown(real, EN).watermark)
