"""Reads JSON exports of forms (KoboToolbox, ODK and the like): flat, grouped or nested keys, one element per submission.

Which key means which field is not known here.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sources.files.grids import MAXIMUM_COLUMNS, MAXIMUM_ROWS, Grid, kept_rows, pieces
from sources.files.questions import CLOCK, SERVER_CLOCKS, header_of, is_from_server, state_of
from sources.files.workbook import number_text
from sources.findings import Refused, parameters

MAXIMUM_JSON_BYTES = 25_000_000
WRAPPERS = ("results", "data", "value", "submissions", "records", "items", "rows")
TOTALS, NEXT_PAGES = ("count", "@odata.count", "total"), ("next", "@odata.nextLink")
ELSEWHERE = "@odata.navigationLink"  # ends the key of a group whose rows are in another file
TOO_DEEP = "…"
KEYS_SHOWN, LONGEST_KEY = 8, 40
LONGEST_DETAIL = 120
DEPTH = 6  # groups within groups


def read_forms(path: Path) -> list[Grid]:
    """The submissions as one sheet whose first row is the union of the keys; raises Refused when there are none."""
    with path.open("rb") as stream:
        written = b"".join(pieces(stream, MAXIMUM_JSON_BYTES))
    try:
        content = json.loads(written)
    except RecursionError as error:
        raise Refused("FIL-014", case="json_depth") from error
    except ValueError as error:
        raise Refused("FIL-014", case="json", detail=str(error)[:LONGEST_DETAIL]) from error
    records = _records(content)
    if not records:
        if isinstance(content, dict) and content:
            first_keys = [str(key)[:LONGEST_KEY] for key in list(content)[:KEYS_SHOWN]]
            raise Refused("FIL-015", case="json_object", keys={"shown": first_keys, "more": 0})
        raise Refused("FIL-015", case="json")
    if len(records) > MAXIMUM_ROWS:
        raise Refused("FIL-012", case="json_rows", rows=MAXIMUM_ROWS)
    return _grids(records, _remarks(content, records))


def _grids(records: list[dict], remarks: list[tuple[str, str]]) -> list[Grid]:
    """The submissions as one sheet, and the rows of each repeated group as another that names the submission of each."""
    are_from_server = any(is_from_server(set(record)) for record in records)
    repeats: dict[str, list[tuple[int, dict]]] = {}
    answers = []
    for number, record in enumerate(records, start=1):
        cells: dict[str, str] = {}
        for key, value in _leaves(record):
            if isinstance(value, str):
                cells[key] = value
            elif not (are_from_server and key.startswith("_")):
                repeats.setdefault(key, []).extend((number, element) for element in value)
        answers.append((number, cells))
    states = {number: text for number, record in enumerate(records, start=1) if (text := _state(record))}
    main = _grid(None, answers, are_from_server)
    aside = {number: (state_of(text) or "", text) for number, text in states.items()}
    groups = []
    for group, elements in repeats.items():
        rows = [
            (number, {key: value for key, value in _leaves(element, group) if isinstance(value, str)})
            for number, (_, element) in enumerate(elements, start=1)
        ]
        parents = {number: str(parent) for number, (parent, _) in enumerate(elements, start=1)}
        groups.append(replace(_grid(group, rows, are_from_server), parents=parents))
    index = {number: str(number) for number, _ in answers} if groups else {}
    return [replace(main, index=index, put_aside=aside, remarks=tuple(remarks)), *groups]


def _grid(sheet: str | None, answers: list[tuple[int, dict[str, str]]], are_from_server: bool) -> Grid:
    """Answers as a sheet whose first row is the union of the headers; keys of one header that never differ are one column."""
    keys = dict.fromkeys(key for _, cells in answers for key in cells)
    if len(keys) > MAXIMUM_COLUMNS:
        raise Refused("FIL-012", case="json_keys", columns=MAXIMUM_COLUMNS)
    columns: dict[str, list[str]] = {}
    for key in keys:
        header = header_of(key, are_from_server)
        is_clock = (
            are_from_server
            and key in SERVER_CLOCKS
            and all(CLOCK.match(c.get(key) or "0000-00-00T00:00") for _, c in answers)
        )
        if header and not is_clock:
            columns.setdefault(header, []).append(key)
    apart = [
        (header, part)
        for header, same in columns.items()
        for part in ([same] if _never_differ(same, answers) else [[key] for key in same])
    ]
    clocks = SERVER_CLOCKS if are_from_server else ()
    rows = kept_rows((number, [_answer(cells, part, clocks) for _, part in apart]) for number, cells in answers)
    shown = tuple(part[0] for _, part in apart)
    return Grid(sheet, "json", rows=[(0, [header for header, _ in apart]), *rows], keys=shown)


def _never_differ(keys: list[str], answers: list[tuple[int, dict[str, str]]]) -> bool:
    return len(keys) == 1 or all(len({cells[key] for key in keys if cells.get(key)}) < 2 for _, cells in answers)


def _answer(cells: dict[str, str], keys: list[str], clocks: Sequence[str]) -> str:
    """The first answer under these keys; the clock of the form is none."""
    found = ((key, cells[key]) for key in keys if cells.get(key))
    return next((value for key, value in found if not (key in clocks and CLOCK.match(value))), "")


def _state(record: dict) -> str | None:
    """What the form server says of a submission, where that puts it aside."""
    said, system = record.get("_validation_status"), record.get("__system")
    said = said.get("uid") or said.get("label") if isinstance(said, dict) else said
    said = system.get("reviewState") if isinstance(system, dict) and not said else said
    return said if isinstance(said, str) and state_of(said) else None


def _remarks(content: object, records: list[dict]) -> list[tuple[str, str]]:
    """What is missing from the file: other pages of the export, and groups that are in another."""
    absent = {key.partition("@")[0] for record in records for key in record if key.endswith(ELSEWHERE)}
    remarks = [("FIL-032", parameters(case="absent", group=group)) for group in sorted(absent)]
    if isinstance(content, dict):
        total = next((content[key] for key in TOTALS if isinstance(content.get(key), int)), 0)
        if total > len(records):
            remarks.append(("FIL-033", parameters(case="count", count=len(records), total=total)))
        elif any(content.get(key) for key in NEXT_PAGES):
            remarks.append(("FIL-033", parameters(case="next")))
    return remarks


def _records(content: object) -> list[dict]:
    """The list of objects in the document: itself, under a usual wrapper, or a single object."""
    if isinstance(content, dict):
        for key in WRAPPERS:
            if isinstance(content.get(key), list):
                return _records(content[key])
        lists = [
            value for value in content.values() if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if len(lists) == 1 and len(content) <= 3:
            return _records(lists[0])
        is_flat = any(not isinstance(value, dict | list) for value in content.values())
        return [content] if is_flat else []
    if isinstance(content, list):
        return [element for element in content if isinstance(element, dict)]
    return []


def _leaves(value: object, path: str = "", depth: int = 0) -> list[tuple[str, str | list[dict]]]:
    """Key and text of every answer, and the rows of every repeated group; a list of plain values is one text."""
    if isinstance(value, dict):
        if depth >= DEPTH:
            return [(path, TOO_DEEP)]
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, _joined(path, str(key)), depth + 1)]
    if not isinstance(value, list):
        return [(path, _text(value))]
    rows = [element for element in value if isinstance(element, dict)]
    plain = [_text(element) for element in value if not isinstance(element, dict | list)]
    repeated: list[tuple[str, str | list[dict]]] = [(path, rows)] if rows else []
    return repeated + ([(path, "; ".join(plain))] if plain else [])


def _joined(path: str, key: str) -> str:
    """The key with its groups; some servers write the groups into the key itself."""
    return key if not path or key.startswith(f"{path}/") else f"{path}/{key}"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float) and abs(value) < 1e300:
        return number_text(value)
    return str(value).encode("utf-8", "replace").decode()  # half a character pair cannot be stored
