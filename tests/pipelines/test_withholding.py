"""Whatever stands in the tables that would be published, no address is left in them, and keys stay apart.

Does not belong here: whole runs (`test_hostile_inboxes`, `test_privacy`), and the forms of an address (`test_addresses`).
"""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import withholding
from pipelines.checks import no_address_is_left
from sources.files.listing import mark_of
from tests.factories import put, rows, warehouse

PIECES = [
    "a",
    "B9",
    "é",
    "例",
    ".",
    "..",
    "-",
    "_",
    "+",
    "@",
    "＠",
    "%40",
    '"',
    "'",
    "’",
    "\\",
    "(",
    ")",
    "[at]",
    "<",
    ">",
]
PIECES += [
    ";",
    ":",
    ",",
    "~",
    "/",
    "{",
    "}",
    " ",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\n",
    "\t",
    "&#64;",
    "org",
    "x.org",
    "İ",
    "ß",
]
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
NOWHERE = Path("no release before")


@pytest.fixture(scope="module")
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in which every table is there, and none has a row."""
    with warehouse({}) as connection:
        yield connection


def _fill(opened: duckdb.DuckDBPyConnection, texts: list[str], contacts: list[str]) -> None:
    put(opened, "core.projects", rows("core.projects", contact_email=contacts))
    put(opened, "marts.projects", rows("marts.projects", project_id=texts, title=texts[::-1], source_file=texts))
    said = [json.dumps({"text": text, "of": [text]}, ensure_ascii=False) for text in texts]
    put(opened, "marts.problems", rows("marts.problems", parameters=said))


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=30, unique=True), st.lists(TEXT, min_size=1, max_size=10))
def test_no_address_is_left_in_any_text(
    opened: duckdb.DuckDBPyConnection, texts: list[str], contacts: list[str]
) -> None:
    _fill(opened, [*texts, *{f"see {contact} there" for contact in contacts} - set(texts)], contacts)
    withholding.withhold(opened)
    assert no_address_is_left(opened, NOWHERE) == [] and withholding.addressed(opened) == []
    counted = "select count(*), count(distinct project_id), count(distinct source_file) from marts.projects"
    count, ids, files = opened.execute(counted).fetchall()[0]
    assert count == ids == files
    for (parameters,) in opened.execute("select parameters from marts.problems").fetchall():
        assert set(json.loads(parameters)) == {"text", "of"}


def test_what_is_withheld_is_the_same_in_every_table(opened: duckdb.DuckDBPyConnection) -> None:
    """An identifier goes on naming the same row."""
    _fill(opened, ["ada@example.org", "bo@example.org"], ["x"])
    put(
        opened,
        "marts.opportunities",
        rows("marts.opportunities", project_id=["bo@example.org"], title=["3@2 or @4p1000"]),
    )
    withholding.withhold(opened)
    found = opened.execute("select project_id, title from marts.opportunities").fetchall()
    ada, bo = (f"(withheld)~{mark_of(address)}" for address in ("ada@example.org", "bo@example.org"))
    assert found == [(bo, "3@2 or @4p1000")]
    assert opened.execute("select project_id from marts.projects").fetchall() == [(ada,), (bo,)]


def test_no_key_that_somebody_sent_is_what_is_left_of_another(opened: duckdb.DuckDBPyConnection) -> None:
    """A contact of unusual form in one identifier, and identifiers that look like what would be left of it."""
    sent = "X jane@intra"
    alike = f"X (withheld)~{mark_of(sent)}"
    _fill(opened, [sent, "X (withheld)", alike], ["jane@intra"])
    withholding.withhold(opened)
    ids = [row[0] for row in opened.execute("select project_id from marts.projects").fetchall()]
    assert len(set(ids)) == 3 and ids[1:] == ["X (withheld)", alike] and "jane" not in ids[0]


def test_a_contact_that_names_nobody_changes_no_text(opened: duckdb.DuckDBPyConnection) -> None:
    texts = ["beta 5 @ 3", "see g.com/maps/@48.85", "@"]
    _fill(opened, texts, ["@", "maps/@48.85", "@@"])
    withholding.withhold(opened)
    assert [row[0] for row in opened.execute("select project_id from marts.projects").fetchall()] == texts
