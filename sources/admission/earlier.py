"""What a thing was said to be before: a row that updates it may leave a required cell blank.

Does not belong here: which of several reports counts, and how values are carried on from one to the next
(`pipelines.rules.precedence`).
"""

import pandas as pd

from sources.admission.docket import EMPTIED, Docket
from sources.admission.identifiers import RECEIVED, SENT_LAST


def required(
    docket: Docket, name: str, things: pd.Series, owners: pd.Series, unless: pd.Series | None = None
) -> pd.Series:
    """For each row the text that a row received before it has of the same thing; a blank row without any is held.

    What a held row says was never said, and nobody updates what is known to be another owner's. A cell that was emptied
    in so many words is blank without an earlier text.
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
    before = before.mask(is_emptied | _is_of_another(things, owners, is_blank, texts.notna()))
    docket.flag("VAL-001", is_blank & before.isna(), name, docket.naming(name, case=docket.stream.name))
    return before


def _is_of_another(things: pd.Series, owners: pd.Series, asking: pd.Series, telling: pd.Series) -> pd.Series:
    """Whether a row that asks names an owner, and those that tell of its thing name only others."""
    named = pd.DataFrame({"thing": things, "owner": owners})
    known = named[telling & things.isin(things[asking])].dropna().groupby("thing")["owner"].agg(set)
    asked = named[asking].dropna()
    others = [row.owner not in known.get(row.thing, {row.owner}) for row in asked.itertuples()]
    return pd.Series(others, index=asked.index, dtype=bool).reindex(things.index, fill_value=False)
