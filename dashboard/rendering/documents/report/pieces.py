"""What a page of the report is made of: headings, small print, blocks, charts in both modes, feet of figures, all escaped.

Does not belong here: the page around them (`leaf`).
"""

import json
from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go
import plotly.io
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.charts.template import CONFIG
from dashboard.rendering.documents.report.leaf import IN_A_SCRIPT
from dashboard.rendering.words import Words

Block = Markup  # HTML in which every value is escaped
Draw = Callable[[str, Words, str], go.Figure]  # mode, words, watermark
MODES = ("light", "dark")


def heading(text: str, name: str = "") -> Markup:
    """A heading of the second order; one with a name can be led to."""
    return Markup('<h2 id="{}">{}</h2>').format(name, text) if name else Markup("<h2>{}</h2>").format(text)


def caption(text: str) -> Markup:
    """Small print over or under a figure."""
    return Markup('<p class="caption">{}</p>').format(text)


def block(html: Markup, is_wide: bool = False) -> Markup:
    """A block of our own HTML; a wide one scrolls within its place."""
    wrapped = Markup('<div class="wide">{}</div>').format(html) if is_wide else html
    return Markup('<div class="block">{}</div>').format(wrapped)


def opens(label: str, blocks: Sequence[Markup]) -> Markup:
    """Blocks that open under a label; on paper they are open."""
    inner = Markup("").join(block(one) for one in blocks)
    return Markup('<details class="opens"><summary>{}</summary>{}</details>').format(label, inner)


def foot(said: str, way: str = "", href: str = "") -> Markup:
    """The foot of a figure: source and date, and the way to how it was worked out, where that is not told beside it."""
    led = Markup(' <a href="{}">{}</a>').format(href, way) if href else ""
    return Markup('<p class="caption figure-foot">{}{}</p>').format(said, led)


def parts(text: str, ways: Sequence[Mapping[str, str]]) -> Markup:
    """Which rows of how many are shown, and the ways to the others."""
    return block(render("parts", text=text, ways=ways))


def drawing(key: str, alt: str, draw: Draw, words: Words, watermark: str) -> Markup:
    """A chart in both modes, drawn by the script of the report from what stands beside it."""
    figures = {mode: draw(mode, words, watermark) for mode in MODES}
    drawn = {mode: json.loads(plotly.io.to_json(figure, validate=False)) for mode, figure in figures.items()}
    contents = json.dumps({**drawn, "config": CONFIG}, ensure_ascii=True, sort_keys=True).translate(IN_A_SCRIPT)
    height = int(figures["light"].layout.height)
    return render("report_chart", key=key, alt=alt, height=height, contents=Markup(contents))


def searching(
    kind: str, kinds: Sequence[tuple[str, str]], heads: Sequence[str], label: str, said: Mapping[str, str]
) -> Markup:
    """The place to look for something, among one kind or all `kinds`; answered by the script of the report."""
    return render("report_search", kind=kind, kinds=kinds, heads=heads, label=label, **said)
