"""Every page of the map of the site in a real Chromium, in each language and scheme, over the record and over made-up data."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sources.catalogues import LANGUAGES
from tests.conftest import released
from tests.dashboard.browsing import Watched, browser, needs_chromium, playwright, served
from tests.dashboard.sweeping import WIDTHS, Visit, faults, opened, queries, turned_to

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

SCHEMES = ("light", "dark")
MANNERS = tuple(product(LANGUAGES, SCHEMES))

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def worlds(record: "Outcome", made_up_world: Path) -> dict[str, Path]:
    """The data folders: the published record as it ships, and the demonstration."""
    return {"record": released(record).path.parents[1], "made_up": made_up_world}


@pytest.fixture(scope="module", params=["record", "made_up"])
def data(request: pytest.FixtureRequest, worlds: dict[str, Path]) -> Path:
    """The data folder of each world in turn."""
    return worlds[request.param]


@pytest.fixture(scope="module")
def chromium(worlds: dict[str, Path]) -> Iterator["playwright.Browser"]:
    """The browser, after both worlds are made: a run of the pipeline begins no loop beside that of the browser."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """The dashboard running over a world."""
    with served(data) as running_at:
        yield running_at


def found(address: str, chromium: "playwright.Browser", visits: Iterable[Visit], is_sample: bool = False) -> list[str]:
    """The faults of all visits, those of one scheme in one session.

    Of a sample, axe judges each page at one width in turn, and a session turns to the next page; otherwise it opens it.
    """
    seen, by_scheme = [], {scheme: Watched(chromium, scheme=scheme) for scheme in SCHEMES}
    for place, visit in enumerate(visits):
        watched = by_scheme[visit.scheme]
        (turned_to if is_sample else opened)(watched, address, visit)
        seen += faults(watched, visit, (WIDTHS[place % len(WIDTHS)],) if is_sample else WIDTHS)
    for watched in by_scheme.values():
        watched.context.close()
    return seen


def test_no_page_shows_an_error_or_shuts_anybody_out(
    address: str, data: Path, worlds: dict[str, Path], chromium: "playwright.Browser"
) -> None:
    """A sample: each page over one world, in one language and scheme."""
    own = list(worlds.values()).index(data)
    visits = [
        Visit(page, query, *MANNERS[place // len(worlds) % len(MANNERS)])
        for place, (page, asked) in enumerate(queries(data).items())
        for query in asked
        if place % len(worlds) == own
    ]
    assert found(address, chromium, visits, is_sample=True) == []


@pytest.mark.whole
@pytest.mark.parametrize("manner", MANNERS, ids="-".join)
def test_no_page_does_so_in_any_language_or_scheme(
    address: str, data: Path, manner: tuple[str, str], chromium: "playwright.Browser"
) -> None:
    visits = [Visit(page, query, *manner) for page, asked in queries(data).items() for query in asked]
    assert found(address, chromium, visits) == []
