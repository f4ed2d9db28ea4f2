"""A long list shows ten rows at first: which ones, what the switch says, and that nothing is left out of the page."""

import pandas as pd
import pytest

from dashboard.rendering.registers import tables
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words


def register(count: int, language: str = "en", anchors: tuple[str, ...] = ()) -> str:
    frame = pd.DataFrame({"label_en": [f"row {number}" for number in range(count)]})
    return str(tables.register(frame, ["label_en"], "", Words(language), Links({}), anchors))


@pytest.mark.parametrize(("count", "later"), [(0, 0), (10, 0), (11, 1), (25, 15)])
def test_rows_after_the_tenth_wait_until_they_are_asked_for(count: int, later: int) -> None:
    html = register(count)
    assert html.count("<tr") == count + 1
    assert html.count('class="later"') == later
    assert html.count("<details") == bool(later)


@pytest.mark.parametrize(
    ("language", "more"), [("en", "Show all 25"), ("fr", "Tout afficher (25)"), ("es", "Mostrar todo (25)")]
)
def test_the_switch_says_how_many_there_are(language: str, more: str) -> None:
    assert f'<span class="closed">{more}</span>' in register(25, language)


def test_a_row_that_something_leads_to_is_not_hidden() -> None:
    assert "later" not in register(25, anchors=tuple(f"row-{number}" for number in range(25)))
