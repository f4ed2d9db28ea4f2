"""Money of open records about soils over the years of their approval, by grade."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, years
from dashboard.rendering.look import palette
from dashboard.rendering.words import MILLION, Words

FILLS = {"core": "money_3", "contributing": "money_1"}


def soil_money(money: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """Committed to core and contributing records as one bar a year, EUR million; what has no year is left to the table."""
    colours = palette(mode)
    figure = blank(mode, 320, words, watermark)
    dated = money[money["year"].notna() & money["committed_eur"].notna()]
    for grade, fill in FILLS.items():
        rows = dated[dated["soil_relevance"] == grade]
        figure.add_bar(
            x=rows["year"],
            y=rows["committed_eur"] / MILLION,
            marker={"color": colours[fill], "line": {"color": colours["money_4"], "width": 1}},
            name=words(f"value.soil_relevance.{grade}"),
            customdata=[words.number(amount / MILLION, 1) for amount in rows["committed_eur"]],
            hovertemplate="%{x}: %{customdata}<extra></extra>",
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.5,
        showlegend=True,
        legend={"orientation": "h", "y": -0.15, "yanchor": "top", "x": 0},
    )
    if len(dated):
        years(figure, int(dated["year"].min()), int(dated["year"].max()))
    figure.update_yaxes(title_text=words("soil.axis_money"), rangemode="tozero")
    return figure
