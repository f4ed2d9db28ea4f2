"""Projects by stage of the cycle at their days in the stage; the line is where waiting gets too long.

One dot per project; where they are too many to tell apart, bars that count those of the same days.
"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, label
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words

ROW, EDGE = 44, 70  # px
WAITING = "presented"
SPREAD = 0.56  # share of a row over which dots of the same days are spread
TALLEST = 0.8  # share of a row that the highest bar takes
Look = dict[str, object]  # fill and edge of a mark


@dataclass(frozen=True)
class Drawn:
    """What is drawn: projects with `title`, or with `days_together` above zero `projects_count` of that many days."""

    rows: pd.DataFrame
    days_together: int = 0

    @property
    def most(self) -> int:
        """The number of projects of the highest bar."""
        return int(self.rows["projects_count"].max())


def stages(drawn: Drawn, order: tuple[str, ...], limit_days: int, mode: str, words: Words, watermark: str) -> go.Figure:
    """One row per stage; an open mark has waited longer than `limit_days`, a filled one has not or need not be counted."""
    colours = palette(mode)
    figure = blank(mode, ROW * len(order) + EDGE, words, watermark)
    rows = {stage: len(order) - place for place, stage in enumerate(order)}
    dated = drawn.rows[drawn.rows["days_in_stage"].notna() & drawn.rows["stage"].isin(rows)]
    is_stuck, placed = dated["is_stuck"].fillna(False).astype(bool), _placed(dated, rows)
    add = _add_bars if drawn.days_together else _add_dots
    for these, fill, edge in (
        (~is_stuck, colours["money_3"], colours["money_4"]),
        (is_stuck, colours["paper"], colours["bare"]),
    ):
        add(figure, placed[these], drawn, {"color": fill, "line": {"width": 1.5, "color": edge}})
    _draw_limit(figure, rows[WAITING], limit_days, words, colours)
    figure.update_yaxes(
        tickvals=list(rows.values()),
        ticktext=[words(f"value.sic_stage.{stage}") for stage in rows],
        range=[0.4, len(order) + 0.7],
    )
    longest = max(dated["days_in_stage"].max() if len(dated) else 0, limit_days) + drawn.days_together
    figure.update_xaxes(range=[0, longest * 1.06], title_text=words("pipeline.axis"))
    return figure


def _placed(dated: pd.DataFrame, rows: dict[str, int]) -> pd.DataFrame:
    """The marks with the `level` of their row; dots of the same days stand one above the other."""
    level = dated["stage"].map(rows).astype("float64")  # without a row, what was mapped is text still
    if "projects_count" in dated:
        return dated.assign(level=level)
    together = dated.groupby(["stage", "days_in_stage"])["project_id"]
    place, size = together.cumcount(), together.transform("size")
    return dated.assign(level=level + ((place + 0.5) / size - 0.5) * SPREAD * (size > 1))


def _add_dots(figure: go.Figure, placed: pd.DataFrame, drawn: Drawn, look: Look) -> None:
    """One dot per project."""
    figure.add_scatter(
        x=placed["days_in_stage"],
        y=placed["level"],
        mode="markers",
        customdata=[label(title) for title in placed["title"]],
        cliponaxis=False,
        marker={"size": 11, **look},
        hovertemplate="%{customdata}: %{x}<extra></extra>",
    )


def _add_bars(figure: go.Figure, placed: pd.DataFrame, drawn: Drawn, look: Look) -> None:
    """One bar per stage and days, from the foot of its row; its height is the number of projects."""
    figure.add_bar(
        x=placed["days_in_stage"],
        y=placed["projects_count"] / drawn.most * TALLEST,
        base=placed["level"] - TALLEST / 2,
        width=drawn.days_together,
        offset=0,
        customdata=placed["projects_count"],
        marker=look,
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )


def _draw_limit(figure: go.Figure, row: int, limit_days: int, words: Words, colours: dict[str, str]) -> None:
    """The line on the row of waiting projects beyond which one has waited too long."""
    figure.add_shape(
        type="line",
        x0=limit_days,
        x1=limit_days,
        y0=row - 0.45,
        y1=row + 0.45,
        line={"color": colours["bare"], "width": 2},
    )
    figure.add_annotation(
        x=limit_days,
        y=row,
        text=words("days", n=limit_days),
        showarrow=False,
        xshift=4,
        xanchor="left",
        yshift=-0.6 * ROW,
        font={"color": colours["muted"]},
        bgcolor=colours["paper"],
        borderpad=0,
    )
