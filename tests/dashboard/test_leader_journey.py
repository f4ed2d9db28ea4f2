"""A task-force leader in a real Chromium, on the made-up world: why C3 is not on track, and the next figure on its way."""

import re
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from sources.feedback.checking import check
from tests.conftest import WORLD_AS_OF
from tests.dashboard.browsing import PAGE_MILLISECONDS, Watched, browser, needs_chromium

pytestmark = needs_chromium
NUMBER = re.compile(r"\d+ of 80 institutions by .+; an even path would be at \d+\.")


def test_why_c3_is_not_on_track_and_the_template_to_report_take_two_interactions_and_sending_it_one_more(
    made_up_address: str, tmp_path: Path
) -> None:
    with browser() as chromium:
        watched = Watched(chromium)
        watched.open(made_up_address)
        page = watched.page
        page.locator("a.square", has_text="C3").first.click()  # one
        page.get_by_role("heading", level=1, name=re.compile("times too slow for 2030")).wait_for(
            timeout=PAGE_MILLISECONDS
        )
        watched.settle()
        assert NUMBER.search(page.locator(".lede").inner_text())
        with page.expect_download(timeout=PAGE_MILLISECONDS) as download:
            page.get_by_role("button", name="Report a figure for C3").click()  # two
        begun = tmp_path / "c3.xlsx"
        download.value.save_as(begun)
        _reported(begun)
        page.get_by_role("link", name="Then send the file").click()  # three
        page.wait_for_url("**/submit?**stream=observations**", timeout=PAGE_MILLISECONDS)
        watched.settle()
        page.locator("input[type=file]").set_input_files(begun)
        page.get_by_role("button", name="Send the 1 row").wait_for(timeout=PAGE_MILLISECONDS)
        watched.is_clean()
        watched.context.close()


def _reported(path: Path) -> None:
    """The template as it came is held for its blank cells; with a date and a value in it, it is accepted."""
    untouched = check([path], WORLD_AS_OF)
    errors = untouched.problems[untouched.problems["severity"] == "error"]
    assert set(errors["field"]) == {"date", "value"} and untouched.files[0].rows_admitted == 0
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value, sheet["C2"].value) == ("C3.1", None, None)
    assert "Last value: " in sheet["C2"].comment.text and "institutions" in sheet["C2"].comment.text
    sheet["B2"], sheet["C2"], sheet["I2"] = date(2026, 10, 31), 52, "https://example.org/minutes"
    book.save(path)
    filled = check([path], WORLD_AS_OF)
    assert filled.problems.empty and filled.tables["observations"]["value"].tolist() == [52]
