"""What all charts share: fonts, axes and hatch in the palette of a mode."""

from math import ceil
from textwrap import wrap
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go
from markupsafe import escape

from dashboard.rendering.look import palette
from dashboard.rendering.words import Words

MOST_YEARS = 6  # labels under an axis of years
TITLE_WIDTH = 36  # characters in a line under an axis
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 180"><g transform="rotate(-20 150 90)" fill="{colour}" '
    'fill-opacity="0.2" text-anchor="middle" font-family="sans-serif" font-size="24">{lines}</g></svg>'
)
MARK_LINE = '<text x="150" y="{level}">{text}</text>'
# What Plotly reads as markup, as an entity or as a formula of TeX in every text of a chart.
READ = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
SANS = "Source Sans, sans-serif"
# One figure leaves the page as a picture at twice its size, so that it can be printed.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}


def blank(mode: str, height: int, words: Words, watermark: str = "") -> go.Figure:
    """An empty figure in the look of a mode, its numbers as the language writes them; a watermark marks made-up data."""
    colours = palette(mode)
    axis = {
        "gridcolor": colours["rule"],
        "linecolor": colours["edge"],
        "zeroline": False,
        "tickcolor": colours["edge"],
        "automargin": True,
        "tickfont": {"size": 13, "color": colours["muted"]},
        "fixedrange": True,
        "separatethousands": words.marks_thousands,
        "title": {"font": {"size": 13, "color": colours["muted"]}},
    }
    figure = go.Figure(
        layout=go.Layout(
            height=height,
            paper_bgcolor=colours["paper"],
            plot_bgcolor=colours["paper"],
            font={"family": SANS, "size": 13, "color": colours["ink"]},
            margin={"l": 8, "r": 16, "t": 24, "b": 8},
            showlegend=False,
            xaxis=axis,
            yaxis=axis,
            hoverlabel={"bgcolor": colours["surface"], "font": {"family": SANS, "color": colours["ink"]}},
            modebar={"bgcolor": "rgba(0,0,0,0)", "color": colours["muted"], "activecolor": colours["accent"]},
            dragmode=False,
            separators=words.separators,
        )
    )
    if watermark:
        _mark(figure, watermark, colours["demo"])
    return figure


def years(figure: go.Figure, first: int, last: int) -> None:
    """Whole years on an axis of years, so few that their labels stand apart on the smallest screen."""
    step = max(1, ceil((last - first + 1) / MOST_YEARS))
    figure.update_xaxes(tickvals=list(range(first, last + 1, step)), tickformat="d", showgrid=False)


def label(text: object) -> str:
    """A name as a text of a chart, on it or where the pointer is: every sign is shown and none is read."""
    return str(text).translate(READ)


def lines(text: str, width: int = TITLE_WIDTH) -> str:
    """A label, of an axis if no width is named, in lines that the smallest screen can show."""
    return "<br>".join(label(line) for line in wrap(text, width))


def _mark(figure: go.Figure, watermark: str, colour: str) -> None:
    """The watermark as a picture: unlike a text it shrinks with the chart, and is whole on the smallest screen."""
    parts = enumerate(watermark.split(" · "))
    written = "".join(MARK_LINE.format(level=84 + 30 * place, text=escape(part)) for place, part in parts)
    drawn = MARK.format(colour=colour, lines=written)
    figure.add_layout_image(
        source=f"data:image/svg+xml,{quote(drawn)}",
        name=watermark,
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        xanchor="center",
        yanchor="middle",
        sizex=1,
        sizey=1,
        layer="above",
    )


def hatch(colours: dict[str, str]) -> dict[str, Any]:
    """The fill of a bar about which nothing was reported."""
    return {
        "pattern": {"shape": "/", "fgcolor": colours["hatch"], "bgcolor": colours["paper"], "size": 7, "solidity": 0.2},
        "line": {"color": colours["hatch"], "width": 1},
    }
