"""Words of the domain are explained where they occur, without changing a text, and stand in one list on the method page."""

import re

import pytest

from dashboard.rendering.glossary import TERMS, Glossed, listed
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES

EN = Words("en")


def test_a_word_is_explained_at_its_first_place_and_the_text_stays_as_it_was() -> None:
    said = Glossed(EN)("An even path would be at 50; the even path is straight, and nothing is outpaced.")
    assert said.count("<dfn") == 1 and said.striptags() == (
        "An even path would be at 50; the even path is straight, and nothing is outpaced."
    )
    assert 'tabindex="0"' in said and EN("glossary.even_path") in said


def test_one_glossed_explains_each_word_once_over_several_texts() -> None:
    glossed = Glossed(EN)
    assert "<dfn" in glossed("Committed, EUR") and "<dfn" not in glossed("committed")


def test_a_text_with_signs_of_html_stays_a_text() -> None:
    said = Glossed(EN)('<script>held</script> "committed" & more')
    assert "<script>" not in said and "&lt;script&gt;" in said and said.count("<dfn") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_forms_of_its_own_and_is_found_under_its_name_or_in_a_text(language: str) -> None:
    words = Words(language)
    forms = [form for term in TERMS for form in words(f"glossary.{term}.forms").split("|")]
    assert len(forms) == len(set(forms)) and all(form == form.lower() == form.strip() for form in forms)
    for form in forms:
        assert Glossed(words)(f"x {form} y").count("<dfn") == 1
    shown = listed(words)
    assert all(words(f"glossary.{term}.name") in shown for term in TERMS)
    assert len(re.findall("<dt>", shown)) == len(TERMS)
