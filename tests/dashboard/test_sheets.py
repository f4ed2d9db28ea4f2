"""The sheets of the shortlist: one page per project, every value as text, marked where it is made up."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typst

from dashboard.rendering.documents import sheets
from dashboard.rendering.words import Words
from pipelines.rules.coverage.fit import Profile, match
from sources.catalogues import LANGUAGES
from warehouse.releases import Release

EN = Words("en")
LINK = "https://example.org/opportunities?regions=002"
RELEASE = Release("2026-11-22-a", Path("a.duckdb"), datetime(2026, 11, 22), date(2026, 11, 22), "c", "1.0", "0", False)
HOSTILE = '#panic("x") *b* $x^2$ \\ @ref <l> [a] `r` // c /* #eval("1") {"a": 1}'
NAMES = {"countries": {"KEN": "Kenya"}, "stages": {"presented": "Presented to funders"}}
PROJECT = {
    "project_id": "P-1",
    "title": "Terraces",
    "lead": "Terrace League",
    "objectives": "C2",
    "countries": "KEN",
    "regions": "002",
    "stage": "presented",
    "assessment": None,
    "has_letter_of_support": True,
    "sdgs": None,
    "asked_eur": 100_000.0,
    "committed_eur": 40_000.0,
    "gap_eur": 60_000.0,
    "funders": "Loam Foundation",
    "updated_on": pd.Timestamp("2026-05-31"),
    "starts_on": pd.NaT,
    "ends_on": pd.NaT,
    "summary": None,
    "source_file": "projects.csv",
    "source_row": 2,
}


def listed(*changes: Mapping[str, object], asked: Profile | None = None) -> pd.DataFrame:
    return match(pd.DataFrame([{**PROJECT, **change} for change in changes]), asked or Profile())


def filled(frame: pd.DataFrame, release: Release = RELEASE, words: Words = EN) -> dict[str, Any]:
    return sheets.contents(frame, NAMES, release, LINK, words)


def drawn(frame: pd.DataFrame) -> object:
    data = {"contents": json.dumps(filled(frame))}
    return typst.compile(str(sheets.FOLDER / "sheets.typ"), root=str(sheets.FOLDER), sys_inputs=data, format="svg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_are_a_pdf_and_the_same_again(language: str) -> None:
    frame, words = listed({}, {"project_id": "P-2"}), Words(language)
    made = sheets.sheets(frame, NAMES, RELEASE, LINK, words)
    assert made.startswith(b"%PDF-")
    assert made == sheets.sheets(frame, NAMES, RELEASE, LINK, words)


def test_every_project_has_one_page_however_much_it_says() -> None:
    much = {name: "x" * 5000 for name in ("project_id", "title", "lead", "source_file")}
    much |= {"summary": f"{HOSTILE} " * 300, "funders": ";".join(["A long name"] * 300), "countries": "KEN;" * 200}
    pages = drawn(listed({}, much, {"title": ""}))
    assert isinstance(pages, list) and len(pages) == 3


def test_a_title_is_text_whatever_is_written_in_it() -> None:
    data = {"contents": json.dumps(filled(listed({"title": HOSTILE, "lead": HOSTILE, "summary": HOSTILE})))}
    found = typst.query(
        str(sheets.FOLDER / "sheets.typ"), "heading", field="body", root=str(sheets.FOLDER), sys_inputs=data
    )
    assert json.loads(found) == [{"func": "text", "text": HOSTILE}]


def test_the_sheet_states_the_gap_and_draws_it() -> None:
    project = filled(listed({}))["projects"][0]
    assert project["lacking"] == "€60,000 of the €100,000 asked are still missing"
    assert project["bar"] == {"committed": 40_000.0, "missing": 60_000.0}
    facts = dict(project["facts"])
    assert (facts["Asked, EUR"], facts["Committed, EUR"], facts["Asked less committed, EUR"]) == (
        "100,000",
        "40,000",
        "60,000",
    )
    assert (facts["Countries"], facts["Stage in the cycle"], facts["Letter of support"]) == (
        "Kenya",
        "Presented to funders",
        "yes",
    )
    assert facts["Start"] is None and facts["Formative assessment"] is None
    assert "projects.csv, row 2" in project["foot"] and "22 Nov 2026" in project["foot"]


def test_what_a_project_does_not_say_is_not_a_nought() -> None:
    unknown = filled(listed({"asked_eur": None, "committed_eur": None, "gap_eur": None}))["projects"][0]
    assert unknown["bar"] is None and unknown["given"] == ""
    assert unknown["lacking"] == "How much this project still lacks is not known"
    more = filled(listed({"committed_eur": 150_000.0, "gap_eur": -50_000.0}))["projects"][0]
    assert more["bar"] == {"committed": 100_000.0, "missing": 0.0}
    assert dict(more["facts"])["Asked less committed, EUR"] == "\u221250,000"


def test_the_sheet_says_that_assessment_is_advice_and_why_the_project_is_listed() -> None:
    contents = filled(listed({}, asked=Profile(regions=("002",), sdgs=("2",))))
    assert "The Initiative does not fund projects" in str(contents["advice"])
    project = contents["projects"][0]
    assert project["fit"] == "Criteria met: 1 of 2"
    assert project["sides"] == [
        ("for", "For", ["Regions: 002"]),
        ("against", "Against", []),
        ("unknown_side", "Not known", ["SDGs: not stated"]),
    ]


def test_made_up_data_are_marked_on_paper() -> None:
    assert filled(listed({}))["watermark"] == ""
    assert filled(listed({}), replace(RELEASE, is_demonstration=True))["watermark"] == "DEMONSTRATION · MADE-UP DATA"
