"""The board pack as slides: each sheet begins one with its finding as title, and goes on over as many as it needs.

Every text, table, chart, map and square is a part of the slide that can be edited. Does not belong here: how a block is
drawn (`deck`), and what the pack says (`content`).
"""

from collections.abc import Collection, Iterator, Sequence
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
)
from dashboard.rendering.documents.pack.deck import charts, maps, notes, squares, tables
from dashboard.rendering.documents.pack.deck.measuring import Box
from dashboard.rendering.documents.pack.deck.page import GUTTER, Drawn, Page
from dashboard.rendering.documents.pack.deck.presentation import Deck
from dashboard.rendering.words import Words

APART = 16.0  # points between two rows of blocks
ROUNDING = 1e-6


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
    top, is_fresh = place.top, True
    for row in _rows(sheet.blocks):
        waiting = list(row)
        while waiting:
            left = replace(place, top=top, height=place.bottom - top)
            if not is_fresh and any(_least(block, box) > box.height for block, box in _boxes(waiting, left)):
                deck.ended(page, sheet)
                page, place = deck.begun(sheet, True)
                top, is_fresh = place.top, True
                continue
            drawn = [_draw(block, page, box) for block, box in _boxes(waiting, left)]
            top, is_fresh = max(one.bottom for one in drawn) + APART, False
            waiting = [_continued(one.rest, titles, deck.pack.words) for one in drawn if one.rest is not None]
            if waiting:
                top = place.bottom
                waiting = [replace(waiting[0], width=WHOLE)] if len(waiting) == 1 else waiting
    deck.ended(page, sheet)


def _rows(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks that stand beside each other: their widths add up to the sheet at most."""
    row: list[Block] = []
    for block in blocks:
        if row and sum(one.width for one in row) + block.width > WHOLE + ROUNDING:
            yield row
            row = []
        row.append(block)
    if row:
        yield row


def _boxes(row: Sequence[Block], place: Box) -> list[tuple[Block, Box]]:
    """Each block with its place in the row."""
    room, left, found = place.width - GUTTER * (len(row) - 1), place.left, []
    for block in row:
        wide = room * block.width
        found.append((block, replace(place, left=left, width=wide)))
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
