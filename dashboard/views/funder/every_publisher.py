"""All who publish open records about soils, each leading to its own page."""

from dashboard.queries import open_records, publisher_rows
from dashboard.rendering.headlines import lists
from dashboard.rendering.registers import figured, recorded, tables
from dashboard.shell import headings, parts, record_list
from dashboard.shell.here import Here

SHOWN = 25
IN_ADDRESS = "funders"


def show(here: Here) -> None:
    """The headline and the register."""
    headings.headline(here, lists.publishers(here.figures, here.words))
    register(here)


def register(here: Here) -> None:
    """A part of all publishers, those with most records first."""
    words, rows = here.words, publisher_rows.publishers(here.path)
    part = parts.chosen(IN_ADDRESS, len(rows), SHOWN)
    names = open_records.names(here.path, here.words.language).lists
    shown = recorded.with_publisher(part.of(rows), here.links)
    shown = shown.assign(
        lists=[recorded.named(codes, names, None, words) for codes in shown["lists"]],
        recent_eur=recorded.or_none(shown["recent_eur"], shown["recent_count"], words),
    )
    caption = words("publishers.caption", n=len(rows), fewest=publisher_rows.FEWEST_SIZED)
    here.show(
        tables.register(
            shown, recorded.PUBLISHERS, caption, words, here.links, numbers=figured.PUBLISHERS.of(here.figures)
        ),
        "publishers",
    )
    parts.show(here, IN_ADDRESS, part, len(rows), "funder")
    record_list.foot_of(here, "publishers", rows)
