"""The map of open records about soils: how many each country has since 2015, white where none, hatched where no list names it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.headlines import soils
from dashboard.rendering.kept import kept
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from dashboard.rendering.world import NOUGHT, Key, Shade, class_of, world

CLASSES_FROM = (1, 2, 4, 7, 11)  # records, lower end of each class


@kept
def on_map(
    needs: pd.DataFrame, names: Mapping[str, str], words: Words, links: Links, picked: tuple[str, ...] = ()
) -> Markup:
    """The map, of the countries picked or of all; every country that a list names leads to its page and is told with its records."""
    return world(shades(needs, words, links), names, replace(key(words), beside=words("map.beside"), picked=picked))


def shades(needs: pd.DataFrame, words: Words, links: Links) -> dict[str, Shade]:
    """How every country that a list names is drawn."""
    rows = soils.shown(needs[needs["is_listed"].astype(bool)])
    return {
        str(row["country_code"]): Shade(
            class_of(row["records_count"], CLASSES_FROM) if row["records_count"] else NOUGHT,
            words("soils.map_said", n=int(row["records_count"])),
            links("country", code=str(row["country_code"])),
        )
        for row in rows.to_dict("records")
    }


def key(words: Words) -> Key:
    """What the map shows and how it is read."""
    return Key(
        words("soils.map_title"),
        words("soils.map_note"),
        _classes(words),
        words("soils.unlisted"),
        words("soils.map_said", n=0),
    )


def _classes(words: Words) -> list[str]:
    """The classes in words: whole numbers of records, so that each class names its last one."""
    between = [
        words("map.between", low=low, high=high - 1) if high - low > 1 else words.number(low)
        for low, high in pairwise(CLASSES_FROM)
    ]
    return [*between, words("map.over", low=CLASSES_FROM[-1])]
