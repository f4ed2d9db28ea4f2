"""The path of an indicator as it is and with an addition, from the dearer to the cheaper quartile of what a unit costs."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, years
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words

HEIGHT = 380  # px
LAST_DRAWN = 2050


def scenario(path: pd.DataFrame, reached: pd.DataFrame, mode: str, words: Words, watermark: str) -> go.Figure:
    """The present course in ink, the one with the addition in green within its range of costs; targets as open rings."""
    colours = palette(mode)
    figure = blank(mode, HEIGHT, words, watermark)
    drawn = path[path["year"] <= LAST_DRAWN]
    edge = {"mode": "lines", "line": {"color": colours["money_3"], "width": 1, "dash": "dot"}, "hoverinfo": "skip"}
    figure.add_scatter(x=drawn["year"], y=drawn["low"], **edge)
    figure.add_scatter(x=drawn["year"], y=drawn["high"], fill="tonexty", fillcolor=colours["accent_soft"], **edge)
    lines = (("middle", colours["accent"], "solid", "top left"), ("as_is", colours["ink"], "dash", "bottom left"))
    for name, colour, dash, side in lines:
        text = [""] * (len(drawn) - 1) + [words(f"scenario.{name}")]
        figure.add_scatter(
            x=drawn["year"],
            y=drawn[name],
            mode="lines+text",
            text=text,
            textposition=side,
            line={"color": colour, "dash": dash, "width": 2},
            textfont={"color": colour},
            customdata=[words.number(value, 1) for value in drawn[name]],
            hovertemplate="%{x}: %{customdata}<extra></extra>",
        )
    aimed = reached[reached["target_year"] <= LAST_DRAWN]
    figure.add_scatter(
        x=aimed["target_year"],
        y=aimed["target_value"],
        mode="markers+text",
        cliponaxis=False,
        hoverinfo="skip",
        text=[words("scenario.target", value=words.short(value)) for value in aimed["target_value"]],
        textposition="bottom left",
        marker={"size": 12, "color": colours["paper"], "line": {"color": colours["ink"], "width": 2}},
    )
    years(figure, int(drawn["year"].min()), LAST_DRAWN)
    figure.update_yaxes(rangemode="tozero")
    return figure
