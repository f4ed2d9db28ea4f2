"""A quotation mark that is never closed loses no row in silence, and what is only odd is read as ever."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.feedback.wording import message_and_fix
from sources.files.delimited import read_delimited
from sources.files.reading import read
from sources.findings import Refused
from tests.sources.files_sent import refusal_of

HEADER = "Title,Objectives,Countries\n"
ROW = "Roots,C2,Kenya\n"
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.text(st.sampled_from('ab",;|\t \n\r'), min_size=1, max_size=8)


def written(folder: Path, text: str) -> Path:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def rows_of(path: Path) -> list[list[str]]:
    return [cells for _, cells in read_delimited(path)[0].rows]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'{HEADER}"Soils,C2,Kenya\n{ROW * 50}', 2),
        (f'{HEADER}{ROW * 5}Soils,C2,"Kenya\n{ROW * 50}', 7),
        (f'{HEADER}"Two\nlines","C2,Kenya\n{ROW * 50}', 3),
        (f'{HEADER}"Two\r\nlines",C2,Kenya\r\nSoils,"C2,Kenya\r\n{ROW}', 4),
        (f'{HEADER}"Soils,C2,Kenya\n{ROW}Roots,"C2, A5",Kenya\n{ROW}', 2),
        (f'sep=,\n{HEADER}Soils,C2,"\n{ROW}', 3),
        (f'{HEADER}"Soils,C2,Kenya\n{ROW}'.replace(",", ";"), 2),
    ],
    ids=[
        "first row",
        "last cell",
        "after lines of its own",
        "Windows",
        "closed by another",
        "mark alone",
        "semicolons",
    ],
)
def test_a_mark_that_swallows_rows_refuses_the_file_and_is_named_by_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    reading = read(written(tmp_path, text), tmp_path)
    (problem,) = reading.problems
    assert (problem.rule_id, problem.severity, reading.tables) == ("FIL-021", "error", {})
    for language, expected in (
        ("en", "Line {}: a quotation mark"),
        ("fr", "Ligne {}\u202f: un"),
        ("es", "Línea {}: una"),
    ):
        assert message_and_fix(problem.rule_id, problem.parameters, language)[0].startswith(expected.format(line))


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ('"a"b', "ab"),
        ('"a" b', "a b"),
        ('5" pipe', '5" pipe'),
        ('say "hi"', 'say "hi"'),
        ('a"', 'a"'),
        ('""a', "a"),
        ('"two\nlines"', "two\nlines"),
        ('"two\r\nlines"', "two\r\nlines"),
        ('"say ""hi""\nagain"', 'say "hi"\nagain'),
        ('"two\nlines" ', "two\nlines "),
        ('"a, b\nc"', "a, b\nc"),
    ],
)
def test_a_cell_that_is_odd_but_whole_is_read(tmp_path: Path, cell: str, title: str) -> None:
    reading = read(written(tmp_path, f"{HEADER}{cell},C2,Kenya\n{ROW * 3}"), tmp_path)
    assert reading.refusal is None
    assert reading.tables["projects"]["title"].tolist() == [title, *["Roots"] * 3]


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_mark_left_open_in_the_last_row_loses_none_and_is_read(tmp_path: Path, end: str) -> None:
    reading = read(written(tmp_path, f'{HEADER}{ROW}Soils,C2,"Kenya{end}'), tmp_path)
    assert reading.tables["projects"]["title"].tolist() == ["Roots", "Soils"]


@PATIENT
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_whatever_a_program_writes_with_its_marks_closed_is_read_again(
    tmp_path: Path, rows: list[tuple[str, str]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("Title", "Objectives"), *rows])
    kept = [list(row) for row in rows if "".join(row).strip()]
    assert rows_of(written(tmp_path, text.getvalue())) == [["Title", "Objectives"], *kept]


@PATIENT
@given(st.lists(st.text(st.sampled_from('ab", '), max_size=12), max_size=6))
def test_lines_that_each_make_a_row_are_never_refused_and_a_file_that_is_read_is_read_as_ever(
    tmp_path: Path, lines: list[str]
) -> None:
    text = "\n".join(["Title,Objectives", *lines])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    try:
        assert rows_of(written(tmp_path, text)) == [row for row in rows if "".join(row).strip()]
    except Refused as refused:
        assert refused.rule_id == "FIL-021" and len(rows) < len(text.splitlines())


@PATIENT
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2))
def test_the_line_of_the_mark_is_named_wherever_it_stands(tmp_path: Path, above: int, below: int, place: int) -> None:
    cells = ["Soils", "C2", "Kenya"]
    cells[place] = f'"{cells[place]}'
    text = f"{HEADER}{ROW * above}{','.join(cells)}\n{ROW * below}"
    assert refusal_of(read(written(tmp_path, text), tmp_path)).startswith(f"Line {above + 2}: ")
