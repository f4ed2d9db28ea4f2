"""Single figures of the dashboard as pictures: the roll call and the grids, drawn as the board pack draws them.

Each has the finding above it, and source, day and release below; made-up data have their watermark. Does not belong here:
the charts, which the browser saves as it shows them.
"""

from collections.abc import Callable
from dataclasses import replace

from dashboard.papers.pack import gaps, gathering, objectives, soils, summary
from dashboard.papers.pack.shown import Shown
from dashboard.rendering.documents.pack.content import WHOLE, Block, Grid, Notes, Sheet, Squares
from dashboard.rendering.documents.pack.paper import picture


def roll_call(shown: Shown) -> bytes:
    """The squares of both horizons."""
    return _picture(shown, summary.sheet(shown), lambda block: isinstance(block, Squares))


def strategy(shown: Shown) -> bytes:
    """The objectives, row by row."""
    return _picture(shown, objectives.sheet(shown), lambda block: isinstance(block, Grid))


def coverage(shown: Shown) -> bytes:
    """Objectives by region, with the key of the fields."""
    return _picture(shown, gaps.sheet(shown), lambda block: isinstance(block, Grid) and block.is_field)


def practices(shown: Shown) -> bytes:
    """Practices by region, with the key of the fields."""
    return _picture(shown, soils.practices(shown), lambda block: isinstance(block, Grid))


def _picture(shown: Shown, sheet: Sheet, is_in: Callable[[Block], bool]) -> bytes:
    blocks: list[Block] = [replace(block, width=WHOLE) for block in sheet.blocks if is_in(block)]
    blocks += [
        replace(block, title="", width=WHOLE, is_key=True, is_below=False)
        for block in sheet.blocks
        if isinstance(block, Notes) and block.title == shown.words("coverage.key")
    ]
    return picture(gathering.pack(shown, [replace(sheet, blocks=blocks, figures=())]))
