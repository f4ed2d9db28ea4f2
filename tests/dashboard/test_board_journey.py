"""The Secretariat before a board meeting, in a real Chromium: what changed since the last one, and something to print."""

import re
import shutil
from pathlib import Path

from tests.boards import LABEL
from tests.dashboard.browsing import PAGE_MILLISECONDS, Watched, browser, needs_chromium, served

pytestmark = needs_chromium


def test_what_changed_since_the_last_board_and_something_to_print_take_three_interactions(
    boards: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(boards, tmp_path / "data"))
    with served(data) as address, browser() as chromium:
        watched = Watched(chromium)
        watched.open(address)
        page = watched.page
        page.locator("article").get_by_role("link", name="What changed").click()  # one
        moved = "One objective changed status since 27 Nov 2025, and it really moved"
        page.get_by_role("heading", level=1, name=moved).wait_for(timeout=PAGE_MILLISECONDS)
        assert LABEL in (page.locator(".lede").text_content() or "")
        page.get_by_role("button", name="Board pack").click()  # two
        printed = page.get_by_role("button", name=re.compile("PDF"))
        printed.wait_for(timeout=PAGE_MILLISECONDS)
        with page.expect_download(timeout=PAGE_MILLISECONDS) as download:
            printed.click()  # three
        assert download.value.path().read_bytes().startswith(b"%PDF")
        watched.is_clean()
        watched.context.close()


def test_which_partnerships_end_within_a_year_takes_one_interaction(made_up_address: str) -> None:
    with browser() as chromium:
        watched = Watched(chromium)
        watched.open(made_up_address)
        page = watched.page
        page.locator("article").get_by_role("link", name="Partnerships").click()  # one
        page.get_by_role("heading", level=2, name=re.compile(r"^\d+ partnerships end within a year$")).wait_for(
            timeout=PAGE_MILLISECONDS
        )
        first = page.locator("table").first
        assert "Days to the end" in (first.locator("thead").text_content() or "")
        days = [int(cell) for cell in first.locator("tbody tr td:last-child").all_text_contents()]
        assert days == sorted(days) and days[0] >= 0 and days[-1] <= 366
        page.get_by_text("partnerships have ended").wait_for(timeout=PAGE_MILLISECONDS)
        watched.is_clean()
        watched.context.close()
