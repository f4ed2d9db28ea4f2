"""What the guard of a CSV changes, and that it changes nothing else."""

import csv
import io
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dashboard.rendering.documents import spreadsheets
from sources.feedback.spreadsheets import NUMBER, plain, plain_in_csv, plain_texts_in_csv
from tests.dashboard.test_exports import ENDS, is_run

TEXTS = some.lists(some.sampled_from([*";,|\t\n\r\"=+-@＝ '5.e", "\ufeff", "a", "\u2028", "1+1"]), max_size=9).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("x;=1+1;y", "x;'=1+1;y"),
        ("a\t=1", "a\t'=1"),
        ("a|@b", "a|'@b"),
        ("a\n=1", "a\n'=1"),
        ('x;"=1"', 'x;"\'=1"'),
        ("x; ;\xa0+1", "x; ;\xa0'+1"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("+33 6 12 34", "'+33 6 12 34"),
        ("@name", "'@name"),
        ("-5;3", "'-5;3"),
        ("x;-5,3", "x;'-5,3"),
    ],
)
def test_an_apostrophe_stands_where_a_formula_could_begin(text: str, written: str) -> None:
    assert plain_in_csv(text) == written


HARMLESS = [
    "-5",
    "+33612345678",
    "-1.5e-07",
    "1.2, -3.2",
    "a - b",
    "a@b.org; c@d.org",
    "Kenya; Mali",
    "1=1",
    "a;b=c",
    "",
]


@pytest.mark.parametrize("text", [*HARMLESS, None, -5, -5.5, True])
def test_what_cannot_be_run_stays_as_it_is(text: object) -> None:
    assert plain_in_csv(text) is text and plain(text) is text


@settings(deadline=None)
@given(
    some.lists(some.tuples(TEXTS, TEXTS, some.floats(allow_nan=False, allow_infinity=False)), min_size=1, max_size=4)
)
def test_no_reader_of_a_csv_finds_a_formula_and_numbers_are_as_they_were(rows: list[tuple[str, str, float]]) -> None:
    frame = pd.DataFrame(rows, columns=["key;=1", "text", "amount"])
    written = spreadsheets.csv(frame).decode("utf-8-sig")
    for end in ENDS:
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=end):
            # A line whose first cell is a number begins with that number for every reader.
            assert not any(is_run(cell) and not NUMBER.match(cell) for cell in row), (end, row)
            assert not any(is_run(cell) and not NUMBER.fullmatch(cell) for cell in row[1:] if "," not in cell), (
                end,
                row,
            )
    read = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert [float(row[2]) for row in read] == [amount for *_, amount in rows]
    for row, (*texts, _) in zip(read, rows, strict=True):
        for text, cell in zip(texts, row, strict=False):
            assert cell.replace("'", "") == text.replace("'", "")
            assert cell == text or any(sign in text for sign in "=+-@＝\t\r\n")


def test_quotation_marks_protect_nothing_from_who_reads_with_another_separator() -> None:
    line = next(csv.reader(['"a","x;=1+1;y"'], delimiter=";"))
    assert line[1] == "=1+1"


def test_many_texts_at_once_are_guarded_as_each_by_itself() -> None:
    signs = ["", *';,|\t\r"\xa0\u2028=-＝ 5e']
    texts = [None, *map("".join, product(signs, signs, signs, ["", "=", "@", "1"]))]
    guarded = plain_texts_in_csv(pd.Series(texts, dtype="str"))
    assert [None if pd.isna(text) else text for text in guarded] == [plain_in_csv(text) for text in texts]
