"""The releases that are kept, as a table, and for how long."""

from collections.abc import Sequence

import pandas as pd

from dashboard.rendering.registers.columns import RELEASES
from dashboard.rendering.words import Words
from warehouse import history
from warehouse.releases import Release
from warehouse.settings import data_dir

SHOWN_AS = {"release_label": "label"}  # the columns of lists have a label of another kind


def kept(known: Sequence[Release]) -> pd.DataFrame:
    """One row per release, newest first."""
    fields = {name: SHOWN_AS.get(name, name) for name in RELEASES}
    rows = [{name: getattr(release, field) for name, field in fields.items()} for release in known]
    return pd.DataFrame(rows, columns=list(RELEASES))


def how_long(words: Words) -> str:
    """Which releases stay for ever, and how long the others do."""
    try:
        keep = history.keep_rules(data_dir())
    except history.KeepRefused:
        return words("releases.keep_unread")
    return words("releases.how_long", n=keep.newest, days=words("releases.days", n=keep.days))
