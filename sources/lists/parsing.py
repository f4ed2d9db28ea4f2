"""Reads the file of a mapping (TOML) and refuses what it does not understand, naming file and key.

What is done with a mapping is not known here.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sources.addresses import has_address
from sources.lists.mapping import FIELDS, JUDGEMENT, Amount, Apart, ListMapping, Source
from sources.streams import normal

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TEXTS = ("label", "publisher", "licence", "attribution", "address")
KEYS = (
    frozenset(
        (*TEXTS, "as_of", "recognised_by", "also_called", "fields", "amounts", "constants", "values", "stands_apart")
    )
    | frozenset(
        ("other_references", "told_apart_by", "link", "reference_form", "date_form", "decimal_sign", "is_judged")
    )
    | frozenset(("parted_by", "left_out", "personal"))
)
REQUIRED_FIELDS = ("list_reference", "title")
CONSTANTS = ("currency", "activity_status", "countries", "regions", "lead", "funder")
SCALES = (1, 1_000, 1_000_000, 1_000_000_000)
APART = ("policy_loan",)
REFERENCES = re.compile(r"\{list_reference(?:_lower)?\}")
# What a column of persons is called; none of them may be read as a field.
PERSONAL = re.compile(
    r"\b(?:contact|e ?mails?|mail|phone|telephone|officer|officers|team leader|teamlead\w*|task manager|focal point|person"
    r"|manager|courriel|correo|telefono)\b"
)


class BrokenMapping(ValueError):
    """A mapping cannot be used: its file, the key that is wrong, and the case that says what is wrong with it."""

    def __init__(self, file: str, key: str, case: str, detail: str = "") -> None:
        """Keep what the finding names."""
        self.file, self.key, self.case, self.detail = file, key, case, detail
        super().__init__(f"{file}: {key}: {case} {detail}".rstrip())


Fault = Callable[..., BrokenMapping]


def read_mapping(path: Path) -> ListMapping:
    """The mapping in a file; raises BrokenMapping."""
    fault: Fault = partial(BrokenMapping, path.name)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise fault("", "unread", str(error)) from error
    if not NAME.fullmatch(path.stem):
        raise fault(path.stem, "name")
    for key in said:
        if key not in KEYS:
            raise fault(key, "unknown", ", ".join(sorted(KEYS)))
    mapping = ListMapping(name=path.stem, **_about(said, fault), **_columns(said, fault), **_words(said, fault))
    _judge(mapping, fault)
    return mapping


def _about(said: Mapping[str, Any], fault: Fault) -> dict[str, Any]:
    """What the list is and where it comes from."""
    about: dict[str, Any] = {name: _text(said.get(name), name, fault) for name in TEXTS}
    for name in ("link", "date_form"):
        about[name] = _text(said[name], name, fault) if name in said else None
    bare = REFERENCES.sub("", about["link"] or "https://")
    if not bare.startswith("https://") or bare == about["link"] or {*bare} & {*"{} <>"}:
        raise fault("link", "link")
    as_of = said.get("as_of")
    if as_of is not None and type(as_of) is not date:
        raise fault("as_of", "date")
    form = said.get("reference_form")
    try:
        about["reference_form"] = None if form is None else re.compile(_text(form, "reference_form", fault))
    except re.error as error:
        raise fault("reference_form", "pattern", str(error)) from error
    sign = said.get("decimal_sign", ".")
    if sign not in (".", ","):
        raise fault("decimal_sign", "choice", "., ,")
    is_judged = said.get("is_judged", False)
    if not isinstance(is_judged, bool):
        raise fault("is_judged", "choice", "true, false")
    return about | {"as_of": as_of and as_of.isoformat(), "decimal_sign": sign, "is_judged": is_judged}


def _columns(said: Mapping[str, Any], fault: Fault) -> dict[str, Any]:
    """By which headers the list is known, and what is read from which."""
    fields = {}
    for name, source in _table(said, "fields", fault).items():
        _refuse_unknown(name, FIELDS, f"fields.{name}", fault)
        fields[name] = _source(source, f"fields.{name}", fault)
    for name in REQUIRED_FIELDS:
        if name not in fields:
            raise fault(f"fields.{name}", "missing")
    amounts = [_amount(name, amount, fault) for name, amount in _table(said, "amounts", fault).items()]
    also_called = {
        header: _texts(others, f"also_called.{header}", fault)
        for header, others in _table(said, "also_called", fault).items()
    }
    return {
        "recognised_by": _texts(said.get("recognised_by"), "recognised_by", fault),
        "also_called": also_called,
        "fields": fields,
        "amounts": tuple(amounts),
        "told_apart_by": _texts(said["told_apart_by"], "told_apart_by", fault) if "told_apart_by" in said else (),
        "other_references": _by_header(said, "other_references", fault),
        "left_out": _by_header(said, "left_out", fault),
        "personal": _texts(said["personal"], "personal", fault) if "personal" in said else (),
    }


def _words(said: Mapping[str, Any], fault: Fault) -> dict[str, Any]:
    """What the words of the publisher mean, and what holds for every row."""
    constants = _by_header(said, "constants", fault)
    for name in constants:
        _refuse_unknown(name, CONSTANTS, f"constants.{name}", fault)
    values = {}
    for name, words in _table(said, "values", fault).items():
        _refuse_unknown(name, FIELDS, f"values.{name}", fault)
        if not isinstance(words, dict) or not all(isinstance(ours, str) for ours in words.values()):
            raise fault(f"values.{name}", "texts")
        values[name] = {normal(theirs): ours for theirs, ours in words.items()}
    parted_by = _by_header(said, "parted_by", fault)
    for name in parted_by:
        _refuse_unknown(name, FIELDS, f"parted_by.{name}", fault)
    return {
        "parted_by": parted_by,
        "constants": constants,
        "values": values,
        "stands_apart": tuple(_apart(kind, each, fault) for kind, each in _table(said, "stands_apart", fault).items()),
    }


def _amount(name: str, said: Any, fault: Fault) -> Amount:
    """One kind of money: a header, or a table with headers and the scale."""
    key = f"amounts.{name}"
    if not isinstance(said, dict):
        return Amount(name, _source(said, key, fault))
    for part in said:
        _refuse_unknown(part, ("header", "first_of", "scale"), f"{key}.{part}", fault)
    scale = said.get("scale", 1)
    if scale not in SCALES:
        raise fault(f"{key}.scale", "number")
    named = {"first_of": said["first_of"]} if "first_of" in said else said.get("header")
    return Amount(name, _source(named, key, fault), scale)


def _apart(kind: str, said: Any, fault: Fault) -> Apart:
    key = f"stands_apart.{kind}"
    _refuse_unknown(kind, APART, key, fault)
    if not isinstance(said, dict):
        raise fault(key, "table")
    words = _texts(said.get("words"), f"{key}.words", fault)
    return Apart(kind, _text(said.get("header"), f"{key}.header", fault), frozenset(map(normal, words)))


def _source(said: Any, key: str, fault: Fault) -> Source:
    """A header, several that are joined, or several of which the first that is filled counts."""
    if isinstance(said, dict):
        if set(said) != {"first_of"}:
            raise fault(key, "source")
        return Source(_texts(said["first_of"], key, fault), is_first=True)
    return Source((said,) if isinstance(said, str) and said.strip() else _texts(said, key, fault))


def _judge(mapping: ListMapping, fault: Fault) -> None:
    """Raise BrokenMapping where the parts of a mapping contradict each other, or a person would be read."""
    for header in mapping.read_headers:
        if header in mapping.personal or (header not in JUDGEMENT and PERSONAL.search(normal(header))):
            raise fault(header, "personal")
        if header in mapping.left_out:
            raise fault(f"left_out.{header}", "both")
    for header in mapping.also_called:
        if header not in mapping.headers:
            raise fault(f"also_called.{header}", "unused")
    _judge_spellings(mapping, fault)
    if mapping.amounts and "currency" not in {*mapping.fields, *mapping.constants}:
        raise fault("constants.currency", "missing")


def _judge_spellings(mapping: ListMapping, fault: Fault) -> None:
    """Raise BrokenMapping where a name is no word, or means two columns."""
    taken: dict[str, str] = {}
    for header in mapping.headers:
        for spelling in mapping.spellings(header):
            form = normal(spelling)
            if not form:
                raise fault(header, "text")
            if taken.setdefault(form, header) != header:
                raise fault(header, "twice", taken[form])


def _table(said: Mapping[str, Any], key: str, fault: Fault) -> dict[str, Any]:
    table = said.get(key, {})
    if not isinstance(table, dict):
        raise fault(key, "table")
    return table


def _by_header(said: Mapping[str, Any], key: str, fault: Fault) -> dict[str, str]:
    return {name: _text(text, f"{key}.{name}", fault) for name, text in _table(said, key, fault).items()}


def _texts(said: Any, key: str, fault: Fault) -> tuple[str, ...]:
    if not isinstance(said, list) or not said:
        raise fault(key, "missing" if said is None else "texts")
    return tuple(_text(each, key, fault) for each in said)


def _text(said: Any, key: str, fault: Fault) -> str:
    if not isinstance(said, str) or not said.strip() or has_address(said):
        raise fault(key, "missing" if said is None else "text")
    return said.strip()


def _refuse_unknown(name: str, known: Iterable[str], key: str, fault: Fault) -> None:
    if name not in known:
        raise fault(key, "unknown", ", ".join(known))
