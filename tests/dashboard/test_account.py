"""What a computed value rests on can be read whole on the page of its objective, in three languages."""

import json
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries.listing import TABLE_ROWS
from dashboard.rendering.registers import tables
from dashboard.rendering.sitemap import view
from dashboard.rendering.words import LANGUAGES, Words
from dashboard.views.objective.account import by_reason
from pipelines.commands import running
from tests.factories import rows
from tests.places import DASHBOARD
from warehouse import releases


def opened(outcome: running.Outcome, code: str, language: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("SIC_DATA", str(outcome.release.path.parents[1]))
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    app.switch_page(view("objective"))
    app.query_params["code"] = code
    app.query_params["lang"] = language
    return app.run()


def text_of(app: AppTest) -> str:
    assert not app.exception
    blocks = [json.loads(block.proto.json)["html"] for block in app.get("bidi_component")]
    return unescape(" ".join([*blocks, *(text.value for text in app.markdown)]))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "29 of 194 parties name soil carbon, peatland or wetland"),
        ("fr", "29 parties sur 194 nomment le carbone du sol"),
        ("es", "29 de 194 partes nombran el carbono del suelo"),
    ],
)
def test_the_parties_behind_the_draft_are_listed_country_by_country(record, language, sentence, monkeypatch):
    app = opened(record, "A1", language, monkeypatch)
    shown = text_of(app)
    assert sentence in shown
    mentions = releases.read(record.release.path, "marts.ndc_mentions")
    countries = releases.read(record.release.path, "marts.countries").set_index("country_code")
    for code in mentions["country_code"]:
        assert Words(language).label(countries.loc[code].to_dict()) in shown
    assert any("ndc_mentions" in button.proto.id for button in app.get("download_button"))


def test_every_fact_of_a_computed_value_is_counted_by_its_reason_and_offered_as_a_table(record, monkeypatch):
    app = opened(record, "F2", "fr", monkeypatch)
    assert "comptés\u202f: 0, écartés\u202f: 322" in text_of(app)
    assert "son projet n’est rattaché à aucun objectif" in text_of(app)
    assert Words("fr")("figure.part", n=TABLE_ROWS, total=322) in [expander.label for expander in app.expander]
    assert any(len(frame.value) == TABLE_ROWS for frame in app.dataframe)


def test_reasons_add_up_to_the_facts():
    facts = rows(
        "marts.derivations",
        is_counted=[True, False, False, True, False],
        why=["a partner", "it has ended", "it has ended", "a partner", "it has no date"],
        part="numerator",
    )
    counts = by_reason(facts)
    assert counts[["why", "facts_count"]].to_numpy().tolist() == [
        ["a partner", 2],
        ["it has ended", 2],
        ["it has no date", 1],
    ]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_every_reason_the_rules_give_is_written_in_the_language_of_the_reader(world, record, language):
    words = Words(language)
    both = [releases.read(outcome.release.path, "marts.derivations") for outcome in (world, record)]
    for why in pd.concat(both)["why"].unique():
        assert tables.cell(why, "why", None, words, None).text != why


def test_what_a_rule_found_stands_behind_the_colon():
    words = Words("fr")
    assert tables.cell("not judged in line: recommendations", "why", None, words, None).text == (
        f"jugé non conforme\u202f: {words('value.assessment_result.recommendations')}"
    )
    assert tables.cell("the newest meeting in region: 002", "why", None, words, None).text.endswith("\u202f: 002")
    assert (
        tables.cell("something nobody translated: 3", "why", None, words, None).text == "something nobody translated: 3"
    )
