"""The rows of a recognised list, and the cells under each header that its mapping reads.

Which field a cell fills is known to `records` and `money`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sources.lists.mapping import ListMapping, Source
from sources.lists.recognising import Recognised, Rows

JOINT = "; "
WHOLE_NUMBER = re.compile(r"(\d+)(?:\.0+)?")


@dataclass(frozen=True)
class Page:
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
        joint = (lambda row: next(filter(None, row), "")) if source.is_first else joined
        return list(map(joint, zip(*columns, strict=True)))


def cells_of(body: Rows, found: Recognised) -> dict[str, list[str]]:
    """The cells under each header that is read, without outer white space."""
    read = {header: found.columns[header] for header in found.mapping.read_headers if header in found.columns}
    return {
        header: [cells[column].strip() if column < len(cells) else "" for _, cells in body]
        for header, column in read.items()
    }


def dated(texts: list[str], form: str | None) -> list[str]:
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


def whole(text: str) -> str:
    """An identifier without the decimals that a spreadsheet gives to a number."""
    found = WHOLE_NUMBER.fullmatch(text)
    return found[1] if found else text


def joined(parts: tuple[str, ...]) -> str:
    """Those of the parts that say something, side by side."""
    return JOINT.join(filter(None, parts))
