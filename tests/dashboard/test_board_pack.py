"""The board pack: what its sheets say, how it looks as paper, and that its files are written together or not at all."""

import json
import re
import resource
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from dashboard.papers.pack import comparing, gathering, writing
from dashboard.papers.pack.shown import Shown
from dashboard.rendering.documents.pack import content
from dashboard.rendering.documents.pack.content import Grid, Pack, Squares
from dashboard.rendering.documents.pack.paper import contents, paper
from dashboard.rendering.words import Words
from pipelines.cli import main
from sources.catalogues import LANGUAGES
from tests.dashboard import made_up_pack
from tests.dashboard.opening import bodies, opened, turned_to
from tests.dashboard.two_releases import MADE_UP, RECORD, copied
from warehouse import releases

UNSAID = re.compile(r"\b(nan|NaN|NaT|inf)\b|\{\w+\}")
FILES = {"a.pdf": b"1" * 10, "b.pptx": b"2" * 4_000, "c.xlsx": b"3" * 10}


def said_nothing(_done: float, _name: str) -> None:
    """Nobody looks on."""


@cache
def gathered(data: Path, language: str) -> Pack:
    shown = comparing.shown(data, releases.find(data), None, language)
    return gathering.gathered(shown, said_nothing)


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def texts_of(pack: Pack) -> str:
    return json.dumps(contents(pack)["sheets"], ensure_ascii=False)


@contextmanager
def files_no_longer_than(size: int) -> Generator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_stands_in_its_place_and_leaves_no_gap_unsaid(
    small_record: Path, demonstration: Path, language: str
) -> None:
    for data in (small_record, demonstration):
        pack = gathered(data, language)
        assert tuple(sheet.name for sheet in pack.sheets) == content.SHEETS
        assert all(sheet.headline.sentence and sheet.source and sheet.title for sheet in pack.sheets)
        assert not UNSAID.findall(texts_of(pack))
        cells = [cell for sheet in pack.sheets for cell in sheet.cells]
        assert all(cell.text or cell.mark or cell.value is None for cell in cells)
        assert "None" not in {cell.text for cell in cells}


def test_the_summary_counts_every_objective_once_for_each_horizon(demonstration: Path) -> None:
    summary = gathered(demonstration, "en").sheets[0]
    (squares,) = [block for block in summary.blocks if isinstance(block, Squares)]
    for row in squares.rows:
        codes = [cell.text for group in row.groups for cell in group.squares]
        assert len(codes) == len(set(codes)) == 24


def test_a_goal_says_what_it_serves_in_the_language_of_the_pack(demonstration: Path) -> None:
    said = {language: gathered(demonstration, language).sheets[2].blocks[0] for language in LANGUAGES}
    sentences = {language: block.rows[3].sentence for language, block in said.items() if isinstance(block, Squares)}
    assert sentences["en"] == "Get stakeholders to interact and work together towards the vision"
    assert sentences["fr"].startswith("Amener les parties prenantes") and sentences["es"].startswith("Lograr que")


def test_paper_names_release_and_day_on_every_page_and_marks_made_up_data(demonstration: Path) -> None:
    pack = gathered(demonstration, "es")
    drawn = pages_of(paper(pack))
    assert len(drawn) >= len(content.SHEETS)
    for page in drawn:
        assert pack.release.release_id in page and "22 nov 2026" in page
        assert "DATOSINVENTADOS" in page.replace(" ", "")
    for sheet in pack.sheets:
        assert any(sheet.headline.sentence in page for page in drawn), sheet.name


def test_the_record_has_no_watermark_and_the_same_pack_is_the_same_file(small_record: Path) -> None:
    made = paper(gathered(small_record, "fr"))
    assert made == paper(gathered.__wrapped__(small_record, "fr"))
    assert not any("INVENT" in page for page in pages_of(made))


def test_paper_reads_no_text_as_markup_and_names_the_figures_of_a_sheet() -> None:
    drawn = " ".join(pages_of(paper(made_up_pack.pack(Words("en"), many=3))))
    assert "=1+1" in drawn and "<b>&amp;" in drawn and "Figures: committed" in drawn


def test_the_pack_of_an_old_release_is_the_same_after_newer_ones(
    small_record: Path, demonstration: Path, tmp_path: Path
) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "releases").mkdir()
    shutil.copy(small_record / "releases" / f"{RECORD}.duckdb", tmp_path / "before" / "releases")
    then = comparing.shown(tmp_path / "before", releases.find(tmp_path / "before", RECORD), None, "en")
    (tmp_path / "now").mkdir()
    now_data = copied(small_record, demonstration, tmp_path / "now")
    now = comparing.shown(now_data, releases.find(now_data, RECORD), None, "en")
    first, second = (gathering.gathered(shown, said_nothing) for shown in (then, now))
    assert first.sheets == second.sheets and first.dated == second.dated


