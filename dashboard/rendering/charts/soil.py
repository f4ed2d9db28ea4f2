"""Soil carbon lost against money committed, one dot per country; hatched where nothing is reported."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, hatch, label, lines
from dashboard.rendering.look import palette
from dashboard.rendering.words import MILLION, Words

HEIGHT = 420  # px
LABELLED = 3  # countries with the largest loss and no money on record
BAND = 0.16  # height of the hatched band below zero, as a share of the axis above it
DECADES = (-1, 5)  # powers of ten of the axis, the last one not included
SMALLEST_DRAWN_MT = 0.1  # a loss below this would stretch the axis by decades
LABEL_RISE = 26  # px from dot to dot


def debt_against_money(countries: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """Loss of soil carbon in Mt on a logarithmic axis, committed EUR million from zero; gains are left to the table.

    `countries` carry `label`. A filled dot has money of core records, a ring of contributing ones
    only; dots in the hatched band have none on record.
    """
    colours = palette(mode)
    figure = blank(mode, HEIGHT, words, watermark)
    drawn = countries[countries["soc_debt_mt"] >= SMALLEST_DRAWN_MT].sort_values("soc_debt_mt", ascending=False)
    drawn = drawn.assign(debt=[words.number(debt, 1) for debt in drawn["soc_debt_mt"]])
    funded, silent = drawn[drawn["committed_eur"].notna()], drawn[drawn["committed_eur"].isna()]
    top = max(funded["committed_eur"].max() / MILLION if len(funded) else 0.0, 1.0) * 1.1
    _band(figure, top, colours)
    is_near = funded["core_eur"].notna()
    for these, fill in ((is_near, colours["money_3"]), (~is_near, colours["paper"])):
        _dots(figure, funded[these], funded.loc[these, "committed_eur"] / MILLION, fill, colours["money_4"])
    level = -top * BAND / 2
    _dots(figure, silent, pd.Series(level, index=silent.index), colours["paper"], colours["bare"])
    for place, row in enumerate(silent.head(LABELLED).to_dict("records")):
        _label(figure, row, level, LABEL_RISE * (place + 1), colours)
    decades = {10.0**power: words.number(10.0**power) for power in range(*DECADES)}
    figure.update_xaxes(
        type="log",
        range=[DECADES[0], DECADES[1] - 1],
        tickvals=list(decades),
        ticktext=list(decades.values()),
        title_text=lines(words("soil.axis_debt")),
    )
    figure.update_yaxes(range=[-top * BAND, top], title_text=words("soil.axis_money"))
    figure.add_annotation(
        text=words("coverage.nothing_reported"),
        xref="paper",
        x=0,
        y=level,
        showarrow=False,
        xanchor="left",
        bgcolor=colours["paper"],
        font={"color": colours["muted"]},
    )
    return figure


def _band(figure: go.Figure, top: float, colours: dict[str, str]) -> None:
    """The hatched band below zero, over the whole width."""
    figure.add_scatter(
        x=[10.0 ** DECADES[0], 10.0 ** DECADES[1]],
        y=[-top * BAND] * 2,
        fill="tozeroy",
        fillpattern=hatch(colours)["pattern"],
        mode="lines",
        line={"width": 0},
        hoverinfo="skip",
    )


def _label(figure: go.Figure, row: Mapping[str, Any], level: float, rise: int, colours: dict[str, str]) -> None:
    """The name of a country at the end of a line of its own length, so that neighbours do not cover each other."""
    figure.add_annotation(
        # On a logarithmic axis an annotation is placed by the power of ten.
        x=math.log10(row["soc_debt_mt"]),
        y=level,
        text=label(row["label"]),
        ax=0,
        ay=-rise,
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=colours["muted"],
        xanchor="left",
        font={"color": colours["ink"]},
    )


def _dots(
    figure: go.Figure,
    rows: pd.DataFrame,
    level: pd.Series,
    fill: str,
    edge: str,
) -> None:
    figure.add_scatter(
        x=rows["soc_debt_mt"],
        y=level,
        mode="markers",
        cliponaxis=False,
        customdata=list(zip(map(label, rows["label"]), rows["debt"], strict=True)),
        marker={"size": 9, "color": fill, "line": {"color": edge, "width": 1.5}},
        hovertemplate="%{customdata[0]}: %{customdata[1]} Mt<extra></extra>",
    )
