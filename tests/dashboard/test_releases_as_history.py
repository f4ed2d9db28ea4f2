"""Which release is shown says every page; labels stand where a release is chosen; who meets a pruning reads on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.queries import caching
from dashboard.rendering.release_names import name, names
from dashboard.rendering.words import Words
from dashboard.shell.strip import NOT_CURRENT_MARK
from dashboard.views.releases.kept import how_long
from sources.catalogues import LANGUAGES
from tests.dashboard.opening import bodies, is_failed, opened, turned_to
from tests.dashboard.two_releases import MADE_UP, RECORD, RECORD_TITLE, file_of, named, point
from warehouse import history, releases

BOARD = "Board *27 Nov* & more"


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    yield
    caching.forget()


def banner(app: AppTest) -> list[str]:
    """The lines which say that another release than the current one is shown."""
    return [body for body in bodies(app) if f'class="{NOT_CURRENT_MARK}"' in body]


def test_another_release_than_the_current_one_says_so_with_its_label_and_the_way_back(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words("en")
    app = named(both, RECORD, monkeypatch)
    (line,) = banner(app)
    assert words.day(releases.find(both, RECORD).as_of) in line and "Board" not in line
    history.label(both, RECORD, BOARD)
    (line,) = banner(turned_to(app, "method", "en"))
    assert "Board *27 Nov* &amp; more" in line and not app.exception
    assert words("strip.to_current") in [link.proto.label for link in app.get("page_link")]
    app.query_params["release"] = "current"
    app.run()
    assert not banner(app) and "release" not in app.query_params and MADE_UP in "".join(bodies(app))
    assert not banner(turned_to(app, "method", "en"))


def test_the_way_back_keeps_the_page_and_what_is_picked(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = turned_to(named(both, RECORD, monkeypatch), "coverage", "en", regions="002")
    (link,) = [link for link in app.get("page_link") if link.proto.label == Words("en")("strip.to_current")]
    assert link.proto.page == "coverage"
    assert sorted(link.proto.query_string.split("&")) == ["lang=en", "regions=002", "release=current"]


def test_labels_stand_in_the_picker_and_choosing_the_current_one_follows_what_is_published(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.label(both, RECORD, BOARD)
    app = opened(both, monkeypatch)
    day = Words("en").day(releases.find(both, RECORD).as_of)
    assert set(app.selectbox[0].options) == {day, f"{day} · {BOARD}"}
    app.selectbox[0].set_value(RECORD).run()
    assert banner(app) and app.title[0].value == RECORD_TITLE and app.query_params["release"] == RECORD
    app.selectbox[0].set_value(MADE_UP).run()
    assert not banner(app) and "release" not in app.query_params
    history.restore(both, RECORD)
    assert app.run().title[0].value == RECORD_TITLE and not banner(app)


def test_an_address_may_say_the_label_and_then_says_the_identifier(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history.label(both, RECORD, BOARD)
    app = named(both, BOARD.lower(), monkeypatch)
    assert app.title[0].value == RECORD_TITLE and app.query_params["release"] == RECORD


def test_who_meets_the_moment_of_a_pruning_is_shown_what_is_there(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is listed, then another release becomes the current one and the one listed as current is deleted."""
    listed, looks = releases.kept(both), []

    def pruned_meanwhile(data: Path) -> releases.Kept:
        looks.append(data)
        if len(looks) > 1:
            return listing(data)
        point(both, RECORD)
        file_of(both, MADE_UP).unlink()
        return listed

    app = opened(both, monkeypatch)
    listing = releases.kept
    caching.forget()
    monkeypatch.setattr(releases, "kept", pruned_meanwhile)
    app.run()
    assert len(looks) > 1 and app.title[0].value == RECORD_TITLE and not banner(app)
    assert not any("in-place" in body or is_failed(body) for body in bodies(app) if "<style>" not in body)


def test_what_changes_within_one_tick_of_the_clock_of_the_disk_is_seen(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(both, monkeypatch)
    folder = both / "releases"
    before = folder.stat().st_mtime_ns
    history.restore(both, RECORD)
    os.utime(folder, ns=(before, before))
    assert app.run().title[0].value == RECORD_TITLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_releases_lists_labels_and_says_how_long_the_others_are_kept(
    both: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words(language)
    history.label(both, RECORD, BOARD)
    app = turned_to(opened(both, monkeypatch, language), "releases", language, release=RECORD)
    (line,) = banner(app)
    assert escape(name(releases.find(both, RECORD), words)) in line
    said = [caption.value for caption in app.caption]
    assert words("releases.how_long", n=30, days=words("releases.days", n=400)) in said
    assert "Board *27 Nov* &amp; more" in "".join(element.proto.json for element in app.get("bidi_component"))


def test_how_long_releases_are_kept_is_what_the_rules_of_the_folder_say(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SIC_DATA", str(tmp_path))
    words, rules = Words("en"), tmp_path / "releases" / history.KEEP
    rules.parent.mkdir()
    rules.write_text('{"newest": 1, "days": 1}')
    assert how_long(words) == words("releases.how_long", n=1, days=words("releases.days", n=1))
    rules.write_text("{")
    assert how_long(words) == words("releases.keep_unread")


def test_releases_that_read_alike_are_told_apart(both: Path) -> None:
    held = releases.releases(both)
    words = Words("en")
    assert len(set(names(held, words).values())) == 2
    history.label(both, RECORD, BOARD)
    history.label(both, MADE_UP, "Other")
    assert all(" · " in one for one in names(releases.releases(both), words).values())
