"""An address that names a release shows that one or says that it is not here; without a name the newest that opens is shown."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import PAGES, PARAMETERS, Links, target
from dashboard.rendering.words import Words
from dashboard.shell import address, running
from dashboard.shell.absent import ABSENT_MARK
from dashboard.shell.strip import IN_PLACE_MARK
from sources.catalogues import LANGUAGES
from tests.dashboard.opening import bodies, is_failed, opened, turned_to
from tests.dashboard.two_releases import MADE_UP, RECORD, RECORD_TITLE, file_of, named
from tests.places import DASHBOARD
from warehouse import releases


def says_absent(app: AppTest, release_id: str, language: str = "en") -> None:
    """The notice stands alone: no figure, no strip, no foot, and two ways on."""
    words = Words(language)
    assert not app.exception and [title.value for title in app.title] == [words("absent.headline")]
    (notice,) = [body for body in bodies(app) if ABSENT_MARK in body and "<style>" not in body]
    assert release_id in notice and 'role="alert"' in notice
    assert not any("page-foot" in body and "<style>" not in body for body in bodies(app)) and not app.selectbox
    assert [link.proto.label for link in app.get("page_link")] == [words("absent.current"), words("absent.releases")]
    assert app.query_params["release"] == release_id


def note(app: AppTest) -> list[str]:
    """The lines which say that a release stands in for the current one."""
    return [body for body in bodies(app) if f'class="{IN_PLACE_MARK}"' in body]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_names_no_release_of_ours_says_so(both: Path, language: str, monkeypatch) -> None:
    says_absent(named(both, "2020-01-01-gone", monkeypatch, language), "2020-01-01-gone", language)


def test_every_page_of_a_release_that_was_deleted_says_so(both: Path, monkeypatch) -> None:
    app = named(both, RECORD, monkeypatch)
    assert app.title[0].value == RECORD_TITLE
    file_of(both, RECORD).unlink()
    for page in PAGES:
        turned_to(app, page, "en")
        says_absent(app, RECORD)
        app.run()  # a page that runs again by itself does not turn into other figures
        says_absent(app, RECORD)
    del app.query_params["release"]
    assert MADE_UP in "".join(bodies(app.run())) and not note(app)


def test_a_release_that_is_cut_while_it_is_shown_says_so(both: Path, monkeypatch) -> None:
    app = named(both, RECORD, monkeypatch)
    content = file_of(both, RECORD).read_bytes()
    file_of(both, RECORD).write_bytes(content[:100_000])
    says_absent(app.run(), RECORD)
    file_of(both, RECORD).write_bytes(content)
    assert app.run().title[0].value == RECORD_TITLE


@pytest.mark.breaks_pages
@pytest.mark.parametrize("release_id", [RECORD, MADE_UP])
def test_a_release_that_is_deleted_while_a_page_is_made_is_told(both: Path, release_id: str, monkeypatch) -> None:
    def deleted(page: object) -> bool:
        monkeypatch.undo()
        monkeypatch.setenv("SIC_DATA", str(both))
        file_of(both, release_id).unlink()
        raise OSError("the file is gone")

    app = named(both, release_id, monkeypatch) if release_id == RECORD else opened(both, monkeypatch)
    monkeypatch.setattr(running, "_has_run", deleted)
    app.run()
    if release_id == RECORD:
        says_absent(app, RECORD)
    else:
        assert app.title[0].value == RECORD_TITLE and len(note(app)) == 1
    assert not any(is_failed(body) for body in bodies(app))


@pytest.mark.parametrize(("language", "is_cut"), [("en", True), ("fr", False), ("es", True)])
def test_the_newest_that_opens_stands_in_for_the_current_one_and_the_page_says_so(
    is_cut: bool, language: str, both: Path, monkeypatch
) -> None:
    app = opened(both, monkeypatch, language)
    assert MADE_UP in "".join(bodies(app)) and not note(app)
    content = file_of(both, MADE_UP).read_bytes()
    file_of(both, MADE_UP).write_bytes(b"") if is_cut else file_of(both, MADE_UP).unlink()
    for page in ("overview", "quality"):
        turned_to(app, page, language)
        assert not app.exception and not any(is_failed(body) for body in bodies(app)), page
        (line,) = note(app)
        assert Words(language)("strip.in_place", id=RECORD) in line
        assert "release" not in app.query_params
    file_of(both, MADE_UP).write_bytes(content)
    assert not note(app.run()) and MADE_UP in "".join(bodies(app))


def test_a_copy_beside_a_release_changes_no_page(both: Path, monkeypatch) -> None:
    shutil.copy(file_of(both, RECORD), file_of(both, f"{RECORD}-copy"))
    app = named(both, RECORD, monkeypatch)
    assert app.title[0].value == RECORD_TITLE and len(app.selectbox[0].options) == 2


@pytest.mark.breaks_pages
def test_a_folder_that_cannot_be_listed_is_not_called_empty(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "releases").write_text("a file in the place of the folder")
    assert opened(tmp_path, monkeypatch).title[0].value == Words("en")("unreadable.headline")
    (tmp_path / "releases").unlink()
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "stray.duckdb").write_bytes(b"no release")
    assert opened(tmp_path, monkeypatch).title[0].value == Words("en")("unreadable.headline")


def test_the_name_of_an_address_is_shown_in_one_line_and_turns_no_text(both: Path, monkeypatch) -> None:
    app = named(both, "\u202egone<b>\n" + "x" * 500, monkeypatch)
    (notice,) = [body for body in bodies(app) if ABSENT_MARK in body and "<style>" not in body]
    assert "\u202e" not in notice and "&lt;b&gt;" in notice and "x" * 100 not in notice and "…" in notice


def test_thousands_of_releases_are_listed_in_parts(both: Path, monkeypatch) -> None:
    (one,) = [release for release in releases.releases(both) if release.release_id == RECORD]
    many = [replace(one, release_id=f"r{place:04}") for place in range(3_000)]
    held = releases.kept(both)
    many_more = replace(held, releases=held.releases + many)
    monkeypatch.setattr(releases, "kept", lambda _: many_more)
    app = turned_to(opened(both, monkeypatch), "releases", "en", part="3")
    listed = "".join(element.proto.json for element in app.get("bidi_component"))
    assert not app.exception and "3,002" in app.title[0].value
    assert "r0098" in listed and "r0148" not in listed


@pytest.mark.parametrize("name", ["page", "self", "links", "utm_source", "here"])
def test_a_name_of_the_address_that_is_not_ours_breaks_no_list_and_is_in_no_link(name: str) -> None:
    words, links = Words("en"), Links({"lang": "en"})
    for page in PARAMETERS:
        assert name not in (target(links(page)) or ("", {}))[1]
        with pytest.raises(LookupError):
            links(page, **{name: "1"})
    assert target(f"quality?{name}=1&part=2&lang=fr") == ("quality", {"part": "2", "lang": "fr"})
    assert words("parts.after")


def test_only_the_map_of_the_site_says_what_an_address_can_say(monkeypatch) -> None:
    reading = [
        path.relative_to(DASHBOARD).as_posix()
        for path in DASHBOARD.rglob("*.py")
        if re.search(r"\bquery_params\b(?!=)", path.read_text(encoding="utf-8"))
    ]
    assert reading == ["shell/address.py"]
    monkeypatch.setattr(address.st, "session_state", {})
    address.turned_to("quality")
    assert address.text("groups") == ""
    for other in ("cell", "page", "anything"):
        with pytest.raises(LookupError, match=other):
            address.text(other)
