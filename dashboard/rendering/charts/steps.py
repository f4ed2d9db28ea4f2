"""Dated steps on one axis of time: a ring at each due date, a line for every day overdue, a disc where a step is reached."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, lines
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words, is_missing

STARTS_ON, ENDS_ON = datetime(2020, 12, 31), datetime(2030, 12, 31)
ROW_PX, MARGIN_PX = 110, 40
NAME_WIDTH = 44  # characters in a line
REACHED = "reached"


def drawn(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps that have a place on the axis, earliest first."""
    return steps[steps["due_on"].between(STARTS_ON, ENDS_ON)].sort_values(["due_on", "milestone_code"])


def steps_chart(steps: pd.DataFrame, as_of: date, mode: str, words: Words, watermark: str) -> go.Figure:
    """One row per step due by the first horizon, earliest on top, with its state and its days overdue in words."""
    colours, rows = palette(mode), drawn(steps).to_dict("records")
    figure = blank(mode, MARGIN_PX + ROW_PX * len(rows), words, watermark)
    figure.update_xaxes(
        range=[STARTS_ON - timedelta(days=60), ENDS_ON + timedelta(days=120)],
        tickvals=[datetime(year, 12, 31) for year in range(STARTS_ON.year, ENDS_ON.year + 1, 2)],
        tickformat="%Y",
        showgrid=False,
    )
    figure.update_yaxes(range=[-0.75, len(rows) - 0.2], visible=False)
    today = datetime.combine(as_of, time())
    figure.add_vline(x=today, line={"color": colours["ink"], "width": 1})
    figure.add_annotation(
        x=today, y=1, yref="paper", text=words.day(as_of), showarrow=False, xanchor="left", xshift=4, yanchor="bottom"
    )
    for place, step in enumerate(rows):
        _step(figure, step, len(rows) - 1 - place, today, colours, words)
    return figure


def standing(step: Mapping[str, Any], words: Words) -> str:
    """Due date, state and days overdue of a step in one line."""
    line = words("chart.step", due=step["due_on"], state=words(f"value.state.{step['state']}"))
    is_overdue = not is_missing(step["days_overdue"]) and step["days_overdue"] > 0
    return f"{line}, {words('chart.step_overdue', n=int(step['days_overdue']))}" if is_overdue else line


def _step(
    figure: go.Figure, step: Mapping[str, Any], level: int, today: datetime, colours: dict[str, str], words: Words
) -> None:
    is_reached = step["state"] == REACHED
    is_overdue = not is_missing(step["days_overdue"]) and step["days_overdue"] > 0
    if is_overdue:
        figure.add_scatter(
            x=[step["due_on"], today],
            y=[level, level],
            mode="lines",
            line={"color": colours["status_limited_progress"], "width": 5},
            hoverinfo="skip",
        )
    edge = colours["status_limited_progress" if is_overdue else "ink"]
    figure.add_scatter(
        x=[step["reached_on"] if is_reached and not is_missing(step["reached_on"]) else step["due_on"]],
        y=[level],
        mode="markers",
        marker={
            "size": 13,
            "color": colours["status_achieved"] if is_reached else colours["paper"],
            "line": {"color": edge, "width": 2},
        },
        customdata=[standing(step, words)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    name = f"<b>{lines(words.label(step), NAME_WIDTH)}</b>"
    for text, side, shift in ((name, "bottom", 9), (standing(step, words), "top", -9)):
        figure.add_annotation(
            x=0,
            xref="paper",
            y=level,
            yanchor=side,
            yshift=shift,
            text=text,
            showarrow=False,
            xanchor="left",
            align="left",
            bgcolor=colours["paper"],
        )
