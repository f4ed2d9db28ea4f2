"""What the soils of a country hold, held and lost: four figures that add up, and the rank of the loss."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words, is_missing

FIGURES = ("soc_stock_no_landuse_mt", "soc_stock_mt", "soc_debt_mt", "four_per_mille_mt_per_year")


def need(row: Mapping[str, Any], words: Words) -> Markup:
    """The stock without land use, the stock today, what lies between them, and 4 per 1000 of the stock."""
    sums = [
        {"label": words(f"need.{name}"), "value": None if is_missing(row[name]) else words.number(row[name], 1)}
        for name in FIGURES
    ]
    is_ranked = not is_missing(row["debt_rank"]) and row["soc_debt_mt"] > 0
    rank = words("need.rank", rank=int(row["debt_rank"])) if is_ranked else words("need.unranked")
    return render("need", sums=sums, rank=rank, note=words("need.note"), nothing=words("missing.cell"))
