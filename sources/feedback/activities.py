"""Says of which IATI activity and transaction a finding speaks, in the language of its reader.

Does not belong here: what is wrong (`wording`).
"""

from collections.abc import Mapping
from typing import Any

from sources.catalogues import Catalogue

PLACE = "place"
NUMBERS_SHOWN = 10
MORE = "…"


def named(place: Mapping[str, Any], known: Catalogue) -> str:
    """The words that go before a message: the activity, and the numbers of its transactions."""
    activity, numbers = place["activity"] or known.text("place.nameless"), place["transactions"]
    key = "place.activity" if not numbers else "place.transaction" if len(numbers) == 1 else "place.transactions"
    if place["occurrence"] > 1:
        activity = known.text("place.again").format(activity=activity, n=place["occurrence"])
    shown = ", ".join([*map(str, numbers[:NUMBERS_SHOWN]), *([MORE] if len(numbers) > NUMBERS_SHOWN else [])])
    return known.text(key).format(activity=activity, numbers=shown, count=len(numbers)) + " "
