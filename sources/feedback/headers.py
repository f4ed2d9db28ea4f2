"""Names the column of a finding as its sender wrote it: the header of the file, the key of a form, the element of IATI.

Rules name our fields; a sender knows only the headers of the file. Nothing is judged here.
"""

from collections.abc import Callable

import pandas as pd

from sources.files.reading import Reading
from sources.findings import cleaned, printable
from sources.streams import streams
from sources.texts import cells, distinct, mapped

HEADER_COLUMNS = ["source_file", "stream", "source_sheet", "field", "header"]


def headers_of(readings: list[Reading]) -> pd.DataFrame:
    """One row per column that was understood: file, stream, sheet, our field, and the header as written."""
    rows = [
        (each.source_file, stream, sheet, field, header)
        for each in readings
        for (stream, sheet), names in each.headers.items()
        for field, header in names.items()
    ]
    return pd.DataFrame(rows, columns=HEADER_COLUMNS, dtype="str")


def with_headers(problems: pd.DataFrame, headers: pd.DataFrame) -> pd.DataFrame:
    """The findings with `column` as the sender wrote it and our name kept beside it as `field`, fit to be shown.

    A column that the file lacks is named by the header the template has for it. Where both frames have an `origin`,
    equal file names in two folders stay apart.
    """
    place = [name for name in ("origin", *HEADER_COLUMNS[:3]) if name in problems and name in headers]
    titles = {(stream.name, field.name): field.titles["en"] for stream in streams().values() for field in stream.fields}
    known = dict(
        zip(zip(*(_texts(headers[name]) for name in (*place, "field")), strict=True), headers["header"], strict=True)
    )
    # A place is looked up once, however many findings it has.
    kinds = problems.groupby([*dict.fromkeys([*place, "stream", "column"])], sort=False, dropna=False).ngroup()
    first = problems[~kinds.duplicated()]
    keys = zip(*(_texts(first[name]) for name in (*place, "column")), strict=True)
    own_titles = map(titles.get, zip(_texts(first["stream"]), _texts(first["column"]), strict=True))
    names = [known.get(key) or title or key[-1] or None for key, title in zip(keys, own_titles, strict=True)]
    columns = pd.Series(names, dtype="str").take(kinds).set_axis(problems.index)
    # Values and parameters quote what stands in a cell.
    value, parameters = _each(problems["value"], printable), _each(problems["parameters"], cleaned)
    return problems.assign(field=problems["column"], column=columns, value=value, parameters=parameters)


def _each(texts: pd.Series, form: Callable[[str], str]) -> pd.Series:
    """The column in a form; each distinct text is formed once."""
    texts = texts.astype("str")
    formed = {text: form(text) for text in distinct(texts)}
    return mapped(texts, formed) if any(text != other for text, other in formed.items()) else texts


def _texts(column: pd.Series) -> list[str]:
    return cells(column.astype("str"))
