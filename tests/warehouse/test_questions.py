"""The questions of the marts: what each reads, and an order in which every answer is there before it is needed."""

import pytest

from warehouse import questions as asked
from warehouse.contracts import TABLES
from warehouse.questions import questions


def test_every_question_comes_after_those_whose_answers_it_reads():
    known = {question.name for question in questions()}
    answered: set[str] = set()
    for question in questions():
        assert question.reads & known <= answered, question.name
        answered.add(question.name)


def test_every_question_reads_tables_that_exist():
    for question in questions():
        assert question.name in TABLES and question.reads <= set(TABLES), question.name


def test_two_questions_that_wait_for_each_other_are_named(tmp_path, monkeypatch):
    (tmp_path / "marts").mkdir()
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / "marts" / f"{name}.sql").write_text(
            f"-- in words: marts.three\nselect * from marts.{other}", encoding="utf-8"
        )
    monkeypatch.setattr(asked, "_files", lambda folder: sorted((tmp_path / folder).glob("*.sql")))
    with pytest.raises(ValueError, match=r"wait for each other: marts\.one, marts\.two"):
        questions.__wrapped__()
