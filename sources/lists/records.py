"""The rows of a list as projects: identifiers, our words for those of the publisher, and rows that are no records.

Does not belong here: amounts (`money`), and the meaning of a cell (`admission`).
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, partial
from hashlib import sha256

from sources.lists.mapping import DATES, JUDGEMENT, ListMapping, Source
from sources.lists.pages import JOINT, Page, dated, joined, whole
from sources.streams import UNREAD, normal, streams

OPEN_RECORD = "open_record"
CLOSED = frozenset({"activity_status"})  # another word means nothing to us
MARK_LETTERS = 10
NO_COLUMN = -1


def projects_of(page: Page, unvalued: Mapping[int, Mapping[int, str]]) -> dict[str, list]:
    """The columns of the stream `projects` by field; formulas and errors without a value are told and blank."""
    mapping, count = page.mapping, len(page.numbers)
    unread: list[list] = [[] for _ in page.numbers]
    _tell_unvalued(page, unvalued, unread)
    references = [whole(text) for text in page.texts(mapping.fields["list_reference"])]
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


def _valued(name: str, source: Source, page: Page, unread: list[list]) -> list[str]:
    """The texts in our words; a word for a code list that the mapping does not know is told and left out."""
    words, mapping = page.mapping.values.get(name, {}), page.mapping
    is_closed = name in CLOSED
    signs = mapping.parted_by.get(name)
    reworded = cache(partial(_reworded, words=words, signs=signs)) if signs or (words and not is_closed) else str
    texts = page.texts(source, reworded)
    if is_closed and words:
        unknown = {text for text in texts if text and normal(text) not in words}
        for position, text in enumerate(texts) if unknown else ():
            if text in unknown:
                unread[position].append(["PRJ-054", None, name, text])
        return [words.get(normal(text), "") if text else "" for text in texts]
    if name in DATES:
        return dated(texts, mapping.date_form)
    if name == "sectors":
        texts = [JOINT.join(whole(part.strip()) for part in re.split(r"[;|]", text)) for text in texts]
    return texts


def _reworded(cell: str, words: Mapping[str, str], signs: str | None) -> str:
    """A cell in our words; where signs part it, each of its names."""
    parts = re.split(f"[{re.escape(signs)}]", cell) if signs else [cell]
    return joined(tuple(words.get(normal(part), part.strip()) for part in parts))


def _tell_no_record(page: Page, references: list[str], unread: list[list]) -> None:
    """Tell rows that are no records of the list: a line of totals, a note. Admission holds them."""
    form, titles = page.mapping.reference_form, page.texts(page.mapping.fields["title"])
    for position, (reference, title) in enumerate(zip(references, titles, strict=True)):
        if form and reference and not form.fullmatch(reference):
            unread[position].append(["PRJ-051", None, "list_reference", reference])
        elif not title:
            unread[position].append(["PRJ-052", None, "title", title])


def _identifiers(page: Page, references: list[str], unread: list[list]) -> list[str]:
    """Our identifier of each record; where the publisher's own is blank or stands on several rows, what tells them apart."""
    mapping = page.mapping
    if not mapping.told_apart_by:
        return [f"{mapping.name}:{reference}" if reference else "" for reference in references]
    times = Counter(references)
    others = zip(*(page.cells.get(header, [""] * len(references)) for header in mapping.told_apart_by), strict=True)
    identifiers = [f"{mapping.name}:{reference}" for reference in references]
    for position, (reference, cells) in enumerate(zip(references, others, strict=True)):
        if not reference or times[reference] > 1:
            identifiers[position] += f"~{sha256(JOINT.join(cells).encode()).hexdigest()[:MARK_LETTERS]}"
            unread[position].append(["PRJ-055", None, "list_reference", reference])
    return identifiers


def _link(mapping: ListMapping, reference: str) -> str:
    """The address of the record at its publisher; where records have none, that of the list they stand in."""
    if not mapping.link or not reference or not re.fullmatch(r"[\w.~-]+", reference):
        return mapping.address
    return mapping.link.format(list_reference=reference, list_reference_lower=reference.lower())


def _other_references(page: Page) -> list[str]:
    """By which identifiers other lists know each record: the template of a header, filled with its cell."""
    columns = [
        [_filled(template, text) for text in page.cells.get(header, [""] * len(page.numbers))]
        for header, template in page.mapping.other_references.items()
    ]
    return list(map(joined, zip(*columns, strict=True))) if columns else [""] * len(page.numbers)


def _filled(template: str, text: str) -> str:
    """The template with the text in place of {}, or with its number of so many digits in place of {digits:06}."""
    parts = [part for part in re.split(r"[;,\s]+", text) if part]
    try:
        return JOINT.join(template.format(whole(part), digits=_Digits(whole(part))) for part in parts)
    except ValueError:  # no number where one is asked for: such a text is no identifier of the other list
        return ""


class _Digits(str):
    """The digits in a text; formatted as a number with leading zeros."""

    def __format__(self, form: str) -> str:
        return format(int(self.lstrip("Pp")), form)


def _tell_unvalued(page: Page, unvalued: Mapping[int, Mapping[int, str]], unread: list[list]) -> None:
    """Tell the cells of fields that hold a formula or an error and no value, and take them for blank."""
    if not unvalued:
        return
    position_of = {number: position for position, number in enumerate(page.numbers)}
    known = streams()["projects"].by_name
    for name, source in page.mapping.fields.items():
        for header in source.headers if name in known else ():
            column = page.found.columns.get(header, NO_COLUMN)
            for number, texts in unvalued.items():
                if column in texts and (position := position_of.get(number)) is not None:
                    case = "formula" if texts[column].startswith("=") else "error"
                    unread[position].append(["FIL-026", case, name, texts[column]])
                    page.cells[header][position] = ""
