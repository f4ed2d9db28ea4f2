"""Money over the years."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, years
from dashboard.rendering.look import palette
from dashboard.rendering.words import MILLION, Words


def years_chart(money: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """Committed as bars, disbursed as a line, EUR million; a year nobody stated is left to the table."""
    colours = palette(mode)
    figure = blank(mode, 320, words, watermark)
    dated = money[money["year"].notna() & money["amount_eur"].notna()]
    committed, disbursed = (dated[dated["state"] == state] for state in ("committed", "disbursed"))
    figure.add_bar(
        x=committed["year"],
        y=committed["amount_eur"] / MILLION,
        marker={"color": colours["money_2"]},
        name=words("money.committed"),
        customdata=_millions(committed, words),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    figure.add_scatter(
        x=disbursed["year"],
        y=disbursed["amount_eur"] / MILLION,
        mode="lines+markers",
        name=words("money.disbursed"),
        line={"color": colours["ink"], "width": 2},
        marker={"size": 7},
        customdata=_millions(disbursed, words),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, bargap=0.5
    )
    if len(dated):
        years(figure, int(dated["year"].min()), int(dated["year"].max()))
    figure.update_yaxes(title_text=words("money.axis"), rangemode="tozero")
    return figure


def _millions(money: pd.DataFrame, words: Words) -> list[str]:
    return [words.number(amount / MILLION, 1) for amount in money["amount_eur"]]
