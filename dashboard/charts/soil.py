"""Soil carbon lost against money committed, one dot per country; hatched where nothing is reported."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.template import blank, hatch
from dashboard.look import palette
from dashboard.wording import Words

HEIGHT = 420  # px
MILLION = 1e6
LABELLED = 3  # countries with the largest loss and no money on record
BAND = 0.16  # height of the hatched band below zero, as a share of the axis above it
SMALLEST_DRAWN_MT = 0.1  # a loss below this would stretch the axis by decades


def debt_against_money(countries: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """Loss of soil carbon in Mt on a logarithmic axis, committed EUR million from zero; gains are left to the table.

    `countries` carry `label`. A filled dot has money that is tied to an objective or to land use, a ring other money
    only; dots in the hatched band have none on record.
    """
    colours = palette(mode)
    figure = blank(mode, HEIGHT, watermark)
    drawn = countries[countries["soc_debt_mt"] >= SMALLEST_DRAWN_MT].sort_values("soc_debt_mt", ascending=False)
    told, silent = drawn[drawn["committed_eur"].notna()], drawn[drawn["committed_eur"].isna()]
    top = max(told["committed_eur"].max() / MILLION if len(told) else 0.0, 1.0) * 1.1
    _band(figure, top, colours)
    is_near = told["near_soil_committed_eur"].notna()
    _dots(figure, told[is_near], told.loc[is_near, "committed_eur"] / MILLION, colours["money_3"], colours["money_4"])
    _dots(figure, told[~is_near], told.loc[~is_near, "committed_eur"] / MILLION, colours["paper"], colours["money_4"])
    level = pd.Series(-top * BAND / 2, index=silent.index)
    _dots(figure, silent, level, colours["paper"], colours["bare"], silent["label"].head(LABELLED))
    grey = {"color": colours["muted"]}
    figure.update_xaxes(type="log", dtick=1, title={"text": words("soil.axis_debt"), "font": grey})
    figure.update_yaxes(
        range=[-top * BAND, top], title={"text": words("soil.axis_money"), "font": grey}, tick0=0, rangemode="tozero"
    )
    figure.add_annotation(
        text=words("coverage.nothing_reported"), xref="paper", x=0, y=-top * BAND / 2, showarrow=False, xanchor="left",
        bgcolor=colours["paper"], font=grey,
    )  # fmt: skip
    return figure


def _band(figure: go.Figure, top: float, colours: dict[str, str]) -> None:
    """The hatched band, one bar over the whole width on an axis of its own."""
    figure.add_bar(
        x=[0.5], y=[-top * BAND], width=[1], xaxis="x2", marker=hatch(colours), hoverinfo="skip", cliponaxis=True
    )
    figure.update_layout(
        xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True, "anchor": "y"}
    )


def _dots(
    figure: go.Figure,
    rows: pd.DataFrame,
    level: pd.Series,
    fill: str,
    edge: str,
    labels: pd.Series | None = None,
) -> None:
    texts = pd.Series("", index=rows.index)
    if labels is not None:
        texts[labels.index] = labels
    figure.add_scatter(
        x=rows["soc_debt_mt"],
        y=level,
        mode="markers+text",
        text=texts,
        textposition="top center",
        cliponaxis=False,
        customdata=rows["label"],
        marker={"size": 9, "color": fill, "line": {"color": edge, "width": 1.5}},
        hovertemplate="%{customdata}: %{x:.1f} Mt<extra></extra>",
    )
