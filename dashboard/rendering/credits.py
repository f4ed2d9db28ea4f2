"""Who is to be named for the lists that were read: licence, attribution and address, as a text and as a block.

Does not belong here: which lists a page is made from.
"""

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.words import Words, is_missing


def line(lists: pd.DataFrame) -> str:
    """One text that names all of them, for files that leave the page; empty where there is none."""
    return "; ".join(f"{row['attribution']} ({row['licence']}), {row['address']}" for row in lists.to_dict("records"))


def block(lists: pd.DataFrame, words: Words) -> Markup:
    """One line for each list: what it is, whose words name it, its licence, its day and its address."""
    rows = [
        {
            "label": row["label"],
            "attribution": row["attribution"],
            "licence": row["licence"],
            "as_of": "" if is_missing(row["as_of"]) else words("credits.as_of", on=row["as_of"]),
            "address": row["address"],
            "is_link": str(row["address"]).startswith("https://"),
        }
        for row in lists.to_dict("records")
    ]
    return render("credits", title=words("credits.title"), note=words("credits.note"), rows=rows)
