"""Reads a recognised list into text tables of our streams: a project for each row, and its money, as its mapping says.

Only columns that the mapping reads are looked at, so that nothing else of a list can pass. No cell is typed here; an amount
gets its scale as a word, a date of a stated form is written in ISO form.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import pandas as pd

from sources.lists.mapping import DATES, JUDGEMENT, ListMapping, Source
from sources.lists.recognising import Recognised, Rows, is_header_again
from sources.names.matching import checksum
from sources.streams import LIST, MEDIUM, UNREAD, normal, streams

OPEN_RECORD = "open_record"
SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
JOINT = "; "
CLOSED = frozenset({"activity_status"})  # another word means nothing to us
NO_RECORD = ("PRJ-051", "PRJ-052")  # a row that is told so is held, and so is its money
# An amount of nought says that there is no money of this kind, as most lists write it in every column without some.
NOUGHT = re.compile(r"[+-]?0+(?:[.,]0+)?")
POINT_AND_COMMA = str.maketrans(".,", ",.")
WHOLE_NUMBER = re.compile(r"(\d+)(?:\.0+)?")


@dataclass(frozen=True)
class Mapped:
    """What a list gave: text tables by stream, by stream the header of each field as written, and rows that are none."""

    tables: dict[str, pd.DataFrame]
    headers: dict[str, dict[str, str]]
    repeated: tuple[int, ...]  # rows in which the headers stand again


@dataclass(frozen=True)
class _Sheet:
    """The rows of a list, and the cells under each header that the mapping reads."""

    found: Recognised
    numbers: list[int]
    cells: Mapping[str, list[str]]

    @property
    def mapping(self) -> ListMapping:
        return self.found.mapping

    def texts(self, source: Source, sign: Callable[[str], str] = str) -> list[str]:
        """The cells of a field, row by row: the first that is filled, or all of them joined."""
        columns = [list(map(sign, self.cells[header])) for header in source.headers if header in self.cells]
        if not columns:
            return [""] * len(self.numbers)
        if len(columns) == 1:
            return columns[0]
        joint = (lambda row: next(filter(None, row), "")) if source.is_first else _joined
        return list(map(joint, zip(*columns, strict=True)))


def read_list(
    rows: Rows, found: Recognised, sheet: str | None, unvalued: list[list] | None = None, once: Mapping | None = None
) -> Mapped:
    """The rows below the headers of a list as projects and funding.

    `unvalued` has row, column and text of cells without a value; `once` has by column the rows that a merged cell was
    spread to: an amount counts in the first of them alone.
    """
    body = rows[found.first :]
    repeated = tuple(number for number, cells in body if is_header_again(cells, found))
    again = set(repeated)
    body = [row for row in body if row[0] not in again] if again else list(body)
    page = _Sheet(found, [number for number, _ in body], _cells(body, found))
    projects = _projects(page, _by_row(unvalued or []))
    funding = _funding(page, projects, once or {})
    tables = {"projects": _frame("projects", projects, page.numbers, sheet)}
    if funding["source_row"]:
        tables["funding"] = _frame("funding", funding, funding.pop("source_row"), sheet)
    return Mapped(tables, _headers(found), repeated)


def _cells(body: Rows, found: Recognised) -> dict[str, list[str]]:
    """The cells under each header that is read, without outer white space."""
    read = {header: found.columns[header] for header in found.mapping.read_headers if header in found.columns}
    return {
        header: [cells[column].strip() if column < len(cells) else "" for _, cells in body]
        for header, column in read.items()
    }


def _projects(page: _Sheet, unvalued: Mapping[int, Mapping[int, str]]) -> dict[str, list]:
    """The columns of the stream `projects` by field; formulas and errors without a value are told and blank."""
    mapping, count = page.mapping, len(page.numbers)
    unread: list[list] = [[] for _ in page.numbers]
    _tell_unvalued(page, unvalued, unread)
    references = [_whole(text) for text in page.texts(mapping.fields["list_reference"])]
    _tell_no_record(page, references, unread)
    said: dict[str, list] = {
        "list_name": [mapping.name] * count,
        "kind": [OPEN_RECORD] * count,
        "project_id": _identifiers(page, references, unread),
        "list_reference": references,
        "source_link": [_link(mapping, reference) for reference in references],
        "other_references": _other_references(page),
        "lead": [mapping.publisher] * count,
    }
    for name, source in mapping.fields.items():
        if name not in ("list_reference", "funder", "approved"):
            said[name] = _valued(name, source, page, unread)
    for name, constant in mapping.constants.items():
        if name != "funder":
            said[name] = [text or constant for text in said.get(name, [""] * count)]
    if "lead" in mapping.fields:
        said["lead"] = [text or mapping.publisher for text in said["lead"]]
    for name in JUDGEMENT if mapping.is_judged else ():
        said[name] = page.texts(Source((name,)))
    said[UNREAD] = [json.dumps(faults) if faults else "" for faults in unread]
    return said


def _valued(name: str, source: Source, page: _Sheet, unread: list[list]) -> list[str]:
    """The texts in our words; a word for a code list that the mapping does not know is told and left out."""
    words, mapping = page.mapping.values.get(name, {}), page.mapping
    is_closed = name in CLOSED
    texts = page.texts(source, cache(lambda cell: words.get(normal(cell), cell)) if words and not is_closed else str)
    if is_closed and words:
        unknown = {text for text in texts if text and normal(text) not in words}
        for position, text in enumerate(texts) if unknown else ():
            if text in unknown:
                unread[position].append(["PRJ-054", None, name, text])
        return [words.get(normal(text), "") if text else "" for text in texts]
    if name in DATES:
        return _dated(texts, mapping.date_form)
    if signs := mapping.parted_by.get(name):
        texts = [JOINT.join(part.strip() for part in re.split(f"[{re.escape(signs)}]", text)) for text in texts]
    if name == "sectors":
        texts = [JOINT.join(_whole(part.strip()) for part in re.split(r"[;|]", text)) for text in texts]
    return texts


def _dated(texts: list[str], form: str | None) -> list[str]:
    """Dates of a stated form in ISO form; others stay as they are written."""
    if form is None:
        return texts
    read = {}
    for text in set(texts):
        try:
            read[text] = datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return [read.get(text, text) for text in texts]


def _tell_no_record(page: _Sheet, references: list[str], unread: list[list]) -> None:
    """Tell rows that are no records of the list: a line of totals, a note. Admission holds them."""
    form, titles = page.mapping.reference_form, page.texts(page.mapping.fields["title"])
    for position, (reference, title) in enumerate(zip(references, titles, strict=True)):
        if form and reference and not form.fullmatch(reference):
            unread[position].append(["PRJ-051", None, "list_reference", reference])
        elif not title:
            unread[position].append(["PRJ-052", None, "title", title])


def _identifiers(page: _Sheet, references: list[str], unread: list[list]) -> list[str]:
    """Our identifier of each record; where the publisher's own is blank or stands on several rows, what tells them apart."""
    mapping = page.mapping
    if not mapping.told_apart_by:
        return [f"{mapping.name}:{reference}" if reference else "" for reference in references]
    times = Counter(references)
    others = zip(*(page.cells.get(header, [""] * len(references)) for header in mapping.told_apart_by), strict=True)
    identifiers = [f"{mapping.name}:{reference}" for reference in references]
    for position, (reference, cells) in enumerate(zip(references, others, strict=True)):
        if not reference or times[reference] > 1:
            identifiers[position] += f"~{checksum(JOINT.join(cells))}"
            unread[position].append(["PRJ-055", None, "list_reference", reference])
    return identifiers


