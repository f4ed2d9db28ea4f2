"""Reads one field of a docket as dates, numbers, yes/no, codes or references; faults become findings on their rows.

Each distinct text is read once. Rules between fields or rows stand with each stream.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial

import pandas as pd

from sources.admission.docket import Docket
from sources.admission.periods import is_fiscal, read_span
from sources.admission.quantities import in_own_unit, unit_beside
from sources.admission.units import Unit
from sources.admission.values import Unreadable, decimal_sign, read_boolean, read_date, read_number, read_quantity
from sources.findings import Named, Parameter
from sources.names.listing import listed
from sources.names.matching import Doubt, meaning_of, near_names, nearest
from sources.streams import Field, code_form, code_spellings, codes, normal
from sources.texts import distinct, mapped

# Ten years after the last horizon of the strategy; a later day is more often a slip than a plan, and is told.
LAST_PLAUSIBLE_DAY = pd.Timestamp(2060, 12, 31)
LARGEST_NUMBER = 1e18
NEAREST_FOR_AT_MOST = 200  # distinct unknown names per field; looking up more would take too long
PLAIN_NUMBER = r"[+-]?\d+(?:\.(?:\d{1,2}|\d{4,}))?"  # cannot be read in two ways
# Thousands and decimals in one number: pattern, sign of thousands, decimal sign.
GROUPED_NUMBERS = (
    (r"[+-]?\d{1,3}(?:,\d{3})+\.\d+", ",", "."),
    (r"[+-]?\d{1,3}(?:\.\d{3})+,\d+", ".", ","),
)
UNKNOWN_RULES = {
    "objective": "NAM-001",
    "country": "NAM-002",
    "region": "NAM-003",
    "indicator": "NAM-004",
    "milestone": "NAM-005",
    "currency": "NAM-007",
}
EMAIL_SHAPE = r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}"


def dates(docket: Docket, name: str) -> pd.Series:
    """The field as dates; unreadable ones are missing and flagged, and those of a far future are told."""
    field = docket.stream.by_name[name]
    texts = docket.text(name)
    read, unreadable, ambiguous, spans = {}, {}, {}, {}
    for text in distinct(texts):
        try:
            day, is_span = _day_of(text, field.period or "last")
        except Unreadable as error:
            faults = ambiguous if error.is_ambiguous else unreadable
            faults[text] = {"case": error.case, "text": text, **error.named}
            continue
        read[text] = pd.Timestamp(day)
        if is_span:
            spans[text] = {"text": text, "date": day.isoformat()}
    docket.flag_texts("VAL-004", name, unreadable)
    docket.flag_texts("VAL-005", name, ambiguous)
    docket.flag_texts("VAL-018", name, spans)
    values = mapped(texts, read, "datetime64[us]")
    docket.flag("VAL-019", values > LAST_PLAUSIBLE_DAY, name, docket.naming(name, year=LAST_PLAUSIBLE_DAY.year))
    return values


def _day_of(text: str, period: str) -> tuple[date, bool]:
    """The day a text means, and whether it is the first or last one of a quarter or span of months; raises Unreadable."""
    if is_fiscal(text):
        raise Unreadable("fiscal")
    try:
        return read_date(text, period), False
    except Unreadable as error:
        if error.case not in ("no_date", "year_digits"):
            raise
        try:
            return read_span(text, period), True
        except Unreadable as other:
            raise error if other.case == "no_date" else other from other


def numbers(docket: Docket, name: str, among: pd.Series | None = None) -> pd.Series:
    """The field as numbers, of the rows `among` if given; unreadable ones and those out of range are missing and flagged."""
    field = docket.stream.by_name[name]
    texts = docket.text(name) if among is None else docket.text(name).where(among)
    values = pd.Series(float("nan"), index=texts.index, dtype="float64")
    if texts.isna().all():
        return values
    is_plain = texts.str.fullmatch(PLAIN_NUMBER, na=False)
    values[is_plain] = texts[is_plain].astype("float64")
    rest = texts[~is_plain].dropna()
    for pattern, group, decimal in GROUPED_NUMBERS if len(rest) else ():
        is_grouped = rest.str.fullmatch(pattern)
        bare = rest[is_grouped].str.replace(group, "", regex=False).str.replace(decimal, ".", regex=False)
        values.update(bare.astype("float64"))
        rest = rest[~is_grouped]
    beside: dict[int, Unit] = {}
    if len(rest):
        written, beside = _written_numbers(docket, name, rest)
        values.update(written)
    return _within_bounds(docket, field, in_own_unit(docket, name, values, beside))


def _within_bounds(docket: Docket, field: Field, values: pd.Series) -> pd.Series:
    """Values outside the bounds of the field are missing and flagged."""
    bounds = [(values.abs() > LARGEST_NUMBER, {"case": "too_large"})]
    if field.minimum is not None:
        bounds.append((values < field.minimum, {"case": "minimum", "limit": field.minimum}))
    if field.maximum is not None:
        bounds.append((values > field.maximum, {"case": "maximum", "limit": field.maximum}))
    for broken, named in bounds:
        if broken.any():
            docket.flag("VAL-008", broken, field.name, docket.naming(field.name, **named))
            values = values.mask(broken)
    return values


def _written_numbers(docket: Docket, name: str, texts: pd.Series) -> tuple[pd.Series, dict[int, Unit]]:
    """Numbers as people write them, and the units in their cells; other cells of the file may prove the decimal sign."""
    is_count = docket.stream.by_name[name].type == "integer"
    proved = _decimal_signs(docket, name, texts)
    files, is_open = docket.rows["source_file"][texts.index].tolist(), docket.is_open[texts.index].tolist()
    signs = ["." if known else proved.get(file) for known, file in zip(is_open, files, strict=True)]
    if is_count:  # persons and projects have no decimals
        signs = [sign or ("," if "." in text else ".") for sign, text in zip(signs, texts.tolist(), strict=True)]
    pairs = list(zip(texts.tolist(), signs, strict=True))
    read: dict[tuple[str, str | None], tuple[float, Unit]] = {}
    unreadable: dict[str, Mapping[str, Parameter]] = {}
    ambiguous: set[tuple[str, str | None]] = set()
    units = cache(partial(unit_beside, docket, name))
    for text, sign in dict.fromkeys(pairs):
        try:
            read[text, sign] = _quantity(text, sign, units)
        except Unreadable as error:
            if error.is_ambiguous:
                ambiguous.add((text, sign))
            else:
                unreadable[text] = {"case": error.case, "text": text}
    docket.flag_texts("VAL-002", name, unreadable)
    doubtful = pd.Series([pair in ambiguous for pair in pairs], index=texts.index).reindex(
        docket.rows.index, fill_value=False
    )
    docket.flag("VAL-003", doubtful, name)
    unread = (float("nan"), Unit())
    found = [read.get(pair, unread) for pair in pairs]
    beside = {place: unit for place, (_, unit) in zip(texts.index, found, strict=True) if not unit.says_nothing}
    return pd.Series([number for number, _ in found], index=texts.index, dtype="float64"), beside


def _quantity(text: str, sign: str | None, units: Callable[[str], Unit]) -> tuple[float, Unit]:
    """The number of a cell and the unit beside it, which must be understood; raises Unreadable."""
    try:
        return read_number(text, sign), Unit()
    except Unreadable as error:
        if error.case != "no_number":
            raise
        number, around = read_quantity(text, sign)
        unit = units(around)
        if unit.unknown or unit.says_nothing:
            raise
        return number, unit


def _decimal_signs(docket: Docket, name: str, texts: pd.Series) -> dict[str, str | None]:
    """The decimal sign each file proves in this field; numbers a workbook stored as numbers prove nothing."""
    every = docket.text(name)
    signs = {}
    for file in distinct(docket.rows.loc[texts.index, "source_file"]):
        own = every[(docket.rows["source_file"] == file) & every.notna()]
        if (docket.rows.loc[own.index, "medium"] != "csv").any():
            own = own[own.str.contains(",", regex=False)]
        signs[file] = decimal_sign(distinct(own))
    return signs


def integers(docket: Docket, name: str) -> pd.Series:
    """The field as whole numbers; others are missing and flagged."""
    values = numbers(docket, name)
    broken = values.notna() & (values != values.round())
    docket.flag("VAL-009", broken, name, docket.naming(name))
    return values.mask(broken).astype("Int64")


def booleans(docket: Docket, name: str) -> pd.Series:
    """The field as yes or no."""
    read, faults = {}, {}
    for text in distinct(docket.text(name)):
        try:
            read[text] = read_boolean(text)
        except Unreadable:
            faults[text] = {"text": text}
    docket.flag_texts("VAL-007", name, faults)
    return mapped(docket.text(name), read, "boolean")


def emails(docket: Docket, name: str) -> pd.Series:
    """The field as it is; what does not look like an address is flagged, without being repeated."""
    texts = docket.text(name)
    if texts.notna().any():
        docket.flag("VAL-010", texts.notna() & ~texts.str.fullmatch(EMAIL_SHAPE, na=False), name)
    return texts


def choices(docket: Docket, name: str) -> pd.Series:
    """The field as codes of its code list."""
    field = docket.stream.by_name[name]
    read = partial(_choice, spellings=code_spellings(field.enum), known={member.code for member in codes()[field.enum]})
    return _looked_up(docket, name, read, "VAL-006", partial(_near_choices, enum=field.enum))


def _choice(text: str, spellings: dict[str, str], known: set[str]) -> str | None:
    """The code of a text: any spelling, or a code that leads it ('3 - Disbursement')."""
    leading = re.split(r"\s+[-–—|(]|[:(|]", text, maxsplit=1)[0]
    return spellings.get(code_form(text)) or (found if (found := spellings.get(code_form(leading))) in known else None)


def _near_choices(text: str, enum: str) -> dict[str, Parameter]:
    """Parameters of the way out: the members of the list that look most like the text, and the list."""
    code_of_form = {normal(member.code): member.code for member in codes()[enum]}
    code_of_form |= {normal(label): member.code for member in codes()[enum] for label in member.labels.values()}
    closest: list[Parameter] = [{"name": code, "code": None} for code in nearest(text, code_of_form, code_of_form)]
    return {"closest": closest, "code_list": enum}


def choice_lists(docket: Docket, name: str) -> pd.Series:
    """The field as codes of its code list separated by semicolons."""
    field = docket.stream.by_name[name]
    spellings, known = code_spellings(field.enum), {member.code for member in codes()[field.enum]}

    def read(text: str) -> str | None:
        parts = listed(text)
        found = [code for part in parts if (code := _choice(part, spellings, known)) is not None]
        return ";".join(dict.fromkeys(found)) if len(found) == len(parts) else None

    return _looked_up(docket, name, read, "VAL-006", partial(_near_choices, enum=field.enum))


def references(docket: Docket, name: str) -> pd.Series:
    """The field as codes of the list it refers to; names in doubt or unknown are missing and flagged, with the nearest."""
    register = docket.reference.register(docket.stream.by_name[name].reference)
    read = cache(partial(meaning_of, register=register))
    doubts: dict[str, dict[str, Mapping[str, Parameter]]] = {}
    for text in distinct(docket.text(name)):
        if isinstance(doubt := read(text), Doubt):
            doubts.setdefault(doubt.rule_id, {})[text] = doubt.named
    for rule_id, faults in doubts.items():
        docket.flag_texts(rule_id, name, faults)
    return _looked_up(docket, name, read, UNKNOWN_RULES[register.kind], partial(near_names, register=register))


def nearest_on_demand(unknown: Iterable[str], near: Callable[[str], dict[str, Parameter]]) -> dict[str, Named]:
    """The parameters of the first unknown texts, which name what is near: sought once, where such a finding is told."""

    @cache
    def found(text: str) -> dict[str, Parameter]:
        return {"case": "near", "text": text, **near(text)}

    return {text: partial(found, text) for text in list(dict.fromkeys(unknown))[:NEAREST_FOR_AT_MOST]}


def _looked_up(
    docket: Docket,
    name: str,
    read: Callable[[str], object],
    rule_id: str,
    near: Callable[[str], dict[str, Parameter]],
) -> pd.Series:
    """The code of every text; unknown texts (None) are missing and flagged, the first of them with what is near."""
    texts = docket.text(name)
    known = {text: read(text) for text in distinct(texts)}
    unknown = [text for text, code in known.items() if code is None]
    faults: dict[str, Named] = {**nearest_on_demand(unknown, near)}
    faults |= {text: {"text": text} for text in unknown[NEAREST_FOR_AT_MOST:]}
    docket.flag_texts(rule_id, name, faults)
    return mapped(texts, {text: code for text, code in known.items() if isinstance(code, str)})
