"""What a thing was said to be before: a row that updates it may leave a required cell blank.

Does not belong here: which of several reports counts, and how values are carried on from one to the next
(`pipelines.rules.precedence`).
"""

from collections.abc import Iterable

import pandas as pd

from sources.admission.docket import EMPTIED, Docket
from sources.admission.identifiers import RECEIVED, SENT_LAST
from sources.texts import cells


def required(
    docket: Docket, name: str, things: pd.Series, owners: pd.Series, unless: pd.Series | None = None
) -> pd.Series:
    """For each blank row the text that a row received before it has of the same thing; one without any is held.

    What a held row says was never said, of one file the first row alone speaks, and nobody updates what is known to be
    another owner's. A cell that was emptied in so many words is blank without an earlier text.
    """
    texts = docket.text(name)
    is_blank = texts.isna() if unless is None else texts.isna() & ~unless
    if not is_blank.any():
        return texts
    is_emptied = docket.rows[name].astype("str").str.strip().str.lower().isin(EMPTIED)
    is_silent = docket.held | is_emptied
    asked = docket.rows[RECEIVED[1:]].assign(is_sent=docket.rows["origin"].eq(SENT_LAST))
    asked = asked[things.isin(things[is_blank]) & ~is_silent].sort_values(RECEIVED, kind="stable", na_position="first")
    columns = (things, docket.rows["source_file"], texts, owners)
    rows = zip(asked.index, *(cells(each[asked.index].astype("str")) for each in columns), strict=True)
    before = pd.Series(_before(rows), dtype="str").reindex(texts.index)
    docket.flag("VAL-001", is_blank & before.isna(), name, docket.naming(name, case=docket.stream.name))
    return before


def _before(rows: Iterable[tuple[int, str, str, str, str]]) -> dict[int, str]:
    """What blank rows are told by those before them, by position: each row with its thing, file, text and owner, or ''."""
    said: dict[str, str] = {}
    owners: dict[str, set[str]] = {}
    spoken: set[tuple[str, str]] = set()
    answers: dict[int, str] = {}
    for position, thing, file, text, owner in rows:
        known = owners.setdefault(thing, set())
        is_of_another = bool(owner and known and owner not in known)
        if (file, thing) in spoken or (not text and (thing not in said or is_of_another)):
            continue
        if not text:
            answers[position] = said[thing]
        said[thing] = text or said[thing]
        known |= {owner} - {""}
        spoken.add((file, thing))
    return answers
