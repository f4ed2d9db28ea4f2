"""The figures that are tables of ours can be taken home as pictures: each is drawn, with source and day, and made-up data are marked."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.papers.pack import gathering, pictures
from dashboard.papers.pack.shown import Shown
from dashboard.rendering.documents.pack import paper
from dashboard.rendering.documents.pack.content import Pack
from dashboard.rendering.words import Words
from tests.dashboard.opening import opened, turned_to
from warehouse import releases

DRAWN = (pictures.roll_call, pictures.strategy, pictures.coverage, pictures.practices)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def drawn(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Pack]:
    """What each picture is drawn from, by its name."""
    made: dict[str, Pack] = {}
    for draw in DRAWN:
        monkeypatch.setattr(pictures, "picture", lambda pack, name=draw.__name__: made.setdefault(name, pack) and b"")
        draw(Shown(releases.find(demonstration), Words("fr")))
    return made


def test_a_picture_shows_its_figure_alone_and_says_source_day_and_that_it_is_made_up(drawn: dict[str, Pack]) -> None:
    for name, pack in drawn.items():
        (sheet,) = pack.sheets
        first, *others = [type(block).__name__ for block in sheet.blocks]
        assert first == ("Squares" if name == "roll_call" else "Grid"), name
        assert others == (["Notes"] if name in ("coverage", "practices") else []), name
        assert "22 nov. 2026" in sheet.source and "22 nov. 2026" in pack.dated, name
        assert pack.watermark == Words("fr")("strip.watermark"), name


def test_the_watermark_is_drawn_into_the_picture_and_the_same_picture_is_the_same_file(drawn: dict[str, Pack]) -> None:
    marked = paper.picture(drawn["roll_call"])
    assert marked.startswith(SIGNATURE)
    assert paper.picture(drawn["roll_call"]) == marked
    assert paper.picture(replace(drawn["roll_call"], watermark="")) != marked


def test_the_record_has_no_watermark(small_record: Path) -> None:
    shown = Shown(releases.find(small_record), Words())
    assert gathering.pack(shown, []).watermark == ""


@pytest.mark.parametrize(
    ("page", "keys"),
    [("overview", ["roll_call", "objectives"]), ("coverage", ["coverage_gaps"]), ("practices", ["practices"])],
)
def test_each_of_them_has_its_button(
    page: str, keys: list[str], demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turned_to(opened(demonstration, monkeypatch), page, "en")
    found = [button.proto.id for button in app.get("download_button") if "png_" in button.proto.id]
    assert [key for key in keys if any(f"png_{key}" in one for one in found)] == keys
