"""The results of a search: what each is, its name as a link to where it stands, its code."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.folding import fold
from dashboard.rendering.sitemap import RECORDS, Links
from dashboard.rendering.words import Words, is_missing


def results(found: pd.DataFrame, caption: str, words: Words, links: Links) -> Markup:
    """One row per thing found, in the order given."""
    counts = found["projects_count"].fillna(0).astype(int)
    rows = [
        {
            "kind": words(f"search.kind.{row['kind']}"),
            "label": words.label(row),
            "href": _place(row, links),
            "code": "" if row["code"] == row["label_en"] else row["code"],
            "note": words("search.projects", n=count) if count else "",
        }
        for row, count in zip(found.to_dict("records"), counts, strict=True)
    ]
    heads = [words(f"search.head.{name}") for name in ("label", "kind", "code")]
    nothing = words("missing.none")  # the code of an organisation without an identifier
    return render(
        "search/results", rows=rows, heads=heads, caption=caption, nothing=nothing, fold=fold(len(rows), words)
    )


def records(count: int, text: str, words: Words, links: Links) -> Markup:
    """How many open records have the words in their titles, and the way to them."""
    return render("search/records", text=words("search.records", n=count), href=links(RECORDS, q=text))


def _place(row: dict[str, Any], links: Links) -> str:
    """The page a thing stands on: its objective, its cell of the coverage grid, its own, or the agreements."""
    if not is_missing(row["objective_code"]):
        return links("objective", code=row["objective_code"])
    if not is_missing(row["cell"]):
        return links("coverage", cell=row["cell"])
    if row["kind"] == "country":
        return links("country", code=row["code"])
    return links("partnerships" if row["kind"] == "organisation" else "coverage")
