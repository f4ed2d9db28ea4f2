"""The declarations of columns: each once, and the tables read nothing else."""

import pytest

from warehouse.contracts import TABLES
from warehouse.contracts.columns import COLUMNS, TOPICS, by_name
from warehouse.settings import ROOT


def test_a_column_declared_twice_is_refused():
    twice = [*COLUMNS.values(), COLUMNS["project_id"]]
    with pytest.raises(ValueError, match="project_id is declared twice"):
        by_name(twice)


def test_every_declared_column_stands_in_a_table():
    used = {(column.title, column.meaning) for table in TABLES.values() for column in table.columns}
    assert [name for name, column in COLUMNS.items() if (column.title, column.meaning) not in used] == []


def test_every_topic_is_read():
    files = (ROOT / "warehouse" / "contracts" / "columns").glob("*.py")
    read = {topic.__name__.rpartition(".")[2] for topic in TOPICS}
    assert {path.stem for path in files} - {"__init__"} == read
