"""The method opens with an example that the rules work out, and with the section of the figure a reader comes from."""

from pathlib import Path

import pytest

from dashboard.rendering.method_sections import ROWS, SECTION_OF, SECTIONS, section_of
from dashboard.rendering.panels.method_example import example
from dashboard.rendering.sitemap import PAGES
from dashboard.rendering.words import Words
from dashboard.views.method.sections import SHOWN
from tests.dashboard.opening import opened, turned_to

EN = Words("en")


def test_the_example_is_worked_out_by_the_rules_in_words() -> None:
    said = example(EN).striptags()
    assert "half of the way is covered then: 50 institutions" in said
    assert "20 divided by 30 is 0.67" in said and "Status: Acceleration needed" in said
    assert "So far 4 institutions a year were added; from now on 8 a year are needed." in said


def test_every_page_leads_to_a_section_there_is() -> None:
    assert set(SECTION_OF) <= set(PAGES) and set(SHOWN) == set(SECTIONS)
    assert section_of("investments") == "money" and section_of("sources") == ROWS


@pytest.mark.parametrize("asked", ["", "money", "nonsense"])
def test_the_section_asked_for_stands_first_and_open_and_all_others_are_closed(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    app = turned_to(opened(demonstration, monkeypatch), "method", "en", section=asked)
    titles = [EN(f"method.section.{name}") for name in SECTIONS]
    sections = [one for one in app.expander if one.label in titles]
    first = asked if asked in SECTIONS else SECTIONS[0]
    assert len(sections) == len(SECTIONS) and sections[0].label == EN(f"method.section.{first}")
    assert [one.proto.expanded for one in sections] == [asked in SECTIONS, *[False] * (len(SECTIONS) - 1)]
