"""Whatever is sent, in whatever kind of file: rows read are rows admitted plus rows held, and what is admitted fits."""

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from pipelines.commands import running
from pipelines.rules.derived import ndc
from pipelines.shipped import CONTEXT, RATES, RECORD, STRATEGY
from pipelines.steps import admission
from pipelines.steps.intake import receive
from sources.catalogues import LANGUAGES
from sources.feedback.checking import check
from sources.feedback.templates import template
from sources.files.listing import NO_CLOCK
from sources.lists.mappings import described, shipped
from sources.names.reference import load
from sources.reviewed.context import read_context
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from sources.streams import streams
from tests.conftest import WORLD_AS_OF, released
from tests.sources.rows_sent import AS_OF, GOOD
from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.contracts.core import ACCOUNTS, ADMITTED
from warehouse.contracts.core import STRATEGY as STRATEGY_TABLES
from warehouse.contracts.gate import gate

ROWS = 4
DIRT = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "n/a",
            "1.234,56",
            "12.500",
            "1e400",
            "=1+1",
            "03/04/2024",
            "31.02.2025",
            "45000",
            "C2;Z9",
            "Beniin",
            "TRUE",
            "-",
            "#REF!",
            "a;b;c",
            'say "hi"',
            "two\nlines",
            "ada@planted.example",
            "<b>x</b>",
            "٣",
            "\u202eabc",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
NATIVE = st.one_of(
    DIRT, st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
)
PATIENT = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy) -> tuple[str, list[str], list[list]]:
    """A stream, headers in one of the languages, and rows of which some cells are dirty."""
    stream = draw(st.sampled_from(list(streams())))
    language = draw(st.sampled_from(LANGUAGES))
    fields = list(
        dict.fromkeys([*GOOD[stream], *draw(st.lists(st.sampled_from(list(streams()[stream].by_name)), max_size=3))])
    )
    rows = []
    for number in range(draw(st.integers(1, ROWS))):
        row = [GOOD[stream].get(name) for name in fields]
        for place in draw(st.lists(st.integers(0, len(fields) - 1), max_size=4)):
            row[place] = draw(cells)
        rows.append([f"{number}", *row])
    return stream, ["Lfd. Nr.", *(streams()[stream].by_name[name].titles[language] for name in fields)], rows


def add_up(path: Path, stream: str, sent: int) -> None:
    """Read and judge the file: every row that was sent is admitted or held, and no finding shows anything of a person."""
    report = check([path], AS_OF)
    summary = report.files[0]
    assert summary.refusal is None and summary.streams == (stream,)
    assert summary.rows_read == sent == summary.rows_admitted + summary.rows_held
    errors = report.problems[report.problems["severity"] == "error"]
    assert errors["source_row"].nunique() == summary.rows_held
    assert len(report.tables["contributions" if stream == "funding" else stream]) == summary.rows_admitted
    texts = report.problems[["value", "parameters", "column"]].astype("str").to_numpy().ravel()
    assert not any("planted" in str(text) for text in texts)


@given(
    tables(DIRT),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
@PATIENT
def test_rows_of_any_delimited_text_add_up(
    sent: tuple[str, list[str], list[list]], delimiter: str, encoding: str, line_end: str
) -> None:
    stream, headers, rows = sent
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding=encoding, newline="") as text:
            csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([headers, *rows])
        add_up(path, stream, len(rows))


@given(tables(NATIVE), st.integers(0, 3))
@PATIENT
def test_rows_of_any_workbook_add_up(sent: tuple[str, list[str], list[list]], above: int) -> None:
    stream, headers, rows = sent
    with tempfile.TemporaryDirectory() as folder:
        path, book = Path(folder) / "a.xlsx", Workbook()
        for row in (*[["Our list"]] * above, headers, *rows):
            book.active.append([ILLEGAL_CHARACTERS_RE.sub("", each) if isinstance(each, str) else each for each in row])
        book.save(path)
        add_up(path, stream, len(rows))


@given(tables(NATIVE), st.sampled_from(["", "group/", "a/b/"]))
@PATIENT
def test_rows_of_any_form_export_add_up(sent: tuple[str, list[str], list[list]], group: str) -> None:
    stream, headers, rows = sent
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        forms = [dict(zip([group + each for each in headers], row, strict=True)) for row in rows]
        path.write_text(json.dumps(forms), encoding="utf-8")
        add_up(path, stream, len(rows))


