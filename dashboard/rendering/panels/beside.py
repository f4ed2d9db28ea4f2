"""Need beside activity: what the soils of a country lost, and the open records about them, one row per country."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures
from dashboard.rendering.folding import FEW, fold
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.headlines import soils
from dashboard.rendering.kept import kept
from dashboard.rendering.registers.figured import NEEDS
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import MILLION, Words, is_missing

SMALLEST_SHOWN = 0.05  # EUR million; less would round to nothing


@kept
def beside(needs: pd.DataFrame, figures: Figures, words: Words, links: Links) -> Markup:
    """The countries as given, each with its loss as a brown bar, its records as a green one; a small screen shows a few."""
    drawn = laid_out(needs, figures, words, links)
    caption = words("soils.ten_caption", n=len(drawn))
    return render(
        "beside", rows=drawn, words=words, glossed=Glossed(words), caption=caption, fold=fold(len(drawn), words, FEW)
    )


def laid_out(needs: pd.DataFrame, figures: Figures, words: Words, links: Links) -> list[dict[str, Any]]:
    """One row per country: its figures in words, and its bars as shares of the longest."""
    rows = NEEDS.read(soils.shown(needs), figures)
    most_lost = max([*rows["soc_debt_mt"].dropna(), 1.0])
    most_records = max([*rows["records_count"].dropna(), 1])
    return [_row(row, most_lost, most_records, words, links) for row in rows.to_dict("records")]


def _row(row: dict[str, Any], most_lost: float, most_records: float, words: Words, links: Links) -> dict[str, Any]:
    core, contributing = ((0 if is_missing(row[name]) else int(row[name])) for name in soils.RECORDS)
    return {
        "label": words.label(row),
        "figures": {column: NEEDS.name(column, row) for column in NEEDS.families},
        "href": links("country", code=str(row["country_code"])),
        "lost": words.number(row["soc_debt_mt"], 0),
        "lost_share": round(100 * float(row["soc_debt_mt"]) / most_lost, 1),
        "per_mille": words("missing.value")
        if is_missing(row["four_per_mille_mt_per_year"])
        else words.number(row["four_per_mille_mt_per_year"], 1),
        "is_listed": bool(row["is_listed"]),
        "has_records": core + contributing > 0,
        "core_share": round(100 * core / most_records, 1),
        "contributing_share": round(100 * contributing / most_records, 1),
        "records": words("soils.records", core=core, contributing=contributing)
        if core + contributing
        else words("missing.none"),
        "money": _committed(row, core + contributing, words),
        "loans": _millions(row["policy_loans_eur"], words),
        "preparation": _preparation(row, words),
    }


def _committed(row: dict[str, Any], count: int, words: Words) -> str:
    """What is committed beside policy loans; records that state no amount do not say that there is none."""
    if is_missing(row["soils_eur"]) and count and is_missing(row["policy_loans_eur"]):
        return words("missing.cell")
    return _millions(row["soils_eur"], words)


def _millions(amount: Any, words: Words) -> str:
    """EUR million with one decimal; a missing amount is words, and what would round to 0 is less than the smallest shown."""
    if is_missing(amount):
        return words("missing.none")
    millions = float(amount) / MILLION
    return f"< {words.number(SMALLEST_SHOWN, 2)}" if 0 < millions < SMALLEST_SHOWN else words.number(millions, 1)


def _preparation(row: dict[str, Any], words: Words) -> str:
    if is_missing(row["preparation_count"]) or not row["preparation_count"]:
        return words("missing.none")
    if is_missing(row["preparation_eur"]):
        return words.number(row["preparation_count"])
    return words(
        "soils.preparation", count=int(row["preparation_count"]), amount=_millions(row["preparation_eur"], words)
    )
