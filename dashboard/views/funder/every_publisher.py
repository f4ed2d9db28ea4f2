"""All who publish open records about soils, each leading to its own page."""

import pandas as pd
import streamlit as st

from dashboard.queries import open_records, publisher_rows
from dashboard.rendering.figures import Figured
from dashboard.rendering.headlines import lists
from dashboard.rendering.registers import figured, recorded, tables
from dashboard.shell import headings, parts, record_list, selecting
from dashboard.shell.here import Here

SHOWN = 25
IN_ADDRESS = "funders"


def show(here: Here) -> None:
    """The headline, the pickers and the register, of all records or of those that name what is picked."""
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        picked = selecting.pickers(here, "funder")
    rows = publisher_rows.publishers(here.path, **picked.values("regions", "countries", "practices"))
    with head:
        found = lists.publishers(here.figures, here.words)
        if picked:
            found = lists.chosen_publishers(rows, picked, selecting.names(here), here.words)
        headings.headline(here, found)
    register(here, rows, None if picked else figured.PUBLISHERS)


def register(here: Here, rows: pd.DataFrame, numbers: Figured | None) -> None:
    """A part of these publishers, those with most records first; `numbers` where they are figures of the release."""
    words = here.words
    if rows.empty:
        return
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
            shown,
            recorded.PUBLISHERS,
            caption,
            words,
            here.links,
            numbers=numbers.of(here.figures) if numbers else None,
        ),
        "publishers",
    )
    parts.show(here, IN_ADDRESS, part, len(rows), "funder")
    record_list.foot_of(here, "publishers", rows)
