"""Soil carbon lost beside open records about soils, one dot per country; hatched where no list names it."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, hatch, label, lines
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words

HEIGHT = 420  # px
LABELLED = 3  # countries with the largest loss
BAND = 0.24  # height of the hatched band below zero, as a share of the axis above it
DECADES = (-1, 5)  # powers of ten of the axis, the last one not included
SMALLEST_DRAWN_MT = 0.1  # a loss below this would stretch the axis by decades
ABOVE = 0.3  # height of the strip for names over the highest dot, as a share of the axis
MOST_COUNTS = 7  # numbers along the axis of records


def debt_beside_records(countries: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """Loss of soil carbon in Mt on a logarithmic axis, records since 2015 from zero; gains are left to the table.

    `countries` carry `label`, and `records_count` where a list names them. A filled dot has core records, a ring none;
    dots in the hatched band are in no list.
    """
    colours = palette(mode)
    figure = blank(mode, HEIGHT, words, watermark)
    drawn = countries[countries["soc_debt_mt"] >= SMALLEST_DRAWN_MT].sort_values("soc_debt_mt", ascending=False)
    drawn = drawn.assign(debt=[words.number(debt, 1) for debt in drawn["soc_debt_mt"]])
    is_listed = drawn["records_count"].notna()
    top = 1.1 * max([*drawn["records_count"].dropna(), 1])
    level = -top * BAND / 4  # dots in the upper half of the band, its name in the lower
    drawn = drawn.assign(level=drawn["records_count"].astype("Float64").fillna(level))
    _band(figure, top, label(words("soils.unlisted")), colours)
    listed, unlisted = drawn[is_listed], drawn[~is_listed]
    is_core = listed["core_count"] > 0
    for rows, fill, edge in (
        (listed[is_core], "money_3", "money_4"),
        (listed[~is_core], "paper", "money_4"),
        (unlisted, "paper", "bare"),
    ):
        _dots(figure, rows, colours[fill], colours[edge])
    for place, row in enumerate(drawn.head(LABELLED).to_dict("records")):
        _label(figure, row, top * (1 + ABOVE * (LABELLED - place) / (LABELLED + 1)), colours)
    decades = {10.0**power: words.number(10.0**power) for power in range(*DECADES)}
    figure.update_xaxes(
        type="log",
        range=[DECADES[0], DECADES[1] - 1],
        tickvals=list(decades),
        ticktext=list(decades.values()),
        title_text=lines(words("soil.axis_debt")),
    )
    counts = list(range(0, math.ceil(top), math.ceil(top / MOST_COUNTS)))
    figure.update_yaxes(range=[-top * BAND, top * (1 + ABOVE)], tickvals=counts, title_text=words("soil.axis_records"))
    return figure


def _band(figure: go.Figure, top: float, name: str, colours: dict[str, str]) -> None:
    """The hatched band below zero, over the whole width, with its name."""
    figure.add_scatter(
        x=[10.0 ** DECADES[0], 10.0 ** DECADES[1]],
        y=[-top * BAND] * 2,
        fill="tozeroy",
        fillpattern=hatch(colours)["pattern"],
        mode="lines",
        line={"width": 0},
        hoverinfo="skip",
    )
    figure.add_annotation(
        text=name,
        xref="paper",
        x=0,
        y=-top * BAND * 3 / 4,
        showarrow=False,
        xanchor="left",
        bgcolor=colours["paper"],
        font={"color": colours["muted"]},
    )


def _label(figure: go.Figure, row: Mapping[str, Any], height: float, colours: dict[str, str]) -> None:
    """The name of a country over all dots, each on a line of its own, with a stroke down to its dot."""
    figure.add_annotation(
        # On a logarithmic axis an annotation is placed by the power of ten.
        x=math.log10(row["soc_debt_mt"]),
        y=row["level"],
        text=label(row["label"]),
        ax=0,
        ay=height,
        ayref="y",
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=colours["muted"],
        # The largest losses stand at the right end: their names go leftwards.
        xanchor="right",
        font={"color": colours["ink"]},
    )


def _dots(figure: go.Figure, rows: pd.DataFrame, fill: str, edge: str) -> None:
    figure.add_scatter(
        x=rows["soc_debt_mt"],
        y=rows["level"],
        mode="markers",
        cliponaxis=False,
        customdata=list(zip(map(label, rows["label"]), rows["debt"], strict=True)),
        marker={"size": 9, "color": fill, "line": {"color": edge, "width": 1.5}},
        hovertemplate="%{customdata[0]}: %{customdata[1]} Mt<extra></extra>",
    )
