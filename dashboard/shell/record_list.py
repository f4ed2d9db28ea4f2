"""A list of open records on a page: a part of it as a register, the ways to the other parts, and its foot."""

from collections.abc import Callable, Sequence

import pandas as pd

from dashboard.queries import open_records, soil_rows
from dashboard.queries.listing import Listing, Part
from dashboard.rendering import credits
from dashboard.rendering.registers import recorded, tables
from dashboard.shell import foot, parts
from dashboard.shell.here import Here

SHOWN = 25


def show(
    here: Here, page: str, part_name: str, ask: Callable[[Part], Listing], columns: Sequence[str], key: str = ""
) -> int:
    """The records that `ask` gives for a part, whichever the address of the page names; returns how many there are."""
    words, first = here.words, ask(Part(1, SHOWN))
    part = parts.chosen(part_name, first.count, SHOWN)
    rows = ask(part)
    if rows.count:
        shown = recorded.worded(rows.shown, open_records.names(here.path, here.words.language), words, here.links)
        caption = words("open.caption", n=rows.count)
        here.show(tables.register(shown, columns, caption, words, here.links), f"{part_name}_records")
        parts.show(here, part_name, part, rows.count, page)
    foot_of(here, key or f"{page}_{part_name}", Listing(in_words(here, rows.shown), rows.count, rows.whole))
    return rows.count


def foot_of(
    here: Here,
    key: str,
    rows: pd.DataFrame | Listing,
    columns: Sequence[str] = (),
    source: str = "",
    picture: foot.Picture | None = None,
) -> None:
    """The foot of a figure made from the lists that were read, and `source` where not alone; its CSV names whose they are."""
    credit = credits.line(soil_rows.lists(here.path))
    foot.foot(here, key, source or here.made_from("lists"), rows, columns, credit=credit, picture=picture)


def credits_of(here: Here) -> None:
    """Who is to be named for the lists, at the end of a page; nothing where none was read."""
    lists = soil_rows.lists(here.path)
    if len(lists):
        here.show(credits.block(lists, here.words), "credits")


def in_words(here: Here, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the names of practices and lists, as the table under a list of records shows them."""
    known, words = open_records.names(here.path, here.words.language), here.words
    return rows.assign(
        practices=[recorded.named(codes, known.practices, None, words) for codes in rows["practices"]],
        list_name=[recorded.named(code, known.lists, None, words) for code in rows["list_name"]],
    )
