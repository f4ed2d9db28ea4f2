"""What all charts share: fonts, axes and hatch in the palette of a mode."""

from typing import Any

import plotly.graph_objects as go

from dashboard.look import palette

SANS, SERIF = "Source Sans, sans-serif", "Source Serif, serif"
# One figure leaves the page as a picture at twice its size, so that it can be printed.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}


def blank(mode: str, height: int, watermark: str = "") -> go.Figure:
    """An empty figure in the look of a mode; a watermark is drawn across it when the data are made up."""
    colours = palette(mode)
    axis = {
        "gridcolor": colours["rule"],
        "linecolor": colours["edge"],
        "zeroline": False,
        "tickcolor": colours["edge"],
        "automargin": True,
        "tickfont": {"size": 13, "color": colours["muted"]},
        "fixedrange": True,
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
            separators=".,",
        )
    )
    if watermark:
        _mark(figure, watermark, colours["demo"])
    return figure


def _mark(figure: go.Figure, watermark: str, colour: str) -> None:
    figure.add_annotation(
        text=watermark,
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        textangle=-20,
        opacity=0.16,
        font={"size": 34, "color": colour},
    )


def hatch(colours: dict[str, str]) -> dict[str, Any]:
    """The fill of a bar about which nothing was reported."""
    return {
        "pattern": {"shape": "/", "fgcolor": colours["hatch"], "bgcolor": colours["paper"], "size": 7, "solidity": 0.2},
        "line": {"color": colours["hatch"], "width": 1},
    }
