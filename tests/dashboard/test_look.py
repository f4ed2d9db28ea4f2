"""The look keeps its promises: contrast is recomputed from the tokens, and the theme says the same as they do."""

import re
import tomllib

import pytest

from dashboard.rendering import look
from tests.places import DASHBOARD
from warehouse.contracts.codes import STATUSES

LEAST_TEXT, LEAST_GRAPHIC = 4.5, 3.0
ROUNDING = 0.006
THEME_SLOTS = {
    "violetColor": "status_achieved",
    "blueColor": "status_on_track",
    "yellowColor": "status_acceleration_needed",
    "orangeColor": "status_limited_progress",
    "redColor": "status_moving_away",
    "grayColor": "status_cannot_be_assessed",
    "greenColor": "accent",
    "primaryColor": "accent",
    "backgroundColor": "paper",
    "textColor": "ink",
    "borderColor": "rule",
    "yellowTextColor": "text_acceleration",
}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio after WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_named(name: str, mode: str) -> str:
    """The colour a contrast line names, such as `ink`, `achieved` or `money_ramp[1]`."""
    colours = look.palette(mode)
    if "_ramp[" in name:
        return colours[name.replace("ramp[", "").rstrip("]")]
    return colours.get(name) or colours[f"status_{name}"]


@pytest.mark.parametrize("mode", look.MODES)
def test_every_contrast_figure_of_the_tokens_is_true_and_high_enough(mode: str) -> None:
    stated = look.tokens()[mode]["contrast"]
    for group, least in (("text", LEAST_TEXT), ("graphics_min_3", LEAST_GRAPHIC)):
        for pair, figure in stated[group].items():
            over, under = pair.replace(" outline", "").split(" on ")
            first = look.palette(mode)[f"on_{under}"] if over == "label" else colour_named(over, mode)
            computed = contrast(first, colour_named(under, mode))
            assert computed == pytest.approx(figure, abs=ROUNDING), pair
            assert computed >= least, pair


@pytest.mark.parametrize("mode", look.MODES)
def test_the_streamlit_theme_has_the_colours_of_the_tokens(mode: str) -> None:
    theme = tomllib.loads((DASHBOARD / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][mode]
    colours = look.palette(mode)
    assert {slot: theme[slot] for slot in THEME_SLOTS} == {slot: colours[name] for slot, name in THEME_SLOTS.items()}


def test_every_status_has_a_shape_of_its_own() -> None:
    assert len({look.mark(status) for status in STATUSES}) == len(STATUSES)


def test_colours_are_written_in_the_tokens_and_the_theme_only() -> None:
    written = [
        path.name
        for path in [*DASHBOARD.rglob("*.py"), *DASHBOARD.rglob("*.css"), *DASHBOARD.rglob("*.j2")]
        if any(_is_colour(word) for word in path.read_text(encoding="utf-8").split("#")[1:])
    ]
    assert written == []


SOURCE = re.compile(r"""src=["']?([^"'>]*)""")
BESIDE = ("../assets/", "{{ script }}")  # what a page of the report asks for lies in its own folder


def test_the_page_asks_no_other_host_for_anything() -> None:
    for path in [*DASHBOARD.rglob("*.css"), *DASHBOARD.rglob("*.j2"), DASHBOARD / ".streamlit" / "config.toml"]:
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text and "@import" not in text, path.name
        assert [place for place in SOURCE.findall(text) if not place.startswith(BESIDE)] == [], path.name


def _is_colour(word: str) -> bool:
    digits = word[:6]
    return len(digits) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in digits)
