"""Names activity and transaction in a finding about an IATI file, where one line may hold everything.

Does not belong here: the words of a finding (`sources.feedback`), and what the row is judged by.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sources.findings import NO_PARAMETERS, parameters

PLACE = "place"  # the parameter with activity, occurrence in the file and numbers of transactions
IDENTITY = ("project_id", "project", "activity_occurrence", "transaction_number")


def with_places(found: pd.DataFrame, rows: pd.DataFrame, is_xml: pd.Series) -> pd.Series:
    """The parameters of findings by `position`; those about IATI files name the activity and the transaction."""
    texts, chosen = found["parameters"].astype("str"), is_xml.take(found["position"]).to_numpy()
    identity = rows.loc[found.loc[chosen, "position"], [name for name in IDENTITY if name in rows]].astype(object)
    places = [_place(row) for row in identity.where(identity.notna(), None).to_dict("records")]
    texts[chosen] = [
        _joined(text, parameters(**{PLACE: place})) for text, place in zip(texts[chosen], places, strict=True)
    ]
    return texts


def _place(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    number = row.get("transaction_number")
    return {
        "activity": row.get("project_id") or row.get("project"),
        "occurrence": int(row.get("activity_occurrence") or 1),
        "transactions": [int(number)] if number else [],
    }


def _joined(text: str, more: str) -> str:
    """Two JSON objects as one."""
    return more if text == NO_PARAMETERS else f"{text[:-1]}, {more[1:]}"
