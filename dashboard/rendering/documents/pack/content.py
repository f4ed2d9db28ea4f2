"""What a board pack says: sheets of blocks, made once and drawn as paper, as slides and as a workbook.

Blocks stand beside each other as long as their widths leave room; one that `is_below` stands under the one before it.

Every text stands in the language of the pack already; a value stands beside its text, so that a chart and a workbook hold
the number itself. Does not belong here: where the values come from (`papers.pack`), and how they are drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words
from warehouse.releases import Release

SHEETS = (
    "summary",
    "objectives",
    "goals",
    "gaps",
    "soils",
    "investments",
    "task_forces",
    "agreements",
    "changes",
    "questions",
    "method",
)
BARS, WATERFALL, MAP = "bars", "waterfall", "map"
WHOLE = 1.0
NEARLY = 1e-6


@dataclass(frozen=True)
class Cell:
    """A text with the value behind it.

    `mark` is drawn beside the text or as the field itself: a status, a kind of change, a state of coverage, `hatched`;
    `beside` is a second figure in the same field, at its right edge; `share` of 1 is the covered part of its foot;
    `bar` is a small bar before the text: tokens of colours with their lengths, as shares of the longest bar of its column;
    `code` is the beginning of the text that is a code of an objective.
    """

    text: str
    value: float | None = None
    unit: str = ""
    figure_id: str = ""
    mark: str = ""
    beside: "Cell | None" = None
    share: float | None = None
    bar: Sequence[tuple[str, float]] = ()
    code: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows of cells; `is_field`: its cells are fields of a map of coverage, and not texts.

    `widths` are shares of the table's width, one per column; without them the columns are as wide as their texts.
    A row with a single cell is a heading within the table. `width` is the share of the sheet.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    widths: Sequence[float] = ()
    numeric: Sequence[int] = ()  # the columns whose texts stand at the right edge
    is_field: bool = False
    width: float = WHOLE
    is_below: bool = False


@dataclass(frozen=True)
class Series:
    """One row of values over the categories of a chart, in a colour of the look."""

    name: str
    cells: Sequence[Cell]
    token: str


@dataclass(frozen=True)
class Chart:
    """A chart: `bars` (upright, the series side by side, a missing value hatched), `waterfall` (one series, from zero) or `map`.

    `sentence` says what it shows, for who does not see it. A map has its drawing in `svg`, and its largest values as one
    series, for what cannot draw a map.
    """

    form: str
    title: str
    sentence: str
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    svg: str = ""
    key: Sequence[tuple[str, str]] = ()
    note: str = ""
    width: float = WHOLE
    is_below: bool = False


@dataclass(frozen=True)
class Group:
    """Squares that share a status or a reason, with its words."""

    label: str
    squares: Sequence[Cell]
    mark: str = ""
    is_aside: bool = False  # stands below the others, as what cannot be assessed does


@dataclass(frozen=True)
class SquareRow:
    """A row of squares with its title and a sentence."""

    title: str
    sentence: str
    groups: Sequence[Group]


@dataclass(frozen=True)
class Squares:
    """Rows of squares, one square per objective: its text is the code, its mark the status.

    `is_aligned`: the groups of all rows stand under each other.
    """

    title: str
    rows: Sequence[SquareRow]
    note: str = ""
    width: float = WHOLE
    is_below: bool = False
    is_aligned: bool = False


@dataclass(frozen=True)
class Notes:
    """Short lines under a title, each with its mark if it has one; `is_key`: they stand beside each other, as a key does."""

    title: str
    lines: Sequence[Cell]
    width: float = WHOLE
    is_below: bool = False
    is_key: bool = False


Block = Grid | Chart | Squares | Notes


@dataclass(frozen=True)
class Sheet:
    """One subject: its name, its title in words, the finding, the blocks in reading order, what they rest on.

    `figures` are the numbers that the finding states, by identifier.
    """

    name: str
    title: str
    headline: Headline
    blocks: Sequence[Block]
    source: str
    figures: Sequence[Cell] = ()

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell of the sheet, those of the finding first."""
        yield from self.figures
        for block in self.blocks:
            yield from _cells(block)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The figures of the sheet, each once, in reading order."""
        return tuple(dict.fromkeys(cell.figure_id for cell in self.cells if cell.figure_id))


@dataclass(frozen=True)
class Pack:
    """The whole pack: the release it shows, the one it compares with (None: there is none), the sheets in their order.

    `label` is what the release is called in the pack, `watermark` stands on every sheet of made-up data, else it is empty;
    `dated` says release, day and rules, and stands at the foot of every sheet.
    """

    release: Release
    since: Release | None
    words: Words
    sheets: Sequence[Sheet]
    label: str
    dated: str
    watermark: str = ""
    title: str = field(default="")


def in_rows(blocks: Sequence[Block]) -> list[list[list[Block]]]:
    """The blocks in rows of columns: side by side as long as their widths leave room, those below in the column before."""
    rows: list[list[list[Block]]] = []
    for block in blocks:
        if rows and block.is_below:
            rows[-1][-1].append(block)
        elif rows and sum(column[0].width for column in rows[-1]) + block.width <= WHOLE + NEARLY:
            rows[-1].append([block])
        else:
            rows.append([[block]])
    return rows


def _cells(block: Block) -> Iterator[Cell]:
    """The cells of a block in reading order, with those that stand beside others."""
    if isinstance(block, Grid):
        found: Iterator[Cell] = (cell for row in block.rows for cell in row)
    elif isinstance(block, Chart):
        found = (cell for series in block.series for cell in series.cells)
    elif isinstance(block, Squares):
        found = (cell for row in block.rows for group in row.groups for cell in group.squares)
    else:
        found = iter(block.lines)
    for cell in found:
        yield cell
        if cell.beside:
            yield cell.beside
