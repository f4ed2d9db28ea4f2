"""The registers of one open record: its amounts, policy loans apart, its places, its versions."""

import pandas as pd

from dashboard.queries import one_record, open_records
from dashboard.rendering.registers import recorded, tables
from dashboard.shell import headings, parts, record_list
from dashboard.shell.here import Here

PLACES_SHOWN = 25
PAGE = "record"


def amounts(here: Here, project_id: str) -> None:
    """Every amount in its currency and in euros, with whether it is counted and why not."""
    words, rows = here.words, one_record.amounts(here.path, project_id)
    headings.heading(words("record.amounts", n=len(rows)))
    if len(rows):
        caption = words("record.amounts_caption")
        shown = recorded.counting(rows, words)
        here.show(tables.register(shown, recorded.AMOUNTS, caption, words, here.links), "amounts")
        record_list.foot_of(here, "record_amounts", rows)


def places(here: Here, project_id: str) -> None:
    """The places that the publisher names, in parts; nothing where there is none."""
    words, rows = here.words, one_record.places(here.path, project_id)
    if rows.empty:
        return
    headings.heading(words("record.places", n=len(rows)))
    part = parts.chosen("places", len(rows), PLACES_SHOWN)
    shown = part.of(rows)
    ways = recorded.places(
        shown["country_code"], here.links, open_records.names(here.path, here.words.language).countries, words
    )
    shown = shown.assign(country_code=pd.Series(ways, index=shown.index, dtype="object"))
    here.show(tables.register(shown, recorded.PLACES, words("record.places_caption"), words, here.links), "places")
    parts.show(here, "places", part, len(rows), PAGE)
    record_list.foot_of(here, "record_places", rows)


def versions(here: Here, project_id: str) -> None:
    """Every version that was read, the one that counts first; nothing where there is one alone."""
    words, rows = here.words, one_record.versions(here.path, project_id)
    if len(rows) < 2:
        return
    headings.heading(words("record.versions", n=len(rows)))
    caption = words("record.versions_caption")
    here.show(tables.register(rows, recorded.VERSIONS, caption, words, here.links), "versions")
    record_list.foot_of(here, "record_versions", rows, recorded.VERSIONS)
