"""The Initiative's own budget: what was available of what was sought, and what is missing.

In ink and brown: green is for money on the ground, brown for what was asked and is missing.
"""

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words

BAR_HEIGHT, EDGE = 44, 84  # px
THOUSAND = 1e3
ROOM_FOR_SHARE = 1.25  # the axis ends this far beyond the longest bar, whose share stands behind it
SOUGHT, AVAILABLE, CORE = "sought in total", "available", "sought for core costs"


def stated(budgets: pd.DataFrame) -> pd.DataFrame:
    """One row per year of which both what was sought and what was available are stated, oldest first."""
    by_year = budgets.pivot_table(index="budget_year", columns="item", values="budget_eur", aggfunc="max")
    by_year = by_year.reindex(columns=[SOUGHT, AVAILABLE, CORE]).astype("float64")
    return by_year[by_year[SOUGHT].notna() & by_year[AVAILABLE].notna()].sort_index()


def budget_chart(budgets: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """A bar per year as long as what was sought: available, then missing, EUR thousand; a stroke where core costs end."""
    colours, rows = palette(mode), stated(budgets)
    years = [str(int(year)) for year in rows.index]
    missing = (rows[SOUGHT] - rows[AVAILABLE]).clip(lower=0)
    figure = blank(mode, BAR_HEIGHT * max(len(rows), 1) + EDGE, words, watermark)
    shares = [words.share(round(share, 2)) for share in rows[AVAILABLE] / rows[SOUGHT]]
    for values, colour, texts in ((rows[AVAILABLE], "muted", None), (missing, "bare", shares)):
        figure.add_bar(
            x=values / THOUSAND,
            y=years,
            orientation="h",
            text=texts,
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
            marker={"color": colours[colour]},
        )
    if rows[CORE].notna().any():
        figure.add_scatter(
            x=rows[CORE] / THOUSAND,
            y=years,
            mode="markers",
            hoverinfo="skip",
            marker={"symbol": "line-ns", "size": 30, "line": {"width": 2, "color": colours["paper"]}},
        )
    if len(rows):
        _name(figure, rows.iloc[-1], len(rows) - 1, colours, words)
    most = max([*rows.max(axis=1), 1.0]) / THOUSAND
    figure.update_layout(barmode="stack", bargap=0.4)
    figure.update_xaxes(range=[0, most * ROOM_FOR_SHARE], title_text=words("money.axis_thousand"))
    figure.update_yaxes(showgrid=False, type="category")
    return figure


def _name(figure: go.Figure, row: pd.Series, place: int, colours: dict[str, str], words: Words) -> None:
    """The names of the parts over the bar of the newest year, which stands at this place of the axis."""
    named = [(0.0, "left", "value.item.available", "ink")]
    if row[SOUGHT] > row[AVAILABLE]:
        named.append((row[SOUGHT] / THOUSAND, "right", "budget.missing", "bare"))
    for along, anchor, key, colour in named:
        figure.add_annotation(
            x=along,
            y=place,
            text=words(key),
            showarrow=False,
            xanchor=anchor,
            yanchor="bottom",
            yshift=14,
            font={"color": colours[colour]},
        )
