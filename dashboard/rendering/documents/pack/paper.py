"""The board pack as PDF, A4 landscape, drawn by typst in the look of the pages.

The sheets are `pack.typ`; they get every value as data, so that no text can be read as markup. Does not belong here: what
the sheets say (`content`, `papers.pack`).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Any, Literal

import typst

from dashboard.rendering import look
from dashboard.rendering.documents.pack.cleaning import cleaned
from dashboard.rendering.documents.pack.content import Block, Grid, Pack, Sheet, in_rows
from dashboard.rendering.kinds import KINDS
from dashboard.rendering.words import Words

FOLDER = Path(__file__).resolve().parent
TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")
FEW = 3  # figures of one family that are named one by one
DOTS = 144.0  # of a picture, per inch
DENSE_FROM = 25  # rows of a table that is set smaller, so that it stands on one page


def paper(pack: Pack) -> bytes:
    """The pack as PDF; its time is that of the release, so that the same pack is the same file."""
    return _drawn(pack, "pdf", is_picture=False)


def picture(pack: Pack) -> bytes:
    """A pack of one sheet as PNG, as high as the sheet needs."""
    return _drawn(pack, "png", is_picture=True)


def _drawn(pack: Pack, form: Literal["pdf", "png"], is_picture: bool) -> bytes:
    return typst.compile(
        str(FOLDER / "pack.typ"),
        root=str(FOLDER),
        format=form,
        ppi=DOTS,
        sys_inputs={"contents": json.dumps({**contents(cleaned(pack)), "is_picture": is_picture})},
        timestamp=int(pack.release.built_at.replace(tzinfo=UTC).timestamp()),
    )


def contents(pack: Pack) -> dict[str, Any]:
    """What stands in the PDF: every value a text, a number or a list of them."""
    words = pack.words
    return {
        "language": words.language,
        "site": words("site.title"),
        "title": pack.title,
        "dated": pack.dated,
        "watermark": pack.watermark,
        "bands": list(look.tokens()["bands"]),
        "colours": look.palette("light"),
        "marks": marks(),
        "words": {name: _named(name, words) for name in marks()},
        "sheets": [_sheet(sheet, words) for sheet in pack.sheets],
    }


def marks() -> dict[str, str]:
    """The drawing of every mark of the look as a picture of its own, in the colours of paper."""
    colours = {
        name.replace("status_", "s_").replace("_", "-"): colour for name, colour in look.palette("light").items()
    }
    return {name: _drawing(inner, colours) for name, inner in look.tokens()["icon_16"].items()}


def _named(mark: str, words: Words) -> str:
    """What a mark stands for: a status, or a kind of change."""
    return words(f"value.kind.{mark}" if mark in KINDS else f"status.{mark}")


def listed(figure_ids: Sequence[str]) -> str:
    """Figures in one line; of a family with many of them the first and the last, and how many there are.

    >>> listed(["asked", "committed.A1", "committed.A2", "committed.A3", "committed.F3"])
    'asked · committed.A1 … committed.F3 (4)'
    """
    families: dict[str, list[str]] = {}
    for figure_id in figure_ids:
        families.setdefault(figure_id.partition(".")[0], []).append(figure_id)
    parts = [f"{own[0]} … {own[-1]} ({len(own)})" if len(own) > FEW else " · ".join(own) for own in families.values()]
    return " · ".join(parts)


def _sheet(sheet: Sheet, words: Words) -> dict[str, Any]:
    figures = listed(sheet.figure_ids)
    return {
        "title": sheet.title,
        "sentence": sheet.headline.sentence,
        "subject": sheet.headline.subject,
        "lede": sheet.headline.lede,
        "rows": [[[_block(block) for block in column] for column in row] for row in in_rows(sheet.blocks)],
        "source": sheet.source,
        "figures": words("pack.figures", figures=figures) if figures else "",
    }


def _block(block: Block) -> dict[str, Any]:
    is_dense = isinstance(block, Grid) and len(block.rows) > DENSE_FROM
    return {"kind": type(block).__name__.lower(), "is_dense": is_dense, **asdict(block)}


def _drawing(inner: str, colours: Mapping[str, str]) -> str:
    filled = TOKEN.sub(lambda found: colours[found[1]], inner)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{filled}</svg>'
