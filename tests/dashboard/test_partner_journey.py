"""A partner at the real dashboard: what a sent file changed, in three interactions from the start page."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.rendering.words import Words
from tests.dashboard.browsing import Watched, browser, needs_chromium, served
from warehouse import receipts, releases

if TYPE_CHECKING:
    import playwright.sync_api as playwright

pytestmark = needs_chromium
ALL_KNOWN = """known => [...document.querySelectorAll(".st-key-upload [aria-label]:not([aria-hidden])")]
  .every((one) => known.includes(one.ariaLabel))"""
SAID = "by this file; in sum"  # how a letter says what a file did to a sum


@pytest.fixture(scope="module")
def sent(made_up_world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A data folder of the made-up world, a file whose letter says what it moved, and the receipt of its sender."""
    data = tmp_path_factory.mktemp("journey") / "data"
    shutil.copytree(made_up_world, data, copy_function=os.link)
    release = releases.find(data)
    inputs = releases.read(release.path, "meta.inputs").query("input_kind == 'file' and origin == 'inbox'")
    sha256 = dict(zip(inputs["input_name"], inputs["sha256"], strict=True))
    letters = data / "letters" / release.release_id
    name = next(name for name in sha256 if SAID in (letters / f"{name}.en.html").read_text(encoding="utf-8"))
    return data, name, receipts.receipt(data, sha256[name])


def test_what_a_sent_file_changed_is_three_interactions_away(sent: tuple[Path, str, str]) -> None:
    data, name, receipt = sent
    with served(data) as address, browser() as opened:
        person = Watched(opened)
        person.open(f"{address}/")
        page = person.page
        page.get_by_text("Partners", exact=True).first.click()
        page.get_by_text("Letters", exact=True).click()
        person.settle()
        assert name not in page.content()
        page.get_by_label("Your reference").fill(receipt)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=f"What became of {name}").wait_for()
        person.settle()
        moved = page.locator(".letter", has_text="What moved because of this file")
        assert moved.locator("li", has_text=SAID).count() > 0
        assert receipt not in page.url
        person.is_clean()
        for path, language in (("submit", "fr"), ("letters", "es")):
            _uploads_in(opened, f"{address}/{path}?lang={language}", Words(language))


def _uploads_in(opened: "playwright.Browser", address: str, words: Words) -> None:
    """No word of the uploader is Streamlit's own, before a file is chosen and after: neither seen nor as a name."""
    person = Watched(opened)
    person.open(address)
    upload = person.page.locator(".st-key-upload")
    upload.get_by_role("button", name=words("submit.upload"), exact=True).wait_for()
    upload.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"x,y\n1,2\n"}
    )
    upload.get_by_role("button", name=words("upload.remove"), exact=True).wait_for()
    shown = set(upload.inner_text().splitlines()) - {"", "add", "add icon"}  # drawn as an icon, and named anew
    known = {words("upload.remove"), words("upload.another"), "a.csv", *shown}
    assert len(shown) == 2, shown
    person.page.wait_for_function(ALL_KNOWN, arg=sorted(known))  # Streamlit's names are its own for a frame
