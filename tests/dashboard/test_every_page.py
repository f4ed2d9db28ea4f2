"""Every page of the map of the site in a real Chromium, in each language and scheme, over the record and over made-up data."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest

from sources.catalogues import LANGUAGES
from tests.dashboard.browsing import Watched, browser, needs_chromium, playwright, served
from tests.dashboard.sweeping import Visit, faults, queries

SCHEMES = ("light", "dark")
MANNERS = tuple(product(LANGUAGES, SCHEMES))

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def chromium(small_record: Path, made_up_world: Path) -> Iterator["playwright.Browser"]:
    """The browser, after both worlds are made: a run of the pipeline begins no loop beside that of the browser."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=["small_record", "made_up_world"])
def data(request: pytest.FixtureRequest) -> Path:
    """The data folder of each world in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """The dashboard running over a world."""
    with served(data) as running_at:
        yield running_at


def found(address: str, chromium: "playwright.Browser", visits: Iterable[Visit]) -> list[str]:
    """The faults of all visits, those of one scheme in one session."""
    seen, by_scheme = [], {scheme: Watched(chromium, scheme=scheme) for scheme in SCHEMES}
    for visit in visits:
        seen += faults(by_scheme[visit.scheme], address, visit)
    for watched in by_scheme.values():
        watched.context.close()
    return seen


def test_no_page_shows_an_error_or_shuts_anybody_out(address: str, data: Path, chromium: "playwright.Browser") -> None:
    visits = [
        Visit(page, query, *MANNERS[place % len(MANNERS)])
        for place, (page, asked) in enumerate(queries(data).items())
        for query in asked
    ]
    assert found(address, chromium, visits) == []


@pytest.mark.whole
@pytest.mark.parametrize("manner", MANNERS, ids="-".join)
def test_no_page_does_so_in_any_language_or_scheme(
    address: str, data: Path, manner: tuple[str, str], chromium: "playwright.Browser"
) -> None:
    visits = [Visit(page, query, *manner) for page, asked in queries(data).items() for query in asked]
    assert found(address, chromium, visits) == []
