"""A word or a code, in any language, finds what has it in its name; each answer leads to where it stands."""

import pytest

from dashboard.queries.folding import asked
from dashboard.queries.listing import Part, count, listing
from dashboard.queries.things import FOUND
from dashboard.rendering.headlines import search
from dashboard.rendering.sitemap import SEARCH, Links, target
from dashboard.rendering.words import Words
from dashboard.views.search.results import results
from pipelines.commands.running import Outcome
from sources.catalogues import LANGUAGES
from tests.conftest import released
from tests.dashboard.browsing import PAGE_MILLISECONDS, Watched, browser, needs_chromium
from warehouse import releases

NAMED = ["code", "label_en", "label_fr", "label_es"]


def _found(record: Outcome, text: str) -> list[tuple[str, str]]:
    rows = listing(released(record).path, FOUND, Part(1, 100), text=asked(text)).shown
    return list(zip(rows["kind"], rows["code"], strict=True))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("c3", ("objective", "C3")),
        ("C3.1", ("indicator", "C3.1")),
        ("  carbone   MARCHES ", ("objective", "A5")),
        ("cote d’ivoire", ("country", "CIV")),
    ],
)
def test_what_is_looked_for_comes_first(record: Outcome, text: str, first: tuple[str, str]) -> None:
    assert _found(record, text)[0] == first


def test_every_word_must_occur_and_no_sign_is_a_pattern(record: Outcome) -> None:
    assert _found(record, "Ceara Kenya") == []
    assert count(released(record).path, FOUND, text=asked("a")) > 200
    for sign in ("%", "_", "' or 1=1 --", "a%z"):
        rows = listing(released(record).path, FOUND, Part(1, 1_000), text=asked(sign)).shown
        texts = [" ".join(map(str, row)).lower() for row in rows[NAMED].itertuples(index=False)]
        assert all(word in text for text in texts for word in sign.split()), sign
        assert len(rows) < 300, sign


def test_an_organisation_with_an_agreement_is_found_and_leads_to_the_agreements(record: Outcome) -> None:
    name = releases.read(released(record).path, "marts.partnerships")["organisation_name"].iloc[0]
    rows = listing(released(record).path, FOUND, Part(1, 100), text=asked(name)).shown.query("kind == 'organisation'")
    assert name in set(rows["label_en"])
    assert 'href="partnerships"' in results(rows, "caption", Words("en"), Links({}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_leads_to_a_page_of_ours(record: Outcome, language: str) -> None:
    rows = listing(released(record).path, FOUND, Part(1, 1_000), text=asked("a")).shown
    assert {"objective", "indicator", "country", "organisation"} == set(rows["kind"])
    html = str(results(rows, "caption", Words(language), Links({"lang": language})))
    hrefs = [part.split('"')[0].replace("&amp;", "&") for part in html.split('href="')[1:]]
    assert len(hrefs) == len(rows) and all(target(href) for href in hrefs)
    assert any(href.startswith("country?code=") for href in hrefs)
    assert count(released(record).path, FOUND, text=asked("a")) >= len(rows)


def test_nothing_asked_and_nothing_found_say_what_can_be_looked_for() -> None:
    words = Words("en")
    assert search.found("", 0, words).lede == search.found("zzz", 0, words).lede == words("search.covers")
    assert "“zzz”" in search.found("zzz", 0, words).sentence


@needs_chromium
def test_the_box_in_the_strip_leads_to_the_answer_and_the_answer_to_its_page(address: str) -> None:
    with browser() as opened:
        watched = Watched(opened)
        watched.open(f"{address}/partnerships?lang=fr")
        box = watched.page.get_by_placeholder("Rechercher")
        box.fill("carbone")
        box.press("Enter")
        watched.page.wait_for_url(f"**/{SEARCH}?*", timeout=PAGE_MILLISECONDS)
        assert "q=carbone" in watched.page.url and "lang=fr" in watched.page.url
        answer = watched.page.get_by_role("link", name="Marchés du carbone").first
        answer.wait_for(timeout=PAGE_MILLISECONDS)
        watched.settle()
        answer.click()
        watched.page.wait_for_url("**/objective?*", timeout=PAGE_MILLISECONDS)
        assert "code=A5" in watched.page.url
        watched.settle()
        box = watched.page.get_by_placeholder("Rechercher")
        assert box.input_value() == ""
        box.fill("carbone")  # the same words once more, from another page
        box.press("Enter")
        watched.page.wait_for_url(f"**/{SEARCH}?*", timeout=PAGE_MILLISECONDS)
        watched.settle()
        watched.is_clean()
        watched.context.close()
