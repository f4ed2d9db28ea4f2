"""The gate before a table: what it refuses, and what it says then.

Does not belong here: the writing itself (`test_store`).
"""

from dataclasses import replace

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as some

from warehouse.contracts import TABLES, ContractError
from warehouse.contracts.gate import gate
from warehouse.contracts.judging import schema
from warehouse.contracts.table import Column, Table

JUDGED = Table(
    "core.judged",
    "One row per code.",
    ("code",),
    (
        Column("code", "text", "Code", "What it is called"),
        Column("kind", "text", "Kind", "One of two", values=("one", "two"), is_nullable=True),
        Column("share", "number", "Share", "Between 0 and 1", least=0, most=1, is_nullable=True),
        Column("rank", "integer", "Rank", "From 1 on", least=1),
    ),
)


@effort(deadline=None)
@given(
    some.lists(
        some.tuples(
            some.sampled_from(["a", "b", "c", None]),
            some.sampled_from(["one", "two", "", "three", None]),
            some.sampled_from([0.0, 1.0, -0.1, 1.1, float("inf"), None]),
            some.sampled_from([1, 0, 7, None]),
        ),
        max_size=4,
    )
)
def test_the_quick_look_of_the_gate_refuses_what_pandera_refuses_and_nothing_else(rows):
    frame = JUDGED.shape(pd.DataFrame(rows, columns=JUDGED.column_names))
    try:
        schema(JUDGED).validate(frame, lazy=True)
    except pa.errors.SchemaErrors:
        with pytest.raises(ContractError, match=r"core\.judged breaks its contract"):
            gate(JUDGED, frame)
    else:
        assert len(gate(JUDGED, frame)) == len(frame)


def test_a_broken_contract_names_table_column_file_and_row_and_the_way_out():
    rows = [{"code": "a", "kind": "one", "rank": 1}, {"code": "a", "kind": "three", "rank": None}]
    contract = replace(JUDGED, columns=(*JUDGED.columns, *(TABLES["core.projects"].columns[-6:-2])))
    place = {"source_file": "a.csv", "source_sheet": None, "source_row": 7}
    frame = pd.DataFrame([{**dict.fromkeys(contract.column_names), "origin": "inbox", **place, **row} for row in rows])
    with pytest.raises(ContractError) as broken:
        gate(contract, frame)
    assert str(broken.value) == (
        "core.judged breaks its contract: file a.csv row 7, code: 'a' is there already; file a.csv row 7, kind: 'three' is "
        "not one of one, two; file a.csv row 7, rank: is missing. No file should come this far: take 'a.csv' out of its "
        "folder, run again, and tell who maintains this."
    )
    assert broken.value.__cause__ is None  # a run tells what was raised first, and that is this sentence