def test_an_earlier_release_is_one_that_was_built_before(demonstration: Path) -> None:
    release = releases.find(demonstration)
    with pytest.raises(comparing.NotEarlier, match="was not built before"):
        comparing.shown(demonstration, release, release.release_id, "en")
    later = replace(release, built_at=release.built_at + timedelta(days=1))
    assert comparing.shown(demonstration, later, release.release_id, "en").since == release


def test_with_no_room_for_one_file_none_is_left_and_what_stood_there_stays(tmp_path: Path) -> None:
    new, held = tmp_path / "new", tmp_path / "held"
    held.mkdir()
    (held / "a.pdf").write_bytes(b"old")
    for out in (new, held):
        with files_no_longer_than(1_000), pytest.raises(writing.NotWritten, match="File too large"):
            writing.together(FILES, out)
    assert not new.exists() and [path.name for path in held.iterdir()] == ["a.pdf"]
    assert (held / "a.pdf").read_bytes() == b"old"
    written = writing.together(FILES, held)
    assert {path.name: path.read_bytes() for path in written} == FILES == read(held)


def read(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def packed(data: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["pack", "--data", str(data), "--out", str(out), "--quiet", *more])


def test_what_cannot_be_packed_is_a_sentence_and_leaves_no_file(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "files", lambda _shown, _progress: {"pdf": b"1", "pptx": b"2" * 4_000})
    taken, out = tmp_path / "taken", tmp_path / "out"
    taken.write_text("mine")
    for more, sentence in (
        (["--release", "nope"], "No release is called 'nope'"),
        (["--since", "nope"], "No release is called 'nope'"),
        (["--since", MADE_UP], "was not built before"),
        (["--release", "../../etc"], "No release is called '../../etc'"),
    ):
        outcome = packed(demonstration, out, *more)
        assert outcome.exit_code == 1 and sentence in outcome.stderr and not out.exists(), more
    refused = packed(demonstration, taken)
    assert refused.exit_code == 1 and "a file has that name" in refused.stderr and taken.read_text() == "mine"
    with files_no_longer_than(1_000):
        full = packed(demonstration, out)
    assert full.exit_code == 1 and "Nothing could be written" in full.stderr and not out.exists()
    assert packed(demonstration, out).exit_code == 0 and len(list(out.iterdir())) == 2


def test_a_release_that_cannot_be_read_is_a_sentence(demonstration: Path, tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    shutil.copytree(demonstration / "releases", folder)
    (folder / f"{MADE_UP}.duckdb").write_bytes(b"no release")
    outcome = packed(tmp_path, tmp_path / "out", "--release", MADE_UP)
    assert outcome.exit_code == 1 and outcome.stderr.startswith("Error: ") and not (tmp_path / "out").exists()


def test_the_button_makes_the_pack_of_the_page_and_then_offers_its_files(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Shown] = []

    def files(shown: Shown, progress: gathering.Progress) -> dict[str, bytes]:
        made.append(shown)
        progress(1.0, "")
        return {"pdf": b"1", "pptx": b"2", "xlsx": b"3"}

    monkeypatch.setattr(writing, "files", files)
    app = turned_to(opened(demonstration, monkeypatch, "fr"), "goals", "fr")
    assert not app.get("download_button")[:0] and not made
    app.button(key="board_pack").click().run()
    labels = [one.proto.label for one in app.get("download_button")]
    assert [f"Télécharger le {kind}" for kind in ("PDF", "PPTX", "XLSX")] == labels[:3]
    assert [(one.release.release_id, one.words.language) for one in made] == [(MADE_UP, "fr")]


@pytest.mark.breaks_pages
def test_a_pack_that_cannot_be_made_is_a_calm_sentence(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files(_shown: Shown, _progress: gathering.Progress) -> dict[str, bytes]:
        raise OSError("/secret/path is full")

    monkeypatch.setattr(writing, "files", files)
    app = turned_to(opened(demonstration, monkeypatch), "budget", "en")
    app.button(key="board_pack").click().run()
    shown = " ".join([*bodies(app), *(caption.value for caption in app.caption)])
    assert not app.exception and Words("en")("pack.failed") in shown and "secret" not in shown


def test_a_table_of_the_gaps_has_every_objective_and_region(demonstration: Path) -> None:
    gaps = gathered(demonstration, "en").sheets[3]
    field = next(block for block in gaps.blocks if isinstance(block, Grid) and block.is_field)
    assert len([row for row in field.rows if len(row) > 1]) == 24 + 1 and len(field.heads) == 1 + 5 + 1
