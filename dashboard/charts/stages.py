"""Projects by stage of the cycle, one dot each at its days in the stage; the line is where waiting gets too long."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.template import blank
from dashboard.look import palette
from dashboard.wording import Words

ROW, EDGE = 44, 70  # px
WAITING = "presented"
SPREAD = 0.56  # share of a row over which dots of the same days are spread


def stages(
    projects: pd.DataFrame, order: tuple[str, ...], limit_days: int, mode: str, words: Words, watermark: str
) -> go.Figure:
    """One row per stage; a filled dot is in time or not limited, an open one has waited longer than `limit_days`."""
    colours = palette(mode)
    figure = blank(mode, ROW * len(order) + EDGE, watermark)
    rows = {stage: len(order) - place for place, stage in enumerate(order)}
    dated = projects[projects["days_in_stage"].notna() & projects["stage"].isin(rows)]
    place = dated.groupby(["stage", "days_in_stage"]).cumcount()
    size = dated.groupby(["stage", "days_in_stage"])["project_id"].transform("size")
    level = dated["stage"].map(rows) + ((place + 0.5) / size - 0.5) * SPREAD * (size > 1)
    is_stuck = dated["is_stuck"].fillna(False).astype(bool)
    figure.add_scatter(
        x=dated["days_in_stage"],
        y=level,
        mode="markers",
        customdata=dated["title"],
        cliponaxis=False,
        marker={
            "size": 11,
            "color": [colours["paper"] if stuck else colours["money_3"] for stuck in is_stuck],
            "line": {"width": 2, "color": [colours["bare"] if stuck else colours["money_4"] for stuck in is_stuck]},
        },
        hovertemplate="%{customdata}: %{x}<extra></extra>",
    )
    _draw_limit(figure, rows[WAITING], limit_days, words, colours)
    figure.update_yaxes(
        tickvals=list(rows.values()), ticktext=[words(f"value.sic_stage.{stage}") for stage in rows],
        range=[0.4, len(order) + 0.7],
    )  # fmt: skip
    longest = max(dated["days_in_stage"].max() if len(dated) else 0, limit_days)
    grey = {"color": colours["muted"]}
    figure.update_xaxes(range=[0, longest * 1.06], title={"text": words("pipeline.axis"), "font": grey})
    return figure


def _draw_limit(figure: go.Figure, row: int, limit_days: int, words: Words, colours: dict[str, str]) -> None:
    """The line on the row of waiting projects beyond which one has waited too long."""
    figure.add_shape(
        type="line", x0=limit_days, x1=limit_days, y0=row - 0.45, y1=row + 0.45,
        line={"color": colours["bare"], "width": 2},
    )  # fmt: skip
    figure.add_annotation(
        x=limit_days, y=row, text=words("pipeline.limit", n=limit_days), showarrow=False, xshift=4, xanchor="left",
        yshift=-12, font={"color": colours["muted"]}, bgcolor=colours["paper"],
    )  # fmt: skip
