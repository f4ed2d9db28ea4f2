"""Finds in the XML of a sheet what its stored values do not say: hidden rows and columns, formats, cells without a value.

The bytes are searched for the signs of these, and only what carries one is taken apart: a sheet without them costs
little. What follows from it is decided in `shown`.
"""

import html
import re
import zipfile
from collections.abc import Iterator

from sources.files.formats import PERCENT_FORMATS, Form, form_of
from sources.files.grids import MAXIMUM_COLUMNS, Look
from sources.files.package import tree
from sources.findings import Refused

LONGEST_FORMULA = 200
MERGED = re.compile(rb"""mergeCell\s+ref=["'](\$?[A-Z]{1,3}\$?\d{1,7}):(\$?[A-Z]{1,3}\$?\d{1,7})["']""")
HIDDEN = re.compile(rb"""hidden=["'](?:1|true)["']""")
ERROR = re.compile(rb"""t=["']e["']""")
ERRORS, FORMULAS = (b't="e"', b"t='e'"), (b"<f", b":f")  # found faster than a pattern, and mostly not there
# A formula that ends its cell, or is followed by a value of nothing.
UNVALUED = re.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>([^<]*)</(?:\w+:)?f\s*>)\s*"
    rb"(?:</(?:\w+:)?c\s*>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</)"
)
VALUE = re.compile(rb"<(?:\w+:)?v\s*>([^<]*)<")
EMPTY_TEXT = re.compile(rb"""\bt=["'](?:str|s)["']""")  # a formula that gives a text of no letters has a value
ATTRIBUTE = re.compile(rb"""\b(r|s|t|min|max)=["']([^"'<>]*)["']""")
NAME = re.compile(rb"<(?:\w+:)?(\w+)")
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def look_of(archive: zipfile.ZipFile, part: str, forms: dict[int, Form], last_row: int) -> Look:
    """What the sheet in this part shows beyond its values; `forms` are the formats that matter, by number of style.

    Ranges of merged cells that begin below the last row with a value hold none.
    """
    content = archive.read(part)
    hidden = [(name, named) for name, named, _ in _tags(content, HIDDEN)] if b"hidden=" in content else []
    unvalued = list(_errors(content)) if any(sign in content for sign in ERRORS) else []
    unvalued += _without_value(content) if any(sign in content for sign in FORMULAS) else ()
    columns: set[int] = set()
    for first, last in {(named.get("min", "1"), named.get("max", "1")) for name, named in hidden if name == "col"}:
        columns.update(range(int(first) - 1, min(int(last), MAXIMUM_COLUMNS)))
    return Look(
        hidden_rows=[int(named.get("r", 0)) for name, named in hidden if name == "row"],
        hidden_columns=sorted(columns),
        merged=[each for each in _merged(content) if each[0] <= last_row],
        unvalued=sorted(unvalued),
        formed=list(_formed(content, forms)) if forms else [],
    )


def forms_of(archive: zipfile.ZipFile, part: str | None) -> dict[int, Form]:
    """The formats of a workbook that show something beyond a plain number, by the number of the style that has them."""
    if part is None:
        return {}
    styles = tree(archive, part)
    codes = dict(PERCENT_FORMATS)
    codes |= {_number(each.get("numFmtId")): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
    cell_formats = styles.find("{*}cellXfs")
    numbers = [] if cell_formats is None else [_number(each.get("numFmtId")) for each in cell_formats.iter("{*}xf")]
    found = {style: form_of(codes[number]) for style, number in enumerate(numbers) if number in codes}
    return {style: form for style, form in found.items() if form}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _tags(content: bytes, sign: re.Pattern[bytes]) -> Iterator[tuple[str, dict[str, str], int]]:
    """Name, attributes and end of every tag that has the sign among its attributes."""
    for found in sign.finditer(content):
        start, end = content.rfind(b"<", 0, found.start()), content.find(b">", found.start())
        tag = content[start : end + 1]
        name = NAME.match(tag)
        if name and b">" not in tag[:-1]:
            named = {key.decode(): value.decode("utf-8", "replace") for key, value in ATTRIBUTE.findall(tag)}
            yield name[1].decode(), named, end + 1


def _merged(content: bytes) -> Iterator[list[int]]:
    """First row and column, last row and column of each range of merged cells."""
    for found in MERGED.finditer(content):
        yield [*_place_of(found[1].decode()), *_place_of(found[2].decode())]


def _errors(content: bytes) -> Iterator[list]:
    """Row, column and text of each cell that holds an error, as '#REF!'."""
    for name, named, end in _tags(content, ERROR):
        if name == "c":
            value = VALUE.search(content, end, end + 10_000)
            yield [*_place(named), value[1].decode("utf-8", "replace") if value else "#"]


def _without_value(content: bytes) -> Iterator[list]:
    """Row, column and formula of each cell that has a formula and no stored value."""
    for found in UNVALUED.finditer(content):
        start = content.rfind(b"<", 0, found.start())
        tag = content[start : content.find(b">", start) + 1]
        has_value = not found[0].rstrip().endswith(b"c>")
        if not (has_value and EMPTY_TEXT.search(tag)):
            named = {key.decode(): value.decode("utf-8", "replace") for key, value in ATTRIBUTE.findall(tag)}
            formula = html.unescape((found[1] or b"").decode("utf-8", "replace"))
            yield [*_place(named), f"={formula[:LONGEST_FORMULA]}"]


def _formed(content: bytes, forms: dict[int, Form]) -> Iterator[list]:
    """Row and column of each cell whose format shows more than a number, and what it shows."""
    numbers = "|".join(map(str, forms)).encode()
    shown = {style: [form.is_percent, form.thousands, form.beside] for style, form in forms.items()}
    for name, named, _ in _tags(content, re.compile(rb"""s=["'](?:""" + numbers + rb""")["']""")):
        if name == "c" and named.get("t", "n") == "n":  # a text is shown as it is
            yield [*_place(named), shown[int(named["s"])]]


def _place(named: dict[str, str]) -> tuple[int, int]:
    """Row and column of a cell; raises Refused where the cell does not say it."""
    return _place_of(named.get("r", ""))


def _place_of(text: str) -> tuple[int, int]:
    """Row and column that a text like 'E2' names, the column counted from 0; raises Refused where it is none."""
    found = PLACE.fullmatch(text.replace("$", ""))
    if found is None:
        raise Refused("FIL-014", case="unplaced")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
