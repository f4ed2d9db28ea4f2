"""Money over the years, and the Initiative's own budget."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, lines, years
from dashboard.rendering.look import palette
from dashboard.rendering.words import MILLION, Words

BAR_HEIGHT, EDGE = 34, 60  # px
LABEL_WIDTH = 20  # characters
ROOM_FOR_AMOUNT = 1.6  # the axis ends this far beyond the longest bar, whose amount stands behind it


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


def budget_chart(budgets: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """The items of the newest published year as bars from zero, EUR thousand."""
    colours = palette(mode)
    rows = budgets[budgets["budget_year"] == budgets["budget_year"].max()].sort_values("budget_eur")
    figure = blank(mode, BAR_HEIGHT * max(len(rows), 1) + EDGE, words, watermark)
    is_available = rows["item"].eq("available")
    figure.add_bar(
        x=rows["budget_eur"] / 1e3,
        y=[_item(item, words) for item in rows["item"]],
        orientation="h",
        textposition="outside",
        text=[words.euros(amount) for amount in rows["budget_eur"]],
        cliponaxis=False,
        hoverinfo="skip",
        marker={"color": [colours["money_2"] if own else colours["bare"] for own in is_available]},
    )
    most = max([*rows["budget_eur"].dropna(), 1.0]) / 1e3
    figure.update_xaxes(range=[0, most * ROOM_FOR_AMOUNT], title_text=words("money.axis_thousand"))
    figure.update_yaxes(showgrid=False)
    return figure


def _millions(money: pd.DataFrame, words: Words) -> list[str]:
    return [words.number(amount / MILLION, 1) for amount in money["amount_eur"]]


def _item(item: str, words: Words) -> str:
    key = f"value.item.{item}"
    return lines(words(key) if words.has(key) else item, LABEL_WIDTH)
