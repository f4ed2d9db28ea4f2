"""What a page lacks is computed from the release: by name, by who can supply it, and absent where nothing is missing."""

from pathlib import Path

import pytest

from dashboard.queries import lacking, published
from dashboard.queries.release_shown import ReleaseShown
from dashboard.rendering.missing_facts import NAMED, names
from dashboard.rendering.panels.missing import lacks
from dashboard.rendering.sitemap import PAGES, Links
from dashboard.rendering.words import Words
from tests.dashboard.opening import blocks, opened, turned_to
from warehouse import releases

EN = Words()


def shown(data: Path, words: Words = EN) -> ReleaseShown:
    current = releases.kept(data).current
    assert current is not None
    return ReleaseShown(current, words)


def said(data: Path, page: str, of: str = "") -> str:
    return str(lacks(lacking.of_page(shown(data), page, of), EN, Links({})))


def test_agreements_without_dates_are_named(small_record: Path):
    release = shown(small_record)
    table = published.table(release.path, "marts.partnerships")
    undated = sorted(table.loc[table["standing"] == "undated", "organisation_name"])
    facts = [fact for one in lacking.of_page(release, "partnerships") for fact in one.facts]
    assert undated and any(sorted(fact.names) == undated or undated[0] in fact.text for fact in facts)


def test_an_objective_is_asked_what_its_own_verdicts_wait_for(small_record: Path):
    text = said(small_record, "objective", "C3")
    assert "C3.1" in text and "D1.1" not in text


def test_what_several_objectives_lack_is_one_fact_that_leads_to_each(small_record: Path):
    text = said(small_record, "overview")
    assert "The Executive Secretariat:" in text and 'href="objective?code=A1"' in text


def test_nothing_stands_where_nothing_is_missing(small_record: Path, monkeypatch: pytest.MonkeyPatch):
    page = turned_to(opened(small_record, monkeypatch), "quality", "en")
    assert said(small_record, "quality") == "" and "missing-part" not in "".join(blocks(page))
    page = turned_to(page, "partnerships", "en")
    assert "missing-part" in "".join(blocks(page))


@pytest.mark.parametrize("data", ["small_record", "demonstration"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_can_say_what_it_lacks(data: str, language: str, request: pytest.FixtureRequest):
    release = shown(request.getfixturevalue(data), Words(language))
    assert set(lacking.LACKS) <= set(PAGES)
    for page in lacking.LACKS:
        for one in lacking.of_page(release, page, "C3" if page == "objective" else ""):
            assert one.who and all(fact.text for fact in one.facts)


def test_long_lists_are_cut_with_how_many_follow():
    many = [f"Partner {number}" for number in range(NAMED + 2)]
    assert names(many, EN).endswith("Partner 3 and 2 others") and names(many[:NAMED], EN).endswith("Partner 3")


def test_late_and_refused_files_are_told_by_name(small_record: Path):
    text = said(small_record, "sources")
    assert "observations.csv: newest entry of 31 Dec 2020" in text and "1 that was refused (broken.xlsx)" in text
