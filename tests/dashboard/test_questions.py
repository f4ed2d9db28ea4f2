"""The questions to the Secretariat on the page and on paper: each of them everywhere, and gone once it is answered."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typst
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboard.queries import question_rows
from dashboard.rendering.documents import questions
from dashboard.rendering.headlines import questions as headlines
from dashboard.rendering.registers import asked
from dashboard.rendering.words import Words
from dashboard.views.questions.figures import ROWS_SHOWN
from pipelines.rules.questions.asking import questions_of
from sources.catalogues import LANGUAGES
from tests.dashboard.opening import opened, turned_to
from tests.release_factory import AS_OF
from warehouse import releases

Tables = dict[str, pd.DataFrame]
HOSTILE = '=1+1 #panic("x") *b* $x^2$ \\ @ref <l> [a] `r`'


def tables_of(data: Path) -> Tables:
    return question_rows.tables(releases.kept(data).releases[0].path)


def paper(tables: Tables, data: Path, language: str = "en") -> questions.Paper:
    every, words = questions_of(tables, AS_OF), Words(language)
    labels = {code: f"Label of {code}" for one in every for code in one.objectives}
    headline = headlines.questions(every, len(tables["objective_progress"]), words)
    return questions.Paper(every, tables, labels, headline, releases.kept(data).releases[0], words)


def shown_on(app: AppTest) -> str:
    blocks = [json.loads(block.proto.json)["html"] for block in app.get("bidi_component")]
    return unescape("".join(blocks))


def state_reported(tables: Tables) -> Tables:
    steps = tables["milestones"]
    return {
        **tables,
        "milestones": steps.assign(state=steps["state"].mask(steps["milestone_code"] == "A6.1a", "reached")),
    }


def call_reported(tables: Tables) -> Tables:
    return {**tables, "calls": tables["calls"].assign(in_line_count=3)}


def agreement_dated(tables: Tables) -> Tables:
    return {**tables, "partnerships": tables["partnerships"].assign(standing="ended")}


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        (state_reported, "Framework drawn up"),
        (call_reported, "The result of call 9"),
        (agreement_dated, "the agreement with Office giver"),
    ],
)
def test_a_question_stands_in_the_release_until_it_is_answered(
    small_record: Path, answer: Callable[[Tables], Tables], gone: str
) -> None:
    tables = tables_of(small_record)
    tables["calls"] = tables["calls"].assign(call_code="9", in_line_count=None)
    before, after = paper(tables, small_record).rows, paper(answer(tables), small_record).rows
    assert before["question"].str.contains(gone, regex=False).sum() == 1
    assert not after["question"].str.contains(gone, regex=False).any()
    assert len(after) == len(before) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_many_questions_are_open_and_shows_them_by_what_they_settle(
    small_record: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = paper(tables_of(small_record), small_record, language).rows
    app = turned_to(opened(small_record, monkeypatch, language), "questions", language)
    assert not app.exception
    assert str(len(rows)) in app.title[0].value
    html = shown_on(app)
    for row in rows.head(ROWS_SHOWN).to_dict("records"):
        assert row["question"] in html and row["settles"] in html, row["number"]
    turned_to(app, "questions", language, objective="F3")
    own = rows[rows["objective_codes"].str.contains("F3") | (rows["question"].str.contains("F3"))]
    assert len(own) and all(text in shown_on(app) for text in own["question"])
    assert {button.proto.id.rsplit("-", 1)[-1] for button in app.get("download_button")} >= {
        "questions_xlsx",
        "questions_pdf",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_documents_hold_every_question_of_the_page(small_record: Path, language: str) -> None:
    made = paper(tables_of(small_record), small_record, language)
    book = load_workbook(BytesIO(questions.workbook(made)))
    cells = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in cells] == list(range(1, len(made.rows) + 1))
    for name in ("question", "answered_by", "template", "settles"):
        assert [row[asked.COLUMNS.index(name)] for row in cells] == list(made.rows[name])
    printed = [row for section in questions.contents(made)["sections"] for row in section["rows"]]
    assert sorted(int(row[0].replace(".", "").replace(",", "")) for row in printed) == list(range(1, len(cells) + 1))
    by_number = {int(row[0]): row[1] for row in printed}
    assert all(by_number[row["number"]].startswith(row["question"]) for row in made.rows.to_dict("records"))
    assert questions.printed(made).startswith(b"%PDF-") and questions.printed(made) == questions.printed(made)


def drawn(made: questions.Paper) -> Any:
    data = {"contents": json.dumps(questions.contents(made))}
    return typst.compile(
        str(questions.FOLDER / "questions.typ"), root=str(questions.FOLDER), sys_inputs=data, format="svg"
    )


def test_a_name_that_somebody_sent_is_text_on_paper_and_in_the_workbook(small_record: Path) -> None:
    tables = tables_of(small_record)
    tables["partnerships"] = tables["partnerships"].assign(organisation_name=HOSTILE * 40)
    indicators = tables["indicators"]
    tables["indicators"] = indicators.assign(label_en=HOSTILE)
    made = paper(tables, small_record)
    assert len(drawn(made)) > 1
    book = load_workbook(BytesIO(questions.workbook(made)))
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]


def test_a_demonstration_is_marked_on_every_page_of_the_paper(small_record: Path) -> None:
    made = paper(tables_of(small_record), small_record)
    assert questions.contents(made)["watermark"] == ""
    marked = replace(made, release=replace(made.release, is_demonstration=True))
    assert questions.contents(marked)["watermark"] == Words("en")("strip.watermark")
    assert Words("en")("strip.watermark") in str(
        load_workbook(BytesIO(questions.workbook(marked))).worksheets[1]["A1"].value
    )


def test_a_release_that_lacks_nothing_asks_nothing() -> None:
    headline = headlines.questions((), 60, Words("en"))
    assert headline.sentence == "No question to the Secretariat is open"