def _link(mapping: ListMapping, reference: str) -> str:
    if not mapping.link or not reference or not re.fullmatch(r"[\w.~-]+", reference):
        return ""
    return mapping.link.format(list_reference=reference, list_reference_lower=reference.lower())


def _other_references(page: _Sheet) -> list[str]:
    """By which identifiers other lists know each record: the template of a header, filled with its cell."""
    columns = [
        [_filled(template, text) for text in page.cells.get(header, [""] * len(page.numbers))]
        for header, template in page.mapping.other_references.items()
    ]
    return list(map(_joined, zip(*columns, strict=True))) if columns else [""] * len(page.numbers)


def _filled(template: str, text: str) -> str:
    """The template with the text in place of {}, or with its number of so many digits in place of {digits:06}."""
    parts = [part for part in re.split(r"[;,\s]+", text) if part]
    try:
        return JOINT.join(template.format(_whole(part), digits=_Digits(_whole(part))) for part in parts)
    except ValueError:  # no number where one is asked for: such a text is no identifier of the other list
        return ""


class _Digits(str):
    """The digits in a text; formatted as a number with leading zeros."""

    def __format__(self, form: str) -> str:
        return format(int(self.lstrip("Pp")), form)


def _funding(page: _Sheet, projects: Mapping[str, list], once: Mapping) -> dict[str, list]:
    """The columns of the stream `funding` by field, with `source_row`: a row per project and kind of amount."""
    mapping = page.mapping
    approved = mapping.fields.get("approved")
    dates = _dated(page.texts(approved), mapping.date_form) if approved else [""] * len(page.numbers)
    funder = mapping.fields.get("funder")
    funders = page.texts(funder) if funder else [""] * len(page.numbers)
    usual = mapping.constants.get("funder", mapping.publisher)
    apart = _apart(page)
    is_record = [
        bool(identifier) and not any(rule in faults for rule in NO_RECORD)
        for identifier, faults in zip(projects["project_id"], projects[UNREAD], strict=True)
    ]
    rows: dict[str, list] = {"source_row": []}
    for amount in mapping.amounts:
        texts = page.texts(amount.source, _pointed if mapping.decimal_sign == "," else str)
        spread = {number for header in amount.source.headers for number in once.get(page.found.columns.get(header), ())}
        for position, text in enumerate(texts):
            if not text or NOUGHT.fullmatch(text) or page.numbers[position] in spread or not is_record[position]:
                continue
            row = {
                "contribution_id": f"{projects['project_id'][position]}#{amount.name}",
                "project": projects["project_id"][position],
                "funder": funders[position] or usual,
                "money_stream": "ground",
                "form": "cash",
                "state": "committed",
                "amount": _scaled(text, amount.scale),
                "currency": projects["currency"][position],
                "date": dates[position],
                "stands_apart": apart[position],
                "source_row": page.numbers[position],
            }
            for name, cell in row.items():
                rows.setdefault(name, []).append(cell)
    return rows