@pytest.fixture(scope="module")
def strategy() -> dict[str, pd.DataFrame]:
    """The reviewed tables as a run hands them to admission."""
    reviewed = read_strategy(STRATEGY)
    context = {path.stem: read_context(path, RECORD) for path in sorted(CONTEXT.glob("*.csv"))}
    known = {
        **reviewed,
        **context,
        "milestone_steps": reviewed["milestones"],
        "rates": read_rates(RATES),
        "ndc_mentions": ndc.counted(context["ndc_soil_mentions"]),
        "lists": described(shipped().all),
    }
    names = [contract.name.removeprefix("core.") for contract in STRATEGY_TABLES]
    return {name: TABLES[f"core.{name}"].shape(known[name][TABLES[f"core.{name}"].column_names]) for name in names}


@given(sent=st.lists(tables(DIRT), min_size=1, max_size=4))
@settings(PATIENT, max_examples=5)
def test_whatever_is_admitted_passes_the_contract_of_its_table(sent: list, strategy: dict[str, pd.DataFrame]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, headers, rows) in enumerate(sent):
            with (Path(folder) / f"{number}.csv").open("w", encoding="utf-8", newline="") as text:
                csv.writer(text).writerows([headers, *rows])
        record = Path(folder) / ".record"  # the shipped state of every dated step, and nothing else
        record.mkdir()
        shutil.copy(RECORD / "milestones.csv", record)
        raw = receive(record, [("inbox", Path(folder))], record / "nothing said", NO_CLOCK)
    core = admission.admit(raw, strategy, load(STRATEGY), {}, date(2026, 11, 22))
    for contract in (*ADMITTED, *ACCOUNTS):
        frame = core[contract.name.removeprefix("core.")]
        assert len(gate(contract, frame)) == len(frame)


@pytest.fixture(scope="module")
def sent_twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, running.Outcome]]:
    """A template filled in and sent, then edited and sent again under another name, with a run after each."""
    data = tmp_path_factory.mktemp("twice")
    (data / "inbox").mkdir()
    book_path = data / "template.xlsx"
    template("projects", book_path, "fr")
    book = load_workbook(book_path)
    sheet, names = book.worksheets[0], list(streams()["projects"].by_name)
    columns = {cell.value: cell.column for cell in sheet[1]}
    for cell in sheet[2]:
        cell.value = None
    filled = {
        "project_id": "T-1",
        "title": "Sols",
        "objectives": "C2",
        "countries": "Mali",
        "start": datetime(2025, 1, 1),
        "asked_amount": 100,
        "currency": "EUR",
        "updated_on": datetime(2026, 1, 1),
    }
    for name in filled.keys() & set(names):
        sheet.cell(2, columns[streams()["projects"].by_name[name].titles["fr"]]).value = filled[name]
    book.save(data / "inbox" / "first.xlsx")
    options = {"data": data, "inbox": None, "iati": None, "as_of": WORLD_AS_OF, "show_progress": False}
    running.run(**options)
    sheet.cell(2, columns["Montant demandé"]).value = 250
    sheet.cell(2, columns[streams()["projects"].by_name["updated_on"].titles["fr"]]).value = datetime(2026, 6, 1)
    book.save(data / "inbox" / "second.xlsx")
    yield data, running.run(**options)


def test_a_template_sent_again_is_an_update_and_the_older_version_stays(
    sent_twice: tuple[Path, running.Outcome],
) -> None:
    projects = releases.read(released(sent_twice[1]).path, "marts.projects")
    own = projects[projects["project_id"] == "T-1"].sort_values("version")
    assert own[["asked_amount", "is_current", "source_file"]].to_numpy().tolist() == [
        [100, False, "first.xlsx"],
        [250, True, "second.xlsx"],
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["1 changed", "1 row is new or moved on: a real change."]),
        ("fr", ["1 modifié", "1 ligne est nouvelle ou a évolué : un changement réel."]),
        ("es", ["1 cambiado", "1 fila es nueva o avanzó: un cambio real."]),
    ],
)
def test_the_letter_tells_what_changed_since_the_last_file_and_of_which_kind_it_is(
    sent_twice: tuple[Path, running.Outcome], language: str, expected: list[str]
) -> None:
    data, ended = sent_twice
    page = data / "letters" / released(ended).release_id / f"second.xlsx.{language}.html"
    answer = page.read_text(encoding="utf-8")
    assert [line for line in expected if line not in answer] == []
