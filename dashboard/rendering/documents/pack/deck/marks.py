"""What a mark looks like on a slide: a sign beside a text, and the field of a map of coverage.

A status, a kind of change and a state of coverage are said by shape, word and colour; the signs here are the shapes, from
the ranges that the fonts of every office have. Does not belong here: the squares of objectives (`squares`).
"""

from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN_TYPE

from dashboard.rendering.documents.pack.content import Cell
from dashboard.rendering.documents.pack.deck.texts import Run, colour

CANNOT, HATCHED, PARTLY = "cannot_be_assessed", "hatched", "partly_funded"
SIGNS = {
    "achieved": ("●", "status_achieved"),
    "on_track": ("▲", "status_on_track"),
    "acceleration_needed": ("◆", "status_acceleration_needed"),
    "limited_progress": ("►", "status_limited_progress"),
    "moving_away": ("▼", "status_moving_away"),
    CANNOT: ("○", "status_cannot_be_assessed"),
    "real": ("●", "accent"),
    "correction": ("✎", "ink"),
    "method": ("▤", "ink"),
    "coverage": ("◌", "ink"),
    "nothing_reported": ("▨", "edge"),
    HATCHED: ("▨", "edge"),
    "no_activity": ("□", "edge"),
    "activity_unfunded": ("■", "bare"),
    PARTLY: ("◧", "money_3"),
    "funded": ("■", "money_2"),
    "funding_without_activity": ("€", "accent"),
    "not_stated": ("◫", "money_3"),
    "not_listed": ("▨", "edge"),
    "no_record": ("□", "edge"),
    "unpriced": ("◫", "money_3"),
    "priced": ("■", "money_2"),
}
# The fill of a field and the colour of its text.
BLOCK, MOST_BLOCKS = "█", 6  # of a small bar before a text
EDGE = 0.004  # half of a border between two fills, as a share of the field: no program draws it softer
FIELDS = {
    "no_activity": ("surface", "muted"),
    "activity_unfunded": ("bare", "on_bare"),
    PARTLY: ("money_1", "ink"),
    "funded": ("money_1", "ink"),
    "funding_without_activity": ("surface", "accent"),
    "not_stated": ("surface", "ink"),
    "no_record": ("surface", "muted"),
    "unpriced": ("surface", "ink"),
    "priced": ("money_1", "ink"),
}
UNKNOWN = ("nothing_reported", "not_listed", HATCHED)


def runs(cell: Cell) -> list[Run]:
    """The text of a cell with the sign of its mark before it and its code in the colour of codes."""
    sign = [Run(f"{SIGNS[cell.mark][0]} ", SIGNS[cell.mark][1])] if cell.mark in SIGNS else []
    sign += [Run(BLOCK * blocks, token) for token, blocks in _blocks(cell)]
    if cell.bar:
        sign.append(Run(" "))
    if cell.code and cell.text.startswith(cell.code):
        return [*sign, Run(cell.code, "accent", is_bold=True), Run(cell.text[len(cell.code) :])]
    return [*sign, Run(cell.text)]


def length(cell: Cell) -> str:
    """The text whose room a cell takes: with its sign, and with what stands beside it."""
    sign = f"{SIGNS[cell.mark][0]} " if cell.mark in SIGNS and not (cell.mark == HATCHED and not cell.text) else ""
    beside = f"  {cell.beside.text}" if cell.beside else ""
    bar = BLOCK * sum(blocks for _, blocks in _blocks(cell))
    return f"{sign}{bar} {cell.text}{beside}" if bar else f"{sign}{cell.text}{beside}"


def _blocks(cell: Cell) -> list[tuple[str, int]]:
    """The parts of a small bar, each in as many blocks as come nearest to its share; what is more than nought has one."""
    return [(token, max(round(share * MOST_BLOCKS), 1)) for token, share in cell.bar if share > 0]


def hatch(fill: FillFormat) -> None:
    """Fill with the hatch, which means that nothing was reported and nothing else."""
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = colour("hatch"), colour("paper")


def field(fill: FillFormat, mark: str, share: float | None = None) -> str:
    """Fill a field by its mark, and up to the share that is covered; returns the colour of the text on it."""
    if mark in UNKNOWN:
        hatch(fill)
        return "ink"
    if mark == PARTLY and share is not None:
        fill.gradient()
        fill.gradient_angle = 0
        for stop, token in zip(fill.gradient_stops, ("money_1", "bare_soft"), strict=True):
            edge = share - EDGE if token == "money_1" else share + EDGE
            stop.color.rgb, stop.position = colour(token), min(max(edge, 0.0), 1.0)
        return "ink"
    token, text = FIELDS.get(mark, ("paper", "ink"))
    fill.solid()
    fill.fore_color.rgb = colour(token)
    return text
