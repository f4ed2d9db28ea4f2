"""The path of one indicator: what was observed, the even path to both targets, and hatch where nothing was reported."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, hatch
from dashboard.rendering.look import palette
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

HEIGHT = 380
BASELINE_YEAR = 2020  # of the strategy; where an indicator names no year of its own
ROOM_ABOVE = 1.15  # the axis ends this far above the highest value
EARLY_PART = 0.45
FIVE_YEAR_TICKS_UNTIL = 2040  # on a longer axis they would run into each other on a small screen
ROOM_BEFORE = 0.06  # of the span of time: the label of the first value stands left of it, clear of the axis


@dataclass(frozen=True)
class PathRows:
    """What a path is drawn from: the assessments for 2030 and 2050, the observations, the day, the value expected then."""

    first: Mapping[str, Any]
    second: Mapping[str, Any]
    observed: pd.DataFrame
    as_of: date
    expected: str = ""
    is_second: bool = False

    @property
    def lead(self) -> Mapping[str, Any]:
        """The nearest horizon with a target: it gives the expected value, the rate and the colour of the latest point."""
        return self.second if self.is_second or is_missing(self.first["target_value"]) else self.first

    @property
    def has_two_legs(self) -> bool:
        """Is there a path to draw to each horizon?"""
        return len(self.targets) > 1 and not is_missing(self.first["baseline_value"])

    def to_the_first(self) -> "PathRows":
        """The same rows without the second horizon."""
        return replace(self, second={**self.second, "target_value": None})

    def to_the_second(self) -> "PathRows":
        """The whole path, with the verdict of the second horizon on it and no label for today."""
        return replace(self, is_second=True, expected="")

    @property
    def targets(self) -> list[Mapping[str, Any]]:
        """The horizons that have a target number."""
        return [row for row in (self.first, self.second) if not is_missing(row["target_value"])]

    def values(self) -> list[float]:
        """Every value that must fit on the axis."""
        known = [self.first["baseline_value"], *(row["target_value"] for row in self.targets), *self.observed["value"]]
        return [float(value) for value in known if not is_missing(value)]

    def starts_on(self) -> datetime:
        """The first day drawn: the baseline, or the oldest observation before it."""
        baseline_on = self.first["baseline_on"]
        known = datetime(BASELINE_YEAR, 12, 31) if is_missing(baseline_on) else baseline_on
        return min([known, *self.observed["observed_on"]])


def path_chart(rows: PathRows, mode: str, words: Words, watermark: str) -> go.Figure:
    """Observed line, even path, present rate, latest point and targets; to 2050 only where there is a target."""
    colours, first = palette(mode), rows.lead
    figure = blank(mode, HEIGHT, words, watermark)
    top, low = max([*rows.values(), 1.0]) * ROOM_ABOVE, min([*rows.values(), 0.0]) * ROOM_ABOVE
    ends_on = max([row["target_on"] for row in rows.targets] + [first["target_on"]])
    starts_on = rows.starts_on()
    room_before = max(timedelta(days=240), (ends_on - starts_on) * ROOM_BEFORE)
    figure.update_xaxes(
        range=[starts_on - room_before, ends_on + timedelta(days=300)],
        tickformat="%Y",
        dtick="M120" if ends_on.year > FIVE_YEAR_TICKS_UNTIL else "M60",
        tick0="2020-12-31",
        showgrid=False,
    )
    figure.update_yaxes(range=[low - top * 0.02, top])
    _hatched_stretch(figure, rows, starts_on, (low, top), colours)
    _even_path(figure, first, rows.targets, colours)
    _present_rate(figure, first, colours)
    _observed(figure, first, rows.observed, colours, words)
    _today(figure, rows, colours, words)
    for row in rows.targets:
        _target(figure, row, colours, words)
    return figure


def _even_path(
    figure: go.Figure, first: Mapping[str, Any], targets: list[Mapping[str, Any]], colours: dict[str, str]
) -> None:
    if is_missing(first["baseline_value"]) or not targets:
        return
    figure.add_scatter(
        x=[first["baseline_on"], *(row["target_on"] for row in targets)],
        y=[first["baseline_value"], *(row["target_value"] for row in targets)],
        mode="lines",
        line={"color": colours["muted"], "dash": "dash", "width": 1.5},
        hoverinfo="skip",
    )


def _present_rate(figure: go.Figure, first: Mapping[str, Any], colours: dict[str, str]) -> None:
    if (
        first["status"] == CANNOT_BE_ASSESSED
        or is_missing(first["observed_per_year"])
        or is_missing(first["latest_value"])
    ):
        return
    years = (first["target_on"] - first["latest_on"]).days / 365.25
    figure.add_scatter(
        x=[first["latest_on"], first["target_on"]],
        y=[first["latest_value"], first["latest_value"] + first["observed_per_year"] * years],
        mode="lines",
        line={"color": colours["text_acceleration"], "dash": "dot", "width": 2},
        hoverinfo="skip",
    )


def _observed(
    figure: go.Figure, first: Mapping[str, Any], observed: pd.DataFrame, colours: dict[str, str], words: Words
) -> None:
    points = [(first["baseline_on"], first["baseline_value"])] if not is_missing(first["baseline_value"]) else []
    seen = {on for on, _ in points}
    points += [
        (on, value) for on, value in zip(observed["observed_on"], observed["value"], strict=True) if on not in seen
    ]
    if not points:
        return
    points.sort()
    latest = [colours["ink"]] * len(points)
    sizes = [9] * len(points)
    if first["status"] != CANNOT_BE_ASSESSED:
        latest[-1], sizes[-1] = colours[f"status_{first['status']}"], 14
    labels = [""] * len(points)
    labels[-1] = words.short(points[-1][1])
    figure.add_scatter(
        x=[on for on, _ in points],
        y=[value for _, value in points],
        mode="lines+markers+text",
        text=labels,
        textposition=_off_the_line(first, len(points)),
        textfont={"size": 14, "color": colours["ink"]},
        line={"color": colours["ink"], "width": 2},
        marker={"size": sizes, "color": latest, "opacity": 1},
        customdata=[words.day(on) for on, _ in points],
        hovertemplate="%{customdata}: %{y}<extra></extra>",
        cliponaxis=False,
    )


def _off_the_line(first: Mapping[str, Any], points_count: int) -> str:
    """Where the newest value is written: not on its own line, and not where the label of the expected value stands."""
    if points_count == 1:
        return "bottom left"
    return _beside(first, is_early=False) if _is_ahead(first) else "bottom right"


def _today(figure: go.Figure, rows: PathRows, colours: dict[str, str], words: Words) -> None:
    first, as_of = rows.lead, datetime.combine(rows.as_of, time())
    figure.add_vline(x=as_of, line={"color": colours["ink"], "width": 1})
    figure.add_annotation(
        x=as_of,
        y=1,
        yref="paper",
        text=words.day(as_of),
        showarrow=False,
        xanchor="left",
        xshift=4,
        yanchor="bottom",
        font={"color": colours["ink"]},
    )
    if is_missing(first["expected_value"]) or not rows.expected:
        return
    figure.add_scatter(
        x=[as_of],
        y=[first["expected_value"]],
        mode="markers+text",
        cliponaxis=False,
        hoverinfo="skip",
        marker={"size": 9, "color": colours["paper"], "line": {"color": colours["muted"], "width": 2}},
        text=[words("chart.expected", value=rows.expected)],
        textposition=_beside(first, _is_early(figure, as_of) or _is_ahead(first)),
        textfont={"color": colours["muted"]},
    )


def _target(figure: go.Figure, row: Mapping[str, Any], colours: dict[str, str], words: Words) -> None:
    text = words("chart.target", horizon=str(row["horizon"]), value=words.short(row["target_value"]))
    figure.add_scatter(
        x=[row["target_on"]],
        y=[row["target_value"]],
        mode="markers+text",
        cliponaxis=False,
        hoverinfo="skip",
        text=[f"<b>{text}</b>"],
        textposition=_beside(row, _is_early(figure, row["target_on"])),
        marker={"size": 12, "color": colours["paper"], "line": {"color": colours["ink"], "width": 2}},
    )


def _beside(row: Mapping[str, Any], is_early: bool) -> str:
    """Labels stand on the free side of the path: above it where it rises, below it where it falls.

    What lies early on the axis, or beside a line that is ahead of the path, has its label on the other side of it.
    """
    is_falling = not is_missing(row["baseline_value"]) and row["target_value"] < row["baseline_value"]
    if is_early:
        return "top right" if is_falling else "bottom right"
    return "bottom left" if is_falling else "top left"


def _is_ahead(row: Mapping[str, Any]) -> bool:
    """Does the observed line run on the free side of the path, where it would cross a label?"""
    return not is_missing(row["pace"]) and row["pace"] > 1


def _is_early(figure: go.Figure, on: datetime) -> bool:
    """Does the day lie in the first part of the axis, where a label to its left would run over the edge?"""
    starts_on, ends_on = figure.layout.xaxis.range
    return (on - starts_on) / (ends_on - starts_on) < EARLY_PART


def _hatched_stretch(
    figure: go.Figure, rows: PathRows, starts_on: datetime, span: tuple[float, float], colours: dict[str, str]
) -> None:
    """Hatch from the newest figure to today, where nothing was reported."""
    first, today = rows.lead, datetime.combine(rows.as_of, time())
    newest = max([starts_on, *rows.observed["observed_on"]])
    if today <= newest:
        return
    level = first["latest_value"] if not is_missing(first["latest_value"]) else first["baseline_value"]
    base = (span[0] if is_missing(level) else level) - (span[1] - span[0]) * 0.03
    figure.add_bar(
        x=[newest + (today - newest) / 2],
        y=[(span[1] - span[0]) * 0.06],
        base=[base],
        marker=hatch(colours),
        width=[(today - newest) / timedelta(milliseconds=1)],
        hoverinfo="skip",
    )
