"""One spelling for each identifier of a run: that in which it was first received.

007, 7 and the 7.0 of a spreadsheet are one identifier, and so are KE-09 and ke-09. Does not belong here: which thing an
identifier means (`projects`, `names.directory`), and which of several reports of it counts.
"""

from collections import Counter
from collections.abc import Callable, Mapping

import pandas as pd

from sources.admission.docket import Docket
from sources.names.keys import identifier_key
from sources.texts import distinct

# Fields that name the same things, by stream and field; a grant may be named by the activity it is.
TOGETHER = (
    (("projects", "project_id"), ("funding", "project"), ("funding", "grant_id"), ("assessments", "project")),
    (("calls", "call"), ("assessments", "call"), ("projects", "call")),
    (
        ("organisations", "organisation_id"),
        ("projects", "lead_id"),
        ("funding", "funder_id"),
        ("funding", "receiver_id"),
    ),
    (("memberships", "membership_id"),),
    (("activities", "activity_id"),),
    (("delphi_items", "item_id"),),
)
SEPARATOR = ";"  # between the identifiers of one cell
SENT_LAST = "inbox"  # what ships was there before
RECEIVED = ["is_sent", "received_at", "source_file", "source_sheet", "source_row"]


def spell_alike(dockets: Mapping[str, Docket]) -> None:
    """Write every identifier in these dockets as it was first received."""
    for fields in TOGETHER:
        written = {field: dockets[field[0]].text(field[1]) for field in fields}
        spellings = first_spellings([(texts, dockets[stream].rows) for (stream, _), texts in written.items()])
        if spellings:
            for stream, name in fields:
                dockets[stream].respell(name, spellings)
    _spell_references_alike(dockets["projects"])


def _spell_references_alike(projects: Docket) -> None:
    """Write the identifiers by which other lists know a record as those lists write them, where they are here."""
    lists = distinct(projects.text("other_references"))
    if not lists:
        return
    known = {identifier_key(text): text for text in distinct(projects.text("project_id"))}
    respelt = {text: SEPARATOR.join(_known(part.strip(), known) for part in text.split(SEPARATOR)) for text in lists}
    projects.respell("other_references", respelt)


def _known(text: str, known: Mapping[str, str]) -> str:
    return known.get(identifier_key(text), text)


def first_spellings(
    written: list[tuple[pd.Series, pd.DataFrame]], key: Callable[[str], str] = identifier_key
) -> dict[str, str]:
    """For each text that is a later spelling of an identifier, the first one; each column with the rows it stands in."""
    keys = {text: key(text) for texts, _ in written for text in distinct(texts)}
    counts = Counter(keys.values())
    doubtful = {text for text, key in keys.items() if counts[key] > 1}
    if not doubtful:
        return {}
    seen = []
    for texts, rows in written:
        is_doubtful = texts.isin(doubtful)
        found = rows.loc[is_doubtful, [name for name in RECEIVED if name in rows]]
        seen.append(found.assign(is_sent=rows["origin"].eq(SENT_LAST)[is_doubtful], text=texts[is_doubtful]))
    ordered = pd.concat(seen).sort_values(RECEIVED, kind="stable", na_position="first")["text"]
    first: dict[str, str] = {}
    for text in ordered.drop_duplicates():
        first.setdefault(keys[text], text)
    return {text: first[keys[text]] for text in doubtful if first[keys[text]] != text}
