"""The waterfall of money from one release to the other: both totals from zero, and what each kind of change did between."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dashboard.rendering.charts.template import blank, lines
from dashboard.rendering.kinds import AFTER, BEFORE, KINDS
from dashboard.rendering.look import palette
from dashboard.rendering.words import MILLION, Words, is_missing

HEIGHT, LABEL_WIDTH = 340, 10  # px, characters
HALF = 0.3  # of the room of a category on either side of its middle
ROOM = 0.16  # over the highest bar, for its amount
SEEN_FROM = 0.04  # a change of less than this share of the totals is not seen on an axis from zero


def waterfall(
    amounts: Mapping[str, float], ends: tuple[str, str], mode: str, words: Words, watermark: str
) -> go.Figure:
    """Totals of both releases, EUR million, and the four kinds of change between them; `ends` name the releases."""
    colours = palette(mode)
    figure = blank(mode, HEIGHT, words, watermark)
    bars, foot = _bars(amounts), axis_start(amounts)
    for place, (code, base, height) in enumerate(bars):
        lower, upper = sorted((base, base + height))
        if code in (BEFORE, AFTER) and foot:
            lower = foot
        figure.add_bar(
            x=[place], y=[upper - lower], base=[lower], width=[2 * HALF], marker=_look(code, colours), hoverinfo="skip"
        )
        _amount(figure, place, upper, code, height, words)
        if place:
            _joined(figure, place, height if code == AFTER else base, colours)
    _dashes(figure, bars, colours)
    names = (ends[0], *(words(f"value.kind.{kind}") for kind in KINDS), ends[1])
    figure.update_xaxes(
        tickvals=list(range(len(bars))),
        ticktext=[lines(name, LABEL_WIDTH) for name in names],
        autotickangles=[0, -90],
        showgrid=False,
    )
    levels = [foot, *(level for _, base, height in bars for level in (base, base + height) if not foot or level)]
    room = (max(levels) - min(levels) or 1.0) * ROOM
    lowest = min(levels) if min(levels) == foot else min(levels) - room
    figure.update_yaxes(range=[lowest, max(levels) + room], visible=False)
    if lowest < 0:
        figure.add_hline(y=0, line={"color": colours["edge"], "width": 1})
    if foot:
        _cut(figure, foot, room, colours)
    figure.update_layout(margin={"l": 8, "r": 8, "t": 12, "b": 8})
    return figure


def axis_start(amounts: Mapping[str, float]) -> float:
    """Where the axis begins, EUR million: at zero, or above it where the changes are too small to be seen beside the totals."""
    known = {kind: 0.0 if is_missing(amount) else float(amount) / MILLION for kind, amount in amounts.items()}
    ends = [known.get(BEFORE, 0.0), known.get(AFTER, 0.0)]
    changes = [known.get(kind, 0.0) for kind in KINDS]
    largest = max(map(abs, changes))
    if not largest or min(ends) <= 0 or largest >= SEEN_FROM * max(ends):
        return 0.0
    return max(0.0, min(_levels(known)) - 2 * largest)


def _levels(known: Mapping[str, float]) -> list[float]:
    levels = [known.get(BEFORE, 0.0)]
    for kind in KINDS:
        levels.append(levels[-1] + known.get(kind, 0.0))
    return levels


def _bars(amounts: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Code, start and height of each bar, EUR million."""
    known = {kind: 0.0 if is_missing(amount) else float(amount) / MILLION for kind, amount in amounts.items()}
    starts = _levels(known)
    steps = [(kind, start, known.get(kind, 0.0)) for kind, start in zip(KINDS, starts, strict=False)]
    return [(BEFORE, 0.0, known.get(BEFORE, 0.0)), *steps, (AFTER, 0.0, known.get(AFTER, 0.0))]


def _look(code: str, colours: Mapping[str, str]) -> dict[str, Any]:
    """The fill of a bar: totals dark, real change green, a correction white, method dashed, coverage hatched."""
    edge = {"color": colours["ink"], "width": 1.2}
    if code in (BEFORE, AFTER):
        return {"color": colours["money_4"], "line": {"color": colours["money_4"], "width": 1}}
    if code == "real":
        return {"color": colours["money_3"], "line": edge}
    if code == "coverage":
        pattern = {"shape": "/", "fgcolor": colours["ink"], "bgcolor": colours["paper"], "size": 7, "solidity": 0.2}
        return {"pattern": pattern, "line": edge}
    return {
        "color": colours["paper"],
        "line": edge if code == "correction" else {"color": colours["paper"], "width": 0},
    }


def _amount(figure: go.Figure, place: int, level: float, code: str, height: float, words: Words) -> None:
    """The amount above its bar: of a total the amount, of a change with its sign."""
    is_end = code in (BEFORE, AFTER)
    text = words("change.millions", amount=_total(height, words)) if is_end else _signed(height, words)
    figure.add_annotation(x=place, y=level, text=f"<b>{text}</b>", showarrow=False, yanchor="bottom", yshift=3)


def _total(height: float, words: Words) -> str:
    """A total in EUR million, exact enough to be told from the other one."""
    return words.number(round(height, 1 if abs(height) < 1000 else 0))


def _signed(height: float, words: Words) -> str:
    """A change in EUR million with its sign; what rounds to nothing has none."""
    text = words.short(height) if abs(height) >= 0.001 else "0"
    return f"+{text}" if height > 0 and text != "0" else text


def _joined(figure: go.Figure, place: int, level: float, colours: Mapping[str, str]) -> None:
    """The dotted line from one bar to the next, at the level where the next one begins."""
    figure.add_shape(
        type="line",
        x0=place - 1 + HALF,
        x1=place - HALF,
        y0=level,
        y1=level,
        line={"color": colours["muted"], "width": 1, "dash": "dot"},
    )


def _cut(figure: go.Figure, foot: float, room: float, colours: Mapping[str, str]) -> None:
    """The slanted gap across both totals that says that they are longer than they are drawn."""
    for place in (0, len(KINDS) + 1):
        left, right = place - HALF - 0.05, place + HALF + 0.05
        low, high = foot + room * 0.5, foot + room * 0.9
        figure.add_shape(
            type="path",
            path=f"M {left},{low} L {right},{high} L {right},{high + room * 0.25} L {left},{low + room * 0.25} Z",
            fillcolor=colours["paper"],
            line={"width": 0},
        )


def _dashes(figure: go.Figure, bars: list[tuple[str, float, float]], colours: Mapping[str, str]) -> None:
    """The dashed edge of what changed by method."""
    for place, (code, base, height) in enumerate(bars):
        if code == "method":
            figure.add_shape(
                type="rect",
                x0=place - HALF,
                x1=place + HALF,
                y0=base,
                y1=base + height,
                line={"color": colours["ink"], "width": 1.5, "dash": "dash"},
            )
