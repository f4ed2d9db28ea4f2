"""What only a transaction of an IATI file says: its reference and number, the activities it links, its finance and place.

A row of a table leaves all of it empty. Does not belong here: amounts, parties and dates (`funding`), and what follows
from any of it (`pipelines.rules`).
"""

import pandas as pd

from sources.admission.columns import UNKNOWN_RULES, integers
from sources.admission.docket import Docket
from sources.names.listing import listed_codes
from sources.texts import distinct, mapped

TRANSACTION = {
    "transaction_ref": "text",
    "activity_occurrence": "integer",
    "transaction_number": "integer",
    "provider_activity_id": "text",
    "receiver_activity_id": "text",
    "finance_type_code": "text",
    "transaction_countries": "text",
    "transaction_regions": "text",
    "transaction_sectors": "text",
}


def of_transactions(docket: Docket) -> dict[str, pd.Series]:
    """The columns of TRANSACTION; a country nobody knows is left out of its list and flagged."""
    return {
        "transaction_ref": docket.text("transaction_ref"),
        "activity_occurrence": integers(docket, "activity_occurrence"),
        "transaction_number": integers(docket, "transaction_number"),
        "provider_activity_id": docket.text("provider_activity_id"),
        "receiver_activity_id": docket.text("receiver_activity_id"),
        "finance_type_code": docket.text("finance_type"),
        "transaction_countries": _places(docket, "transaction_countries", "country"),
        "transaction_regions": _places(docket, "transaction_regions", "region"),
        "transaction_sectors": docket.text("transaction_sectors"),
    }


def _places(docket: Docket, name: str, kind: str) -> pd.Series:
    """The codes of the places a field names, separated by ;"""
    register, texts = docket.reference.register(kind), docket.text(name)
    read = {text: listed_codes(text, register, are_codes=True) for text in distinct(texts)}
    faults = {text: {"text": text} for text, (_, doubts) in read.items() if doubts}
    docket.flag_texts(UNKNOWN_RULES[kind], name, faults)
    return mapped(texts, {text: ";".join(dict.fromkeys(found)) or None for text, (found, _) in read.items()})
