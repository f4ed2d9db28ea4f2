"""A letter is found by the receipt or the file itself, and by nobody who has neither; and which template somebody needs."""

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering import pointers
from dashboard.rendering.words import Words
from dashboard.shell.which_template import ABOUT, HAVE
from dashboard.views.letters import files, finding
from sources.catalogues import LANGUAGES
from sources.files.listing import mark_of
from sources.streams import streams
from tests.conftest import WORLD, released
from tests.dashboard.opening import blocks, bodies, every_page, opened, turned_to
from warehouse import receipts
from warehouse.releases import Release, releases

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

SENT = "observations.csv"


@pytest.fixture(scope="module")
def data(world: "Outcome", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature world, with one file more that no release has seen."""
    folder = tmp_path_factory.mktemp("found") / "data"
    shutil.copytree(released(world).path.parents[1], folder)
    (folder / "inbox" / "later.csv").write_text("not yet read")
    return folder


def release_of(data: Path) -> Release:
    return releases(data)[0]


def receipt_of(data: Path, content: bytes) -> str:
    return receipts.receipt(data, hashlib.sha256(content).hexdigest())


def test_the_file_and_its_receipt_lead_to_the_same_letter(data: Path) -> None:
    content = (WORLD / "inbox" / SENT).read_bytes()
    found = finding.Found((SENT,))
    assert finding.by_content(release_of(data), content) == found
    assert finding.by_receipt(release_of(data), receipt_of(data, content).lower()) == found


def test_a_file_that_waits_in_the_inbox_is_said_to_wait_and_a_stranger_learns_nothing(data: Path) -> None:
    release, waiting = release_of(data), finding.Found(is_waiting=True)
    assert finding.by_content(release, b"not yet read") == waiting
    assert finding.by_receipt(release, receipt_of(data, b"not yet read")) == waiting
    published = finding._inputs(release)["sha256"]
    for typed in ("", "0" * 12, *published, *(sha256[:12] for sha256 in published), SENT):
        assert finding.by_receipt(release, typed) == finding.Found()
    assert finding.by_content(release, (WORLD / "inbox" / SENT).read_bytes() + b"\n") == finding.Found()


def test_the_letter_of_another_file_is_never_shown_and_none_outside_the_folder(data: Path, tmp_path: Path) -> None:
    copied = tmp_path / "data"
    shutil.copytree(data, copied)
    release = release_of(copied)
    folder = copied / "letters" / release.release_id
    marked = f"stolen~{mark_of('stolen.csv')}.csv"
    shutil.copy(folder / f"{SENT}.en.html", folder / f"{marked}.en.html")
    (folder / "linked.csv.en.html").symlink_to(folder / f"{SENT}.en.html")
    for name in ("stolen.csv", "linked.csv", "../../../secret.csv", "never.csv"):
        assert files.letter_of(release, "en", name) is None
    assert files.letter_of(release, "en", SENT) == folder / f"{SENT}.en.html"


def test_the_page_names_no_file_until_a_receipt_is_typed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(data, monkeypatch)
    turned_to(app, "letters", "en")
    inbox = [path.name for path in (WORLD / "inbox").iterdir()]
    assert not app.exception and not [name for name in inbox if name in said(app)]
    app.text_input(key="receipt_typed_en").set_value(receipt_of(data, (WORLD / "inbox" / SENT).read_bytes())).run()
    assert f"What became of {SENT}" in said(app)
    assert [name for name in inbox if name in said(app)] == [SENT]
    app.text_input(key="receipt_typed_en").set_value("0000-0000-0000").run()
    assert Words("en")("letters.unknown_receipt") in said(app)


def labels(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def said(app: AppTest) -> str:
    return " ".join([*blocks(app), *bodies(app), *(f"{box.options} {box.label}" for box in app.selectbox)])


@pytest.mark.parametrize("page", ["templates", "submit"])
def test_three_answers_end_at_one_template_and_stand_in_the_address(
    page: str, small_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_record, monkeypatch)
    turned_to(app, page, "en")
    assert [radio.key for radio in app.radio] == ["picked_about_en"]
    app.radio[0].set_value("figure").run()
    app.radio[1].set_value("milestones").run()
    app.radio[2].set_value("table").run()
    assert not app.exception
    one = Words("en")("which.one", name=streams()["milestones"].titles["en"])
    assert any(one in text.value for text in app.markdown)
    assert [app.query_params[name] for name in ("about", "stream", "have")] == ["figure", "milestones", "table"]
    app.radio[0].set_value("money").run()
    assert "stream" not in app.query_params and not any(one in text.value for text in app.markdown)


def test_an_address_that_names_a_stream_opens_with_its_template(
    small_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(small_record, monkeypatch)
    turned_to(app, "submit", "en", stream="observations", code="C3")
    assert app.radio[0].value == "figure" and app.radio[1].value == "observations"
    assert "The template begun for C3 (XLSX)" in labels(app)
    for code in ("", "Z9", "../C3"):
        turned_to(app, "submit", "en", stream="observations", code=code)
        assert not app.exception and not [label for label in labels(app) if "begun" in label]
    for nasty in ("nothing", "../projects", "observations;projects"):
        turned_to(app, "templates", "en", stream=nasty, about=nasty, have=nasty)
        assert not app.exception and len(app.radio) == 1


def test_the_questions_lead_to_every_template_there_is_in_every_language() -> None:
    assert {name for ends in ABOUT.values() for name in ends} == set(streams())
    for words in (Words(language) for language in LANGUAGES):
        labels = [words(f"which.stream.{name}") for name in streams()]
        assert len(set(labels)) == len(labels) and all(words(f"which.fill.{have}") for have in HAVE)


@pytest.mark.parametrize(
    ("source", "there"),
    [
        ("https://wiki.afris.org/x/oBENCQ", "https://wiki.afris.org/x/oBENCQ"),
        ("https://example.org/a; https://wiki.afris.org/x/a; more", "https://wiki.afris.org/x/a"),
        ("https://wiki.afris.org.evil.example/x", ""),
        ("javascript:alert('wiki.afris.org')", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_platform_lead_back_to_it(source: object, there: str) -> None:
    assert pointers.on_platform(source) == there


def test_pages_of_what_the_platform_publishes_lead_back_to_it(small_record: Path) -> None:
    pages = every_page(small_record, "en")
    for page in ("objective", "facilities", "seats"):
        links = [
            block
            for block in pages[page].blocks
            if 'href="https://wiki.afris.org' in block.replace("http://", "https://")
        ]
        assert links and all('target="_blank" rel="noopener"' in block for block in links), page
