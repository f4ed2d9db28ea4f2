"""Every page of the made-up world has something to show, says that it is made up, and opens without a failure."""

from pathlib import Path

import pytest

from dashboard.rendering.sitemap import PAGES
from dashboard.rendering.words import Words
from tests.dashboard.opening import blocks, bodies, every_page, is_failed, opened, turned_to

# Pages that show no table under a figure, with what their address must name before there is anything to show.
WITHOUT_TABLES = {
    "submit": {},
    "letters": {},
    "templates": {},
    "search": {"q": "Terraces"},
    "close_gap": {"code": "B3"},
    "country": {"code": "KEN"},
    "record": {},
}
MARK = Words("en")("strip.demonstration")


def test_every_page_has_rows_to_show_and_says_that_they_are_made_up(made_up_world: Path):
    for page, shown in every_page(made_up_world, "en").items():
        assert shown.errors == [], page
        assert MARK in shown.html, page
        assert page in WITHOUT_TABLES or (shown.tables and all(map(len, shown.tables))), page


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("search", "(made up)"),
        ("close_gap", "Estimate: with this addition"),
        ("country", "million tonnes of carbon from its soils"),
        ("letters", "files were answered by a letter"),
    ],
)
def test_a_page_that_is_asked_something_answers(
    made_up_world: Path, page: str, said: str, monkeypatch: pytest.MonkeyPatch
):
    app = turned_to(opened(made_up_world, monkeypatch), page, "en", **WITHOUT_TABLES[page])
    assert not [body for body in bodies(app) if is_failed(body)]
    assert said in " ".join([*(title.value for title in app.title), *bodies(app), *blocks(app)])


def test_no_page_of_the_map_is_left_out():
    assert set(WITHOUT_TABLES) <= set(PAGES)
