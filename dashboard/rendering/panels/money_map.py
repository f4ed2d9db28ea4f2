"""The map of money tied to an objective: countries in five classes, hatched where no project tied to one names them."""

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.kept import kept
from dashboard.rendering.words import MILLION, Words, is_missing
from dashboard.rendering.world import Key, Shade, class_of, class_words, world

CLASSES_FROM = (0.0, 0.5, 2.0, 5.0, 10.0)  # EUR million, lower end of each class


@kept
def on_map(countries: pd.DataFrame, names: Mapping[str, str], words: Words, picked: tuple[str, ...] = ()) -> Markup:
    """The map, of the countries picked or of all; a country carries its name and amount, and the table beside it says the same."""
    amounts = dict(zip(countries["country_code"], countries["committed_eur"], strict=True))
    shades = {
        code: Shade(class_of(amount / MILLION, CLASSES_FROM), words.euros(amount))
        for code, amount in amounts.items()
        if not is_missing(amount)
    }
    classes = class_words(CLASSES_FROM, words)
    hatched, beside = words("coverage.nothing_reported"), words("map.beside")
    return world(
        shades, names, Key(words("map.title"), words("map.note"), classes, hatched, beside=beside, picked=picked)
    )
