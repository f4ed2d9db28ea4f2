"""What a computed value rests on can be read whole on the page of its objective, in three languages."""

import json
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries.listing import TABLE_ROWS
from dashboard.rendering.sitemap import view
from dashboard.rendering.words import Words
from dashboard.views.objective.account import by_reason, worded
from pipelines.commands import running
from pipelines.rules.findings import parameters
from sources.catalogues import LANGUAGES
from tests.conftest import released
from tests.dashboard.opening import with_tables
from tests.factories import rows
from tests.places import DASHBOARD
from warehouse import releases
from warehouse.contracts.columns import COLUMNS


def opened(outcome: running.Outcome, code: str, language: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("SIC_DATA", str(released(outcome).path.parents[1]))
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
    mentions = releases.read(released(record).path, "marts.ndc_mentions")
    countries = releases.read(released(record).path, "marts.countries").set_index("country_code")
    for code in mentions["country_code"]:
        assert Words(language).label(countries.loc[code].to_dict()) in shown
    assert any("ndc_mentions" in button.proto.id for button in app.get("download_button"))


def test_every_fact_of_a_computed_value_is_counted_by_its_reason_and_offered_as_a_table(record, monkeypatch):
    facts = releases.read(released(record).path, "marts.derivations").query("indicator_code == 'F2.1'")
    assert len(facts) > TABLE_ROWS and not facts["is_counted"].any()
    app = opened(record, "F2", "fr", monkeypatch)
    assert f"comptés\u202f: 0, écartés\u202f: {len(facts)}" in text_of(app)
    assert "son projet n’est lié à aucun objectif" in text_of(app)
    assert Words("fr")("figure.part", n=TABLE_ROWS, total=len(facts)) in [expander.label for expander in app.expander]
    assert any(len(frame.value) == TABLE_ROWS for frame in with_tables(app).dataframe)


def test_reasons_add_up_to_the_facts():
    facts = rows(
        "marts.derivations",
        is_counted=[True, False, False, True, False],
        why=["partner", "ended", "ended", "partner", "no_date"],
        part="numerator",
    )
    counts = by_reason(facts)
    assert counts[["why", "facts_count"]].to_numpy().tolist() == [["partner", 2], ["ended", 2], ["no_date", 1]]


def given(why: str, **named: object) -> pd.DataFrame:
    return rows("marts.derivations", why=[why], parameters=[parameters(**named) if named else None])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(language):
    words = Words(language)
    assert [code for code in COLUMNS["why"].values if not words.has(f"value.why.{code}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_release_is_worded_with_what_it_names(world, record, language):
    both = pd.concat([releases.read(released(outcome).path, "marts.derivations") for outcome in (world, record)])
    said = worded(both, Words(language))
    assert "parameters" not in said
    assert (said["why"] != both["why"]).all() and not said["why"].str.contains("[{}]").any()


def test_a_reason_names_what_the_rule_found():
    words = Words("fr")
    found = worded(given("not_in_line", result="recommendations"), words)["why"].item()
    assert found == f"jugé non conforme\u202f: {words('value.assessment_result.recommendations')}"
    assert worded(given("newest_meeting", region="002"), words)["why"].item().endswith("\u202f: 002")
    assert worded(given("reported_value_used", year=2024), words)["why"].item() == (
        "une valeur déclarée et validée pour 2024 est utilisée à la place"
    )


def test_a_release_made_before_reasons_were_codes_keeps_its_sentences():
    old = given("it has no date").drop(columns="parameters")
    assert worded(old, Words("es"))["why"].item() == "it has no date"
