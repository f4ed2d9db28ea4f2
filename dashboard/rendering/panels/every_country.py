"""All countries in one register, the largest debt of soil carbon first, each name leading to its page."""

import pandas as pd

from dashboard.rendering.headlines import soils
from dashboard.rendering.kept import kept
from dashboard.rendering.registers import tables
from dashboard.rendering.registers.tables import Cell, Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words

AMOUNTS = ("soils_eur", "policy_loans_eur")


@kept
def every_country(needs: pd.DataFrame, words: Words, links: Links) -> pd.DataFrame:
    """The rows in the columns of the register; hatched where no list names a country, "none" where a list does and has none."""
    rows = tables.labelled(soils.shown(needs), words)
    ways = [
        Way(label, links("country", code=code)) for label, code in zip(rows["label"], rows["country_code"], strict=True)
    ]
    none, is_listed = Cell(words("missing.none"), "number muted"), rows["is_listed"].astype(bool)
    # What has records and states no amount stays hatched.
    is_none = {"soils_eur": rows["records_count"].eq(0).fillna(False), "policy_loans_eur": is_listed}
    amounts = {
        name: [
            none if absent and pd.isna(value) else value
            for value, absent in zip(rows[name], is_none[name], strict=True)
        ]
        for name in AMOUNTS
    }
    return rows.assign(label=ways, **amounts)
