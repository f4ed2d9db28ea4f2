"""Reads the keys of a form export as headers: groups, what the form server adds, and who filled in the form.

Belongs here: what holds for any form, in JSON as in CSV and XLSX. Does not: which header means which field.
"""

import re
from dataclasses import replace

from sources.files.grids import Grid, kept_rows
from sources.streams import normal

SUBMITTED_KEYS = ("_submission_time", "SubmissionDate")  # written by the form server
SUBMITTED = "submitted_on"
SERVER_SIGNS = {*SUBMITTED_KEYS, "_uuid", "meta/instanceID", "meta-instanceID", "formhub/uuid", "__id", "__system"}
SERVER_KEYS = {
    *("today", "deviceid", "instanceID", "instanceName", "uuid", "version", "username", "phonenumber", "simserial"),
    *("subscriberid", "audit", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"),
    *("ReviewState", "DeviceID", "Edits", "FormVersion", "meta", "formhub"),
}
ODK_SIGN = "KEY"  # a table with this column parts groups by a dash
SERVER_CLOCKS = ("start", "end")  # when the form was opened and closed; a project's own dates have no time of day
CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
# Groups of questions about somebody else than what the form reports: their answers are named with the group.
OTHERS = {
    *(
        "respondent",
        "enumerator",
        "interviewer",
        "interviewee",
        "surveyor",
        "submitter",
        "informant",
        "person",
        "contact",
    ),
    *(
        "contact person",
        "user",
        "repondant",
        "enqueteur",
        "personne",
        "encuestado",
        "encuestador",
        "persona",
        "contacto",
    ),
    *("funder", "donor", "giver", "receiver", "recipient", "partner", "partners", "lead", "bailleur", "financeur"),
    *("partenaire", "donante", "financiador", "receptor", "socio"),
}
HEADER_WITHIN_ROWS = 5
INDEX_KEY, PARENT_KEY = "_index", "_parent_index"  # which submission a row of a repeated group belongs to
STATE_KEYS = ("_validation_status", "__system/reviewState", "ReviewState")
PUT_ASIDE = {
    "validation status not approved": "not_approved",
    "not approved": "not_approved",
    "validation status on hold": "on_hold",
    "on hold": "on_hold",
    "rejected": "rejected",
    "hasissues": "has_issues",
    "has issues": "has_issues",
}


def is_from_server(keys: set[str]) -> bool:
    """Do these keys show that a form server wrote them?"""
    return bool(keys & SERVER_SIGNS) or any(key.startswith("__system") for key in keys)


def header_of(key: str, are_from_server: bool, separator: str = "/") -> str | None:
    """The header of a key: its last part, with its group where that is about somebody else; None where it is left out."""
    *groups, name = key.split(separator)
    if are_from_server and key in SUBMITTED_KEYS:
        return SUBMITTED
    if are_from_server and (_is_of_the_server(key, name) or any(_is_of_the_server(each, each) for each in groups[:1])):
        return None
    other = next((group for group in groups if normal(group) in OTHERS), None)
    return f"{other} {name}" if other else name


def _is_of_the_server(key: str, name: str) -> bool:
    return name.startswith("_") or key in SERVER_KEYS or key.endswith("@odata.navigationLink")


def state_of(text: str) -> str | None:
    """Why a submission is put aside, by what the form server says of it; None where it counts."""
    return PUT_ASIDE.get(normal(text))


def as_answered(grid: Grid) -> Grid:
    """A table as a form server exports it, its headers and cells read as those of a form; any other as it is."""
    rows = grid.rows[:HEADER_WITHIN_ROWS]
    position = next((at for at, (_, cells) in enumerate(rows) if is_from_server(set(cells))), None)
    if grid.keys or position is None:
        return grid
    number, headers = grid.rows[position]
    separator = "-" if ODK_SIGN in headers else "/"
    known = [header_of(header.strip(), True, separator) or "" for header in headers]
    clocks = [column for column, header in enumerate(headers) if header in SERVER_CLOCKS]
    left_out = {column for column, header in enumerate(headers) if not known[column] and header.strip()}
    below = [(row, [*cells]) for row, cells in grid.rows[position + 1 :]]
    for _, cells in below:
        for column in range(min(len(cells), len(headers))):
            if column in left_out or (column in clocks and CLOCK.match(cells[column])):
                cells[column] = ""
    for column in clocks:
        if not any(column < len(cells) and cells[column].strip() for _, cells in below):
            known[column] = ""
    body = grid.rows[position + 1 :]
    states = {row: text for key in STATE_KEYS for row, text in _column(headers, body, key).items() if state_of(text)}
    return replace(
        grid,
        rows=[*grid.rows[:position], (number, known), *kept_rows(below)],
        keys=tuple(headers),
        put_aside={row: (state_of(text) or "", text) for row, text in states.items()},
        index=_column(headers, body, INDEX_KEY),
        parents=_column(headers, body, PARENT_KEY),
    )


def _column(headers: list[str], body: list[tuple[int, list[str]]], key: str) -> dict[int, str]:
    """The cells under a header by row; none where there is no such header."""
    column = next((at for at, header in enumerate(headers) if header == key), None)
    return (
        {} if column is None else {row: cells[column] for row, cells in body if column < len(cells) and cells[column]}
    )
