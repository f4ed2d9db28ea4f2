"""Whatever an address says, a page shows figures of the release it names or a notice; a sample of what `make fuzz` tries."""

import random

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.sitemap import PAGES, PARAMETERS, RELEASE
from tests.conftest import MadeOnce
from tests.dashboard.fuzzing import FOREIGN, OLDER, VALUES, cases, faults, publish, session

SAMPLED, SEED = 60, 1_000_000_007


@pytest.fixture
def app(made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("SIC_DATA", str(made_once("fuzzed", publish)))
    return session()


def test_no_address_breaks_a_page_or_shows_another_release(app: AppTest) -> None:
    sample = sorted(random.Random(SEED).sample(cases(), SAMPLED), key=lambda case: PAGES.index(case[0]))
    for page, name, value in sample:
        assert faults(app, page, name, value) == [], f"{page}?{name}={value!r:.80}"


def test_every_name_and_value_is_tried() -> None:
    tried = cases()
    assert {(page, name) for page, names in PARAMETERS.items() for name in names} <= {case[:2] for case in tried}
    assert {(page, name) for page in PAGES for name in (RELEASE, "lang", *FOREIGN)} <= {case[:2] for case in tried}
    assert len(VALUES) >= 40 and len(tried) == len({(*case[:2], str(case[2])) for case in tried})


def test_a_page_of_another_release_is_found(app: AppTest, monkeypatch) -> None:
    assert faults(app, "quality", "part", "2") == []
    assert faults(app, "quality", RELEASE, OLDER) == []
    monkeypatch.setattr("dashboard.shell.here.asked_release", lambda: "")
    assert f"another release than {OLDER}" in faults(app, "quality", RELEASE, OLDER)[0]


@pytest.mark.breaks_pages
def test_a_name_that_the_map_of_the_site_lacks_is_found(app: AppTest, monkeypatch) -> None:
    monkeypatch.setitem(PARAMETERS, "quality", tuple(name for name in PARAMETERS["quality"] if name != "groups"))
    assert faults(app, "quality", "part", "2")
