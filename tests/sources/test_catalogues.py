"""Catalogues of texts: keys, plural forms of whole numbers and fractions, and what a catalogue lacks."""

from pathlib import Path

import pytest

from sources.catalogues import Catalogue, UnknownText, catalogue

HEAD = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {forms}\\n"\n\n'
FORMS = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
}
ENTRIES = """msgid "title"
msgstr "Où ?"

msgid "rows"
msgid_plural "rows"
msgstr[0] "one"
msgstr[1] "other"
"""


def written(folder: Path, language: str) -> Catalogue:
    path = folder / f"{language}.po"
    path.write_text(HEAD.format(language=language, forms=FORMS[language]) + ENTRIES, encoding="utf-8")
    return catalogue(path)


def test_a_text_is_found_by_its_key_and_a_missing_key_is_named(tmp_path: Path) -> None:
    texts = written(tmp_path, "fr")
    assert texts.text("title") == "Où ?"
    assert "title" in texts and "no such key" not in texts
    with pytest.raises(UnknownText, match=r"'no such key' is not in .*fr\.po"):
        texts.text("no such key")


@pytest.mark.parametrize(
    ("language", "singular", "plural"),
    [("en", [1, -1], [0, 0.5, 1.5, 2]), ("es", [1], [0, 0.5, 1.5, 2]), ("fr", [0, 0.5, 1, 1.5], [2, 2.5, 1_000_000])],
)
def test_a_count_takes_the_form_of_its_language(
    tmp_path: Path, language: str, singular: list[float], plural: list[float]
) -> None:
    texts = written(tmp_path, language)
    assert {texts.text("rows", count) for count in singular} == {"one"}
    assert {texts.text("rows", count) for count in plural} == {"other"}


def test_a_text_with_plural_forms_needs_a_count(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs a count"):
        written(tmp_path, "en").text("rows")
