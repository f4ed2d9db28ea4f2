"""The partnerships and agreements in the order in which they need attention: next to end, undated, ended."""

import pandas as pd

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import Shown
from dashboard.queries import coverage_rows, published
from dashboard.rendering.documents.pack.content import Sheet
from dashboard.rendering.headlines import money
from dashboard.rendering.registers import agreements

COLUMNS = (*agreements.RUNNING, "standing")
WIDTHS = (3.2, 2.1, 2.3, 1.1, 1.1, 0.9, 0.9, 1.6)
FAMILIES = {"days_to_end": ("days_to_end", "partnership_number")}
MOST = 48  # agreements on paper, as many as stand on one sheet; the workbook of the page has all


def sheet(shown: Shown) -> Sheet:
    """Every agreement with its days, those first that end next."""
    words = shown.words
    by_end = money.by_end(published.table(shown.path, "marts.partnerships"))
    english, own = (coverage_rows.country_names(shown.path, language) for language in ("en", words.language))
    rows = agreements.named(by_end, english, own, words)
    return Sheet(
        "agreements",
        words("pack.sheet.agreements"),
        money.partnerships(shown.figures, words),
        [cells.register(rows.head(MOST), COLUMNS, words, note=_cut(rows, shown), widths=WIDTHS, families=FAMILIES)],
        shown.source("partnerships"),
    )


def _cut(rows: pd.DataFrame, shown: Shown) -> str:
    """That there are more agreements than stand here; empty where there are not."""
    return shown.words("pack.cut", shown=MOST, n=len(rows)) if len(rows) > MOST else ""