def _apart(page: _Sheet) -> list[str]:
    """Why the money of each row stands apart, or nothing."""
    kinds = [""] * len(page.numbers)
    for apart in page.mapping.stands_apart:
        for position, text in enumerate(page.cells.get(apart.header, ())):
            if text and normal(text) in apart.words:
                kinds[position] = apart.kind
    return kinds


def _scaled(text: str, scale: int) -> str:
    """The amount with its scale as a word; what holds no digit stays as it is."""
    if scale == 1 or not re.search(r"\d", text):
        return text
    return f"{text} {SCALES[scale]}" if scale in SCALES else text


def _pointed(text: str) -> str:
    return text.translate(POINT_AND_COMMA)


def _whole(text: str) -> str:
    """An identifier without the decimals that a spreadsheet gives to a number."""
    found = WHOLE_NUMBER.fullmatch(text)
    return found[1] if found else text


def _joined(parts: tuple[str, ...]) -> str:
    return JOINT.join(filter(None, parts))


def _by_row(unvalued: list[list]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for row, column, text in unvalued:
        found.setdefault(row, {})[column] = text
    return found


def _tell_unvalued(page: _Sheet, unvalued: Mapping[int, Mapping[int, str]], unread: list[list]) -> None:
    """Tell the cells of fields that hold a formula or an error and no value, and take them for blank."""
    if not unvalued:
        return
    position_of = {number: position for position, number in enumerate(page.numbers)}
    known = streams()["projects"].by_name
    for name, source in page.mapping.fields.items():
        for header in source.headers if name in known else ():
            column = page.found.columns.get(header)
            for number, texts in unvalued.items():
                if column in texts and (position := position_of.get(number)) is not None:
                    case = "formula" if texts[column].startswith("=") else "error"
                    unread[position].append(["FIL-026", case, name, texts[column]])
                    page.cells[header][position] = ""


def _headers(found: Recognised) -> dict[str, dict[str, str]]:
    """By stream and field the headers as written; several stand side by side."""
    fields = dict(found.mapping.fields)
    of_projects = {name: _written(found, source.headers) for name, source in fields.items()}
    money = [header for amount in found.mapping.amounts for header in amount.source.headers]
    of_funding = {"amount": _written(found, money), "project": of_projects["list_reference"]}
    for name, ours in (("approved", "date"), ("currency", "currency"), ("funder", "funder")):
        if name in fields:
            of_funding[ours] = of_projects[name]
    known = streams()["projects"].by_name
    of_projects["project_id"] = of_projects["list_reference"]
    return {
        "projects": {name: header for name, header in of_projects.items() if header and name in known},
        "funding": {name: header for name, header in of_funding.items() if header},
    }


def _written(found: Recognised, headers: tuple[str, ...] | list[str]) -> str:
    return " / ".join(dict.fromkeys(found.headers[found.columns[each]] for each in headers if each in found.columns))


def _frame(stream: str, columns: Mapping[str, list], numbers: list[int], sheet: str | None) -> pd.DataFrame:
    """A text frame with every field of the stream, blanks missing, and where each row stands."""
    same = {MEDIUM: LIST, "source_sheet": sheet}
    fields = {}
    for name in (*streams()[stream].field_names, "source_sheet"):
        texts = [text or None for text in columns[name]] if name in columns else same.get(name)
        fields[name] = pd.Series(texts, index=range(len(numbers)), dtype="str")
    return pd.DataFrame(fields).assign(source_row=pd.Series(numbers, dtype="int64"))
