"""How many partners the Initiative counted, over time."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words

HEIGHT = 300  # px
LABELLED = 6  # counts with their number beside the point; of more the first and the last alone
# Counts that are drawn, and the colour of their line.
LINES = {"partners_count": "ink", "initiative_members_count": "muted"}


def partners_chart(counts: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """Published counts as lines from zero, each named at its end; a count without a day is left to the table."""
    colours = palette(mode)
    figure = blank(mode, HEIGHT, words, watermark)
    dated = counts[counts["as_of"].notna()].sort_values("as_of")
    for name, colour in LINES.items():
        rows = dated[dated[name].notna()]
        if rows.empty:
            continue
        numbers = [words.number(int(count)) for count in rows[name]]
        is_few = len(rows) <= LABELLED
        figure.add_scatter(
            x=rows["as_of"],
            y=rows[name],
            mode="lines+markers+text",
            text=[number if is_few or place == 0 else "" for place, number in enumerate(numbers[:-1])] + [""],
            textposition="top center",
            line={"color": colours[colour], "width": 2},
            marker={"size": 7},
            customdata=numbers,
            hovertemplate="%{x|%Y-%m-%d}: %{customdata}<extra></extra>",
            cliponaxis=False,
        )
        figure.add_annotation(
            x=rows["as_of"].iloc[-1],
            y=rows[name].iloc[-1],
            text=f"{numbers[-1]} {words(f'partners.{name}')}",
            showarrow=False,
            xanchor="right",
            yanchor="bottom",
            yshift=6,
            font={"color": colours[colour]},
        )
    figure.update_xaxes(showgrid=False, tickformat="%Y")
    figure.update_yaxes(rangemode="tozero")
    return figure


def can_be_drawn(counts: pd.DataFrame) -> bool:
    """Are there two days to draw a line between?"""
    return counts["as_of"].nunique() > 1


def said(counts: pd.DataFrame, words: Words) -> str:
    """What the lines show: the first count and the last one, each with its day."""
    dated = counts[counts["as_of"].notna() & counts["partners_count"].notna()].sort_values("as_of")
    first, last = dated.iloc[0], dated.iloc[-1]
    return words(
        "partnerships.counted",
        first=int(first["partners_count"]),
        since=first["as_of"],
        last=int(last["partners_count"]),
        on=last["as_of"],
    )
