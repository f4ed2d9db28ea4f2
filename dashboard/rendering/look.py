"""The look: tokens.json read once, as CSS variables, status marks and palettes. No colour is written anywhere else."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

DASHBOARD = Path(__file__).resolve().parents[1]
STYLES = Path(__file__).resolve().parent / "styles"
MODES = ("light", "dark")


@cache
def tokens() -> dict[str, Any]:
    """The tokens file as it stands."""
    return json.loads((STYLES / "tokens.json").read_text(encoding="utf-8"))


def palette(mode: str) -> dict[str, str]:
    """Every named colour of a mode, `#rrggbb`: colours, `status_<code>`, `on_<code>`, `money_0` to `_4`, `missing_0` to `_3`."""
    own = tokens()[mode]
    named = dict(own["color"])
    for code, colours in own["status"].items():
        named[f"status_{code}"] = colours["fill"]
        named[f"on_{code}"] = colours["on_fill"] or own["color"]["ink"]
    for ramp in ("money", "missing"):
        named.update({f"{ramp}_{step}": colour for step, colour in enumerate(own[f"{ramp}_ramp"])})
    return named


@cache
def variables() -> str:
    """The custom properties of both modes; the browser's colour scheme chooses between them."""
    light, dark = palette("light"), palette("dark")
    lines = []
    for name, colour in light.items():
        css_name = name.replace("status_", "s_").replace("_", "-")
        lines.append(f"--{css_name}: light-dark({colour}, {dark[name]});")
    lines += [f"--band-{place}: {colour};" for place, colour in enumerate(tokens()["bands"])]
    return "\n".join(lines)


@cache
def stylesheet(name: str) -> str:
    """A style sheet of this folder with the variables in front, on the selector its `@variables` line names."""
    text = (STYLES / name).read_text(encoding="utf-8")
    return text.replace("/* @variables */", variables(), 1)


@cache
def mark(status: str) -> Markup:
    """The shape of a status, 16 by 16 px; the word always stands beside it, so that a screen reader skips the shape."""
    drawn = tokens()["icon_16"][status]
    return Markup(f'<svg class="mark" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">{drawn}</svg>')
