"""Headers as forms have them: in two languages, numbered, with hints; two columns of remarks; years across."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.feedback.wording import in_one
from sources.files.reading import Reading, read
from sources.files.recognising import match, recognise
from sources.streams import streams

STREAMS = list(streams().values())


def reading(folder: Path, *lines: str) -> Reading:
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read(folder / "a.csv", folder)


@given(st.sampled_from(STREAMS), st.sampled_from([" / ", "/", "\n", " | ", " – "]), st.booleans(), st.data())
@settings(max_examples=40, deadline=None)
def test_headers_in_two_languages_and_numbered_mean_their_field(stream, sign: str, is_numbered: bool, data) -> None:
    first, second = data.draw(st.permutations(["en", "fr", "es"]))[:2]
    fields = [each for each in stream.fields if "(" not in each.titles["en"]]
    headers = [
        f"{f'{number}. ' if is_numbered else ''}{each.titles[first]}{sign}{each.titles[second]} *"
        for number, each in enumerate(fields, start=1)
    ]
    found = match(headers, stream)
    assert list(found.columns.values()) == [each.name for each in fields]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("1. Title", "title"),
        ("4.1 Asked amount (EUR)", "asked_amount"),
        ("Q3: Countries", "countries"),
        ("b) Lead organisation*", "lead"),
        ("Titel / Title", "title"),
        ("Title\n(as in the proposal)", "title"),
        ("Asked\namount", "asked_amount"),
        ("Title / Summary", None),
        ("Country / Region", None),
        ("Asked amount / year", None),
        ("Asked amount / ha", None),
        ("Title / Funder", None),
        ("2025 budget", None),
    ],
)
def test_a_header_is_read_where_all_that_is_known_of_it_means_one_field(header: str, field: str | None) -> None:
    assert match([header], streams()["projects"]).columns.get(0) == field


def test_numbered_and_bilingual_tables_are_read(tmp_path: Path) -> None:
    for headers in ("Titre / Title,Objectifs / Objectives,Devise / Currency", "1. Title,2. Objectives,4.2 Currency"):
        found = reading(tmp_path, headers, "Hill soils,C2,EUR")
        assert found.refusal is None and not found.problems
        assert found.tables["projects"].loc[0, ["title", "objectives", "currency"]].tolist() == [
            "Hill soils",
            "C2",
            "EUR",
        ]


@pytest.mark.parametrize(
    ("headers", "row", "second"),
    [
        ("Indicator,Date,Value,Comment,Comments", "C3.1,2025,30,a,b", "Comments"),
        ("Title,Objectives,Description,Abstract", "Hill,C2,a,b", "Abstract"),
        ("Year,Item,Amount,Link,URL", "2025,available,9,x,y", "URL"),
    ],
)
def test_two_columns_of_free_text_are_told_and_the_file_is_read(
    tmp_path: Path, headers: str, row: str, second: str
) -> None:
    found = reading(tmp_path, headers, row)
    assert [(each.rule_id, each.severity, each.column) for each in found.problems] == [("FIL-031", "warning", second)]
    assert second in in_one(found.problems[0])


@pytest.mark.parametrize(
    "headers",
    ["Title,Objectives,Donors,Donor", "Indicator,Date,Result,Figure", "Title,Objectives,Country,Host country"],
)
def test_two_columns_of_a_field_that_decides_something_are_refused(tmp_path: Path, headers: str) -> None:
    assert [each.rule_id for each in reading(tmp_path, headers, "a,b,c,d").problems] == ["FIL-017"]


@pytest.mark.parametrize(
    ("headers", "stream"),
    [
        ("Indicator,Unit,2023,2024,2025", "observations"),
        ("Indicator,Country,Status,Value 2024,Value 2025", "observations"),
        ("Item,2025,2026", "budgets"),
    ],
)
def test_years_across_are_told_with_the_way_out(tmp_path: Path, headers: str, stream: str) -> None:
    said = in_one(reading(tmp_path, headers, "C3.1,a,25,31,40").problems[0])
    assert "years stand across" in said and f"sic template {stream}" in said


@pytest.mark.parametrize("headers", ["Indicator,Date,Value,Target 2030,Target 2050", "Year,Item,Amount"])
def test_a_table_with_years_of_another_kind_is_read(headers: str) -> None:
    found = recognise(headers.split(","))
    assert found is not None and not found.missing
