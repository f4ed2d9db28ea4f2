"""The board pack as slides: each sheet begins one with its finding as title, and goes on over as many as it needs.

Every text, table, chart, map and square is a part of the slide that can be edited. Does not belong here: how a block is
drawn (`deck`), and what the pack says (`content`).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.rendering.documents.pack.cleaning import cleaned
from dashboard.rendering.documents.pack.content import (
    MAP,
    WATERFALL,
    WHOLE,
    Block,
    Chart,
    Grid,
    Notes,
    Pack,
    Sheet,
    Squares,
    in_rows,
)
from dashboard.rendering.documents.pack.deck import charts, maps, notes, squares, tables
from dashboard.rendering.documents.pack.deck.measuring import Box
from dashboard.rendering.documents.pack.deck.page import GUTTER, Drawn, Page
from dashboard.rendering.documents.pack.deck.presentation import Deck
from dashboard.rendering.words import Words

APART = 16.0  # points between two rows of blocks


def slides(pack: Pack) -> bytes:
    """The pack as a presentation; the same pack is the same file."""
    deck = Deck(cleaned(pack))
    deck.cover()
    for sheet in deck.pack.sheets:
        _sheet(deck, sheet)
    return deck.saved()


def _sheet(deck: Deck, sheet: Sheet) -> None:
    """The blocks of a sheet from top to bottom; what does not fit goes on over the next slides."""
    page, place = deck.begun(sheet, False)
    titles = {block.title for block in sheet.blocks}
    top = place.top
    for row in in_rows(sheet.blocks):
        columns = row
        while columns:
            boxes = _boxes(columns, replace(place, top=top, height=place.bottom - top))
            starts = zip(columns, boxes, strict=True)
            if top > place.top and any(_least(column[0], box) > box.height for column, box in starts):
                deck.ended(page, sheet)
                page, place = deck.begun(sheet, True)
                top = place.top
                continue
            drawn = [_column(column, page, box, titles) for column, box in zip(columns, boxes, strict=True)]
            left = [rest for _, rest in drawn if rest]
            columns = [[replace(block, width=WHOLE / len(left)) for block in rest] for rest in left]
            top = place.bottom if columns else max(bottom for bottom, _ in drawn)
    deck.ended(page, sheet)


def _column(blocks: Sequence[Block], page: Page, box: Box, titles: Collection[str]) -> tuple[float, list[Block]]:
    """The blocks of a column, one below the other; where they end, and what has no room."""
    waiting, top = list(blocks), box.top
    while waiting:
        left = replace(box, top=top, height=box.bottom - top)
        if top > box.top and _least(waiting[0], left) > left.height:
            break
        drawn = _draw(waiting[0], page, left)
        top = drawn.bottom + APART
        if drawn.rest is not None:
            return top, [_continued(drawn.rest, titles, page.words), *waiting[1:]]
        waiting = waiting[1:]
    return top, waiting


def _boxes(columns: Sequence[Sequence[Block]], place: Box) -> list[Box]:
    """The place of each column."""
    room, left, found = place.width - GUTTER * (len(columns) - 1), place.left, []
    for column in columns:
        wide = room * column[0].width
        found.append(replace(place, left=left, width=wide))
        left += wide + GUTTER
    return found


def _least(block: Block, box: Box) -> float:
    """The height below which a block begins on the next slide."""
    if isinstance(block, Grid):
        return tables.least(block, box)
    if isinstance(block, Squares):
        return squares.least(block, box)
    if isinstance(block, Notes):
        return notes.least(block, box)
    return maps.least(block) if block.form == MAP and block.svg else charts.least(block, box)


def _draw(block: Block, page: Page, box: Box) -> Drawn:
    """A block on a page, as much of it as its place has room for."""
    if isinstance(block, Grid):
        return tables.draw(block, page, box)
    if isinstance(block, Squares):
        return squares.draw(block, page, box)
    if isinstance(block, Notes):
        return notes.draw(block, page, box)
    return _drawn(block, page, box)


def _drawn(chart: Chart, page: Page, box: Box) -> Drawn:
    if chart.form == MAP and chart.svg:
        return maps.draw(chart, page, box)
    return charts.waterfall(chart, page, box) if chart.form == WATERFALL else charts.bars(chart, page, box)


def _continued(rest: Block, titles: Collection[str], words: Words) -> Block:
    """What is left of a block, under its title; that it goes on is said once."""
    is_said = not rest.title or rest.title not in titles
    return rest if is_said else replace(rest, title=words("slides.continued", title=rest.title))
