"""Reads JSON exports of forms (KoboToolbox, ODK and the like): flat, grouped or nested keys, one element per submission.

Which key means which field is not known here.
"""

import json
from pathlib import Path

from sources.files.grids import MAXIMUM_COLUMNS, MAXIMUM_ROWS, Grid, kept_rows
from sources.files.workbook import number_text
from sources.findings import Refused

MAXIMUM_JSON_BYTES = 25_000_000
WRAPPERS = ("results", "data", "value", "submissions", "records", "items", "rows")
SUBMITTED_KEY = "_submission_time"  # written by the form server
SERVER_KEYS = ("today", "deviceid", "instanceID", "instanceName", "uuid", "version")
SERVER_CLOCKS = ("start", "end")  # when the form was opened and closed; a project's own dates have no time of day
KEYS_SHOWN, LONGEST_KEY = 8, 40
LONGEST_DETAIL = 120
DEPTH = 6  # groups within groups


def read_forms(path: Path) -> list[Grid]:
    """The submissions as one sheet whose first row is the union of the keys; raises Refused when there are none."""
    if path.stat().st_size > MAXIMUM_JSON_BYTES:
        raise Refused("FIL-012", case="json_bytes", megabytes=MAXIMUM_JSON_BYTES // 1_000_000)
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
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
    paths: dict[str, str] = {}
    flat = [_flat(record, paths) for record in records]
    keys = list(paths)
    if len(keys) > MAXIMUM_COLUMNS:
        raise Refused("FIL-012", case="json_keys", columns=MAXIMUM_COLUMNS)
    rows = kept_rows((number, [record.get(key, "") for key in keys]) for number, record in enumerate(flat, start=1))
    return [Grid(sheet=None, medium="json", rows=[(0, keys), *rows], keys=tuple(paths.values()))]


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


def _flat(record: dict, paths: dict[str, str]) -> dict[str, str]:
    """One submission as key and text; group names before the last slash are dropped, as are keys of the form server.

    Adds to `paths` each key as it was sent, with its groups.
    """
    is_from_server = any(key in record for key in (SUBMITTED_KEY, "_uuid", "meta/instanceID", "formhub/uuid"))
    cells: dict[str, str] = {}
    for key, value in _leaves(record):
        name = key.rsplit("/", 1)[-1]
        if is_from_server and _is_of_the_server(key, name, value):
            if name == SUBMITTED_KEY:
                paths.setdefault("submitted_on", SUBMITTED_KEY)
                cells.setdefault("submitted_on", value)
            continue
        paths.setdefault(name, key)
        if value and not cells.get(name):
            cells[name] = value
    return cells


def _is_of_the_server(key: str, name: str, value: str) -> bool:
    if name.startswith("_") or key in SERVER_KEYS or key.startswith(("meta/", "formhub/")):
        return True
    return key in SERVER_CLOCKS and "T" in value


def _leaves(value: object, path: str = "", depth: int = 0) -> list[tuple[str, str]]:
    """Key path and text of every value; a list of plain values becomes one text separated by semicolons."""
    if isinstance(value, dict) and depth < DEPTH:
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, f"{path}/{key}".lstrip("/"), depth + 1)]
    if isinstance(value, list):
        plain = [_text(element) for element in value if not isinstance(element, dict | list)]
        return [(path, "; ".join(plain))] if plain else []
    return [] if isinstance(value, dict) else [(path, _text(value))]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float) and abs(value) < 1e300:
        return number_text(value)
    return str(value).encode("utf-8", "replace").decode()  # half a character pair cannot be stored
