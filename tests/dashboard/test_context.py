"""Published facts beside the path of an objective: marked as context, with reason, date and address, in three languages."""

import json
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rendering.panels.context import context
from dashboard.rendering.words import Words
from pipelines.commands.running import Outcome
from tests.conftest import released
from tests.dashboard.opening import opened, turned_to
from warehouse import releases

TITLES = {"en": "Context, not the indicator", "fr": "Contexte, et non l’indicateur", "es": "Contexto, no el indicador"}


def blocks_of(app: AppTest) -> str:
    return unescape("".join(json.loads(block.proto.json)["html"] for block in app.get("bidi_component")))


def test_the_page_shows_the_facts_of_its_objective_and_of_no_other(
    record: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(released(record).path.parents[1], monkeypatch)
    expected = {
        "C2": ("29% of farms", "739 partners"),
        "D4": ("739 partners", "29% of farms"),
        "A3": ("", TITLES["en"]),
    }
    for code, (shown, absent) in expected.items():
        html = blocks_of(turned_to(app, "objective", "en", code=code))
        assert not app.exception
        assert shown in html and absent not in html, code


def test_a_release_without_the_table_has_the_page_all_the_same(
    small_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turned_to(opened(small_record, monkeypatch), "objective", "en", code="C2")
    assert not app.exception and TITLES["en"] not in blocks_of(app)


@pytest.mark.parametrize("language", TITLES)
def test_every_fact_says_in_each_language_what_it_is_why_it_is_not_and_where_it_stands(
    record: Outcome, language: str
) -> None:
    facts = releases.read(released(record).path, "marts.context_facts").to_dict("records")
    block, words = context(facts, Words(language)), Words(language)
    assert TITLES[language] in block
    for fact in facts:
        assert words.day(fact["as_of"]) in block
        assert all(address.replace("&", "&amp;") in block for address in fact["source"].split())
    assert block.count("noopener") == sum(len(fact["source"].split()) for fact in facts)
    assert {"en": "250 to 430", "fr": "250 à 430", "es": "250 a 430"}[language] in block.replace(" ", " ")
