"""Bars and a waterfall as charts that can be edited: the numbers stand in the workbook within the slide.

A value nobody stated is a gap with its words beside the name, never a bar of nought. Does not belong here: maps (`maps`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pptx.chart.chart import Chart as Drawing
from pptx.chart.data import ChartData
from pptx.chart.series import BarSeries
from pptx.dml.chtfmt import ChartFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Pt

from dashboard.rendering.documents.pack.content import Chart, Series
from dashboard.rendering.documents.pack.deck.marks import hatch
from dashboard.rendering.documents.pack.deck.measuring import Box
from dashboard.rendering.documents.pack.deck.page import GAP, Drawn, Page, described, heading_height, note_height
from dashboard.rendering.documents.pack.deck.texts import SANS, colour
from dashboard.rendering.words import MILLION, Words
from sources.feedback.spreadsheets import plain

SIZE = 9.5
SHORTEST, TALLEST = 170.0, 330.0  # points
BAR, BETWEEN = 9.0, 8.0  # points: the narrowest bar, and what keeps categories apart
LABELLED = 26.0  # points of a bar from which its number has room above it
HEADROOM = 1.12  # of the axis above the longest bar
MILLIONS, WHOLE_MILLIONS, WHOLE_NUMBERS, DECIMALS = "#,##0.0,,", "#,##0,,", "#,##0", "#,##0.0#"
MANY_MILLIONS = 100 * MILLION  # from which a tenth of a million is not written
EURO = "EUR"
KINDS = {"real": "money_3", "correction": "surface", "method": "ink"}  # a total has the colour of its series


@dataclass(frozen=True)
class Part(Chart):
    """Bars that go on from the slide before, on the axis of the whole chart."""

    most: float = 0.0


def least(chart: Chart, box: Box) -> float:
    """The height below which the chart begins on the next slide."""
    return SHORTEST + heading_height(chart.title, box.width) + note_height(chart.note or chart.unit, box.width)


def bars(chart: Chart, page: Page, box: Box) -> Drawn:
    """Upright bars, the series side by side; those that do not fit are the rest, on the same axis."""
    top = _headed(chart, page, box)
    high = _tall(chart, box, top)
    taken = max(int(box.width / (BAR * len(chart.series) + BETWEEN)), 1)
    shown = replace(chart, categories=chart.categories[:taken], series=_sliced(chart, slice(taken)))
    most = chart.most if isinstance(chart, Part) else _most(chart)
    drawing = _added(shown, page, Box(box.left, top, box.width, high))
    is_labelled = box.width / len(shown.categories) / len(chart.series) >= LABELLED
    _axes(drawing, most, "" if is_labelled else _format(chart))
    plot = drawing.plots[0]
    plot.gap_width, plot.overlap = 60, 0
    for drawn, series in zip(plot.series, chart.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour(series.token)
        if is_labelled:
            _labels(drawn, _format(chart))
    _legend(drawing, len(chart.series) > 1)
    page.took(cell for series in shown.series for cell in series.cells)
    if taken < len(chart.categories):
        return Drawn(top + high, _rest(chart, taken, most))
    return Drawn(page.note(chart.note, box.left, top + high, box.width))


def _headed(chart: Chart, page: Page, box: Box) -> float:
    """Title of the chart and what its numbers are counted in; returns where the drawing begins."""
    return page.note(_caption(chart, page.words), box.left, page.heading(chart.title, box) - GAP, box.width) + GAP


def _tall(chart: Chart, box: Box, top: float) -> float:
    """The height of the drawing."""
    return min(max(box.bottom - top - note_height(chart.note, box.width), SHORTEST), TALLEST)


def _rest(chart: Chart, taken: int, most: float) -> Part:
    left = slice(taken, None)
    return Part(
        chart.form,
        chart.title,
        chart.sentence,
        chart.categories[left],
        _sliced(chart, left),
        unit=chart.unit,
        note=chart.note,
        width=chart.width,
        most=most,
    )


def waterfall(chart: Chart, page: Page, box: Box) -> Drawn:
    """From the first total to the last by what came between, as columns on a base that is not drawn."""
    (series,) = chart.series
    top = _headed(chart, page, box)
    high = _tall(chart, box, top)
    spans = list(_spans([cell.value or 0.0 for cell in series.cells]))
    named = [f"{name}\n{cell.text}" for name, cell in zip(chart.categories, series.cells, strict=True)]
    drawn = replace(chart, categories=named)
    stacks = [
        (page.words("slides.base"), [_base(span) for span in spans]),
        (series.name, [_above(span) for span in spans]),
    ]
    if any(low < 0 for low, _ in spans):
        stacks.append((page.words("slides.below"), [_below(span) for span in spans]))
    drawing = _drawing(drawn, stacks, XL_CHART_TYPE.COLUMN_STACKED, page, Box(box.left, top, box.width, high))
    _axes(drawing, None, "")
    plot = drawing.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    base, *columns = plot.series
    base.format.fill.background()
    for column in columns:
        for place, cell in enumerate(series.cells):
            _kind(column.points[place].format, cell.mark, series.token)
    _legend(drawing, False)
    page.took(series.cells)
    return Drawn(page.note(chart.note, box.left, top + high, box.width))


def _spans(values: Sequence[float]) -> list[tuple[float, float]]:
    """Lower and upper end of each column: the first and the last stand on zero, the others on what came before."""
    found, level = [], 0.0
    for place, value in enumerate(values):
        start = 0.0 if place in (0, len(values) - 1) else level
        level = start + value
        found.append((min(start, level), max(start, level)))
    return found


def _base(span: tuple[float, float]) -> float:
    low, high = span
    return high if high < 0 else max(low, 0.0)


def _above(span: tuple[float, float]) -> float:
    low, high = span
    return max(high, 0.0) - max(low, 0.0)


def _below(span: tuple[float, float]) -> float:
    low, high = span
    return min(low, 0.0) - min(high, 0.0)


def _kind(form: ChartFormat, mark: str, token: str) -> None:
    """A column in the look of its kind of change; a total in the colour of its series."""
    if mark == "coverage":
        hatch(form.fill)
    else:
        form.fill.solid()
        form.fill.fore_color.rgb = colour(KINDS.get(mark, token))
    form.line.color.rgb, form.line.width = colour("ink"), Pt(0.75)


def _added(chart: Chart, page: Page, box: Box) -> Drawing:
    """The chart with its own series; a category of which nobody stated anything says so beside its name."""
    stated = [[series.cells[place] for series in chart.series] for place in range(len(chart.categories))]
    words = page.words("missing.cell")
    texts = [(cells[0].text or words) if all(cell.value is None for cell in cells) else "" for cells in stated]
    named = [f"{name}\n{text}" if text else name for name, text in zip(chart.categories, texts, strict=True)]
    stacks = [(series.name, [cell.value for cell in series.cells]) for series in chart.series]
    return _drawing(replace(chart, categories=named), stacks, XL_CHART_TYPE.COLUMN_CLUSTERED, page, box)


def _drawing(
    chart: Chart, stacks: Sequence[tuple[str, Sequence[float | None]]], form: XL_CHART_TYPE, page: Page, box: Box
) -> Drawing:
    data = ChartData(number_format=DECIMALS)
    data.categories = [_safe(name) for name in chart.categories]
    for name, values in stacks:
        data.add_series(_safe(name), values)
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    # Declared as a chart, and is the frame around it.
    frame = cast(GraphicFrame, page.slide.shapes.add_chart(form, *place, data))
    described(frame, chart.sentence, chart.title)
    drawing = frame.chart
    drawing.has_title, drawing.font.size, drawing.font.name = False, Pt(SIZE), SANS
    drawing.font.color.rgb = colour("ink")
    return drawing


def _safe(text: str) -> str:
    """A name that the workbook within the slide does not take for a formula."""
    return str(plain(text))


def _axes(drawing: Drawing, most: float | None, form: str) -> None:
    """Names on one axis; the other begins at zero, and is drawn where the bars have no room for their numbers."""
    values, names = drawing.value_axis, drawing.category_axis
    values.visible = values.has_major_gridlines = bool(form)
    if form:
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = form, False
        values.tick_labels.font.size = Pt(SIZE)
        values.format.line.fill.background()
        values.major_gridlines.format.line.color.rgb = colour("rule")
    if most is not None:
        values.minimum_scale, values.maximum_scale = min(most, 0.0), abs(most) * HEADROOM or 1.0
    names.has_major_gridlines, names.major_tick_mark = False, XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(SIZE)
    names.format.line.color.rgb = colour("edge")


def _labels(series: BarSeries, form: str) -> None:
    """The number of each bar, above it."""
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(SIZE)
    labels.font.color.rgb = colour("ink")


def _legend(drawing: Drawing, is_shown: bool) -> None:
    drawing.has_legend = is_shown
    if is_shown:
        drawing.legend.position, drawing.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        drawing.legend.font.size = Pt(SIZE)


def _sliced(chart: Chart, part: slice) -> list[Series]:
    return [replace(series, cells=series.cells[part]) for series in chart.series]


def _most(chart: Chart) -> float:
    """The longest bar of the chart."""
    return max(_values(chart), default=0.0)


def _format(chart: Chart) -> str:
    if _in_millions(chart):
        return WHOLE_MILLIONS if abs(_most(chart)) >= MANY_MILLIONS else MILLIONS
    return WHOLE_NUMBERS if all(float(value).is_integer() for value in _values(chart)) else DECIMALS


def _values(chart: Chart) -> list[float]:
    return [cell.value for series in chart.series for cell in series.cells if cell.value is not None]


def _in_millions(chart: Chart) -> bool:
    return any(cell.unit == EURO for series in chart.series for cell in series.cells) and abs(_most(chart)) >= MILLION


def _caption(chart: Chart, words: Words) -> str:
    """What the numbers are counted in."""
    return words("slides.millions") if _in_millions(chart) else chart.unit
