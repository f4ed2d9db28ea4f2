"""A funder before the made-up world: in three interactions from the first page to a shortlist, and with it home."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from dashboard.queries import coverage_rows
from dashboard.rendering.headlines import coverage
from dashboard.rendering.selection import Selection
from pipelines.rules.coverage.gaps import PART_WEIGHTS
from tests.dashboard.browsing import Watched, browser, needs_chromium
from warehouse import releases

AFRICA = "002"


@needs_chromium
def test_the_least_covered_objectives_of_africa_and_a_shortlist_take_three_interactions(
    made_up_world: Path, made_up_address: str
) -> None:
    release = releases.find(made_up_world).path
    cells = coverage.within(
        coverage.scored(coverage_rows.coverage(release), PART_WEIGHTS), Selection(regions=(AFRICA,))
    )
    least = coverage.first_codes(coverage.ranked(cells, len(cells)))
    with browser() as chromium:
        watched = Watched(chromium)
        page = watched.page
        watched.open(made_up_address)
        page.locator("a[href*='coverage']").first.click()  # 1: the door of funders
        page.locator(".st-key-coverage_grid").wait_for()
        watched.settle()
        page.get_by_role("combobox", name="Regions").click()
        page.get_by_role("option", name="Africa").click()  # 2: the region
        page.locator("h1", has_text="Africa: ").wait_for()
        watched.settle()
        named = [text[:2] for text in page.locator(".first-three li").all_inner_texts()]
        assert tuple(named) == least and len(least) == 3
        with page.expect_download() as taken:
            page.locator(".st-key-first_shortlist_xlsx button").click()  # 3: the file, from the same page
        rows = list(load_workbook(BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0].values)
        page.locator(".first-three a").click()  # or 3: the list with the shortlist begun
        page.locator("h1", has_text="fit your criteria").wait_for()
        watched.settle()
        shortlist = page.locator(".shortlist li")
        shortlist.first.wait_for(state="attached")
        assert shortlist.count() == len(rows) - 1 > 0
        assert page.locator(".tick.on").count() == min(shortlist.count(), 25)
        objectives = rows[0].index("Objectives")
        assert all(any(f"{code} " in str(row[objectives]) for code in least) for row in rows[1:])
        page.reload()
        watched.settle()
        shortlist.first.wait_for(state="attached")
        assert shortlist.count() == len(rows) - 1
        watched.is_clean()
