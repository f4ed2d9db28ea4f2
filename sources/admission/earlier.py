"""What a thing was said to be before: a row that updates it may leave a required cell blank.

Does not belong here: which of several reports counts, and how values are carried on from one to the next
(`pipelines.rules.precedence`).
"""

import pandas as pd

from sources.admission.docket import EMPTIED, Docket
from sources.admission.identifiers import RECEIVED, SENT_LAST


def required(docket: Docket, name: str, things: pd.Series, unless: pd.Series | None = None) -> pd.Series:
    """For each row the text that a row received before it has of the same thing; a blank row without any is held.

    What a held row says was never said. A cell that was emptied in so many words is blank without an earlier text.
    """
    texts = docket.text(name)
    is_blank = texts.isna() if unless is None else texts.isna() & ~unless
    if not is_blank.any():
        return texts
    rows = docket.rows.assign(is_sent=docket.rows["origin"].eq(SENT_LAST))
    received = rows.sort_values(RECEIVED, kind="stable", na_position="first").index
    said = texts.mask(docket.held).reindex(received)
    before = said.groupby(things.reindex(received)).ffill().reindex(texts.index)
    is_emptied = docket.rows[name].astype("str").str.strip().str.casefold().isin(EMPTIED)
    before = before.mask(is_emptied)
    docket.flag("VAL-001", is_blank & before.isna(), name, docket.naming(name, case=docket.stream.name))
    return before
