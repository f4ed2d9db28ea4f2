"""Soils by country and the page of a country: headlines from rows, the map's hatch, the lists named on page and in files."""

import json
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import soil_rows
from dashboard.rendering import credits
from dashboard.rendering.headlines import soils
from dashboard.rendering.panels.beside import beside
from dashboard.rendering.panels.every_country import every_country
from dashboard.rendering.panels.soil_map import on_map
from dashboard.rendering.registers import columns, figured, tables
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from dashboard.shell.foot import _kept
from sources.catalogues import LANGUAGES
from tests.dashboard.opening import bodies, is_failed, opened, turned_to
from tests.given_figures import figures_of, figures_saying
from tests.open_record_rows import LISTS, NEEDS
from warehouse.contracts import TABLES

EN = Words("en")
LABEL = "Open records, whole project amounts, not money for soils."


def needs(*rows: dict) -> pd.DataFrame:
    counts = dict.fromkeys(("core_count", "contributing_count", "preparation_count"), 0)
    given = [{**counts, "label_en": row.get("country_code"), **row} for row in rows]
    contract = TABLES["marts.country_need"]
    frame = pd.DataFrame(given, columns=[*contract.column_names, "label_en"])
    return contract.shape(frame.drop(columns=["label_en"])).assign(label_en=frame["label_en"])


def blocks_of(app: AppTest) -> str:
    return unescape("".join(json.loads(block.proto.json)["html"] for block in app.get("bidi_component")))


def test_the_headline_counts_the_countries_with_records_among_those_that_lost_most() -> None:
    found = soils.soils(figures_of(country_need=needs(*NEEDS)), EN)
    assert found.sentence == (
        "One of the 3 countries whose soils lost most carbon has open records about soils since 2015"
    )
    assert found.lede.startswith(
        "In all 2 records; soils are an aim of 1. Whole amounts committed: \N{EURO SIGN}5 million."
    )
    assert (
        "1 of these countries is in no list that was read, which is not a gap" in found.lede and found.page == "soils"
    )


def test_only_the_ten_largest_losses_are_in_the_headline_and_a_gain_is_no_loss() -> None:
    rows = [
        {"country_code": f"C{n:02}", "soc_debt_mt": 50.0 - n, "debt_rank": n, "is_listed": True} for n in range(1, 13)
    ]
    rows += [{"country_code": "G", "soc_debt_mt": -1.0, "debt_rank": 13, "is_listed": True, "core_count": 9}]
    rows[10] |= {"core_count": 7}  # the eleventh
    assert soils.soils(figures_of(country_need=needs(*rows)), EN).sentence.startswith("None of the 10 countries")
    rows[9] |= {"contributing_count": 1}
    assert soils.soils(figures_of(country_need=needs(*rows)), EN).sentence.startswith("One of the 10 countries")


def test_one_country_and_none_at_all_have_headlines_of_their_own() -> None:
    one = {"country_code": "KEN", "soc_debt_mt": 3.0, "debt_rank": 1, "is_listed": True, "core_count": 4}
    assert soils.soils(figures_of(country_need=needs(one)), EN).sentence.endswith(
        "has 4 open records about soils since 2015"
    )
    nothing = soils.soils(figures_of(country_need=needs()), EN)
    assert (nothing.sentence, nothing.lede) == ("No soil carbon figures of countries are on record", LABEL)


@pytest.mark.parametrize("amount", [None, float("nan"), 0.0])
def test_other_aid_is_told_in_one_line_and_only_where_some_was_read(amount: float | None) -> None:
    assert soils.read(figures_saying(other_aid=amount, open_places=1), EN).sentence == LABEL
    assert soils.read(figures_saying(other_aid=8e11, open_places=0), EN).sentence == LABEL
    assert soils.read(figures_saying(other_aid=8e11, open_places=1), EN).sentence == (
        f"{LABEL} \N{EURO SIGN}800 billion of other aid was read in the same lists and is not shown, as it is not about soils."
    )


@pytest.mark.parametrize(
    ("row", "sentence", "lede"),
    [
        (
            {"core_count": 2, "contributing_count": 1, "core_eur": 1e6, "contributing_eur": 2e6, "soc_debt_mt": 8.0},
            "3 open records since 2015 are about soils; land use has taken 8 million tonnes of carbon from its soils",
            "Soils are an aim: 2; may help soils: 1. Whole amounts committed: \N{EURO SIGN}3 million.",
        ),
        (
            {"policy_loans_eur": 5e6, "contributing_count": 1},
            "1 open record since 2015 is about soils",
            "Soils are an aim: 0; may help soils: 1. Policy loans and budget support, apart: \N{EURO SIGN}5 million.",
        ),
        (
            {"soc_debt_mt": -8.0},
            "No open record since 2015 is about soils",
            "The lists that were read name the country",
        ),
        ({"is_listed": False}, "No list that was read names this country", "That is not a gap: rich countries finance"),
    ],
)
def test_a_country_is_told_by_its_records_and_its_loss_or_calmly(row: dict, sentence: str, lede: str) -> None:
    rows = needs({"is_listed": True, "country_code": "KEN", **row})
    found = soils.country(figures_of(country_need=rows), rows.to_dict("records")[0], "Kenya", EN)
    assert found.sentence == sentence and found.lede.startswith(lede) and found.subject == "Kenya"


def test_the_map_hatches_what_no_list_names_and_leaves_white_what_a_list_names_without_records() -> None:
    names = {"ETH": "Ethiopia", "FRA": "France", "KEN": "Kenya", "PER": "Peru"}
    drawn = str(on_map(needs(*NEEDS), names, EN, Links({})))
    paths = {line.partition("<title>")[2].partition(":")[0]: line for line in drawn.split("\n") if "<title>" in line}
    assert 'class="unknown"' in paths["France"] and "country?code=FRA" not in drawn
    assert 'class="nought"' in paths["Ethiopia"] and "no record about soils" in paths["Ethiopia"]
    assert "--money-1" in paths["Kenya"] and 'href="country?code=KEN"' in drawn
    assert 'class="unknown"' in paths["CHN"]  # in no row at all


def test_a_country_in_no_list_is_hatched_beside_its_loss_and_has_no_noughts() -> None:
    given = needs(*NEEDS[:3])
    rows = {
        row.partition("</th>")[0]: row
        for row in str(beside(given, figures_of(country_need=given), EN, Links({}))).split("<tr>")[2:]
    }
    france, kenya = (next(row for head, row in rows.items() if code in head) for code in ("FRA", "KEN"))
    assert "in no list that was read" in france and "an aim:" not in france and "500" in france
    assert (
        "an aim: 1, may help: 1" in kenya and ">5.0<" in kenya and ">20.0<" in kenya and "1 \N{MIDDLE DOT} 3.0" in kenya
    )


def test_in_the_table_of_all_a_country_in_no_list_is_hatched_and_one_in_a_list_has_counts_or_none() -> None:
    every, numbers = (
        every_country(needs(*NEEDS), EN, Links({})),
        figured.NEEDS.of(figures_of(country_need=needs(*NEEDS))),
    )
    drawn = str(tables.register(every, columns.NEEDS, "", EN, Links({}), numbers=numbers)).split("<tr>")
    france, ethiopia, kenya = (next(row for row in drawn if code in row) for code in ("FRA", "ETH", "KEN"))
    activity = ("core_count", "contributing_count", "soils_eur", "policy_loans_eur", "preparation_count")
    assert [row.count('class="hatch"') for row in (france, ethiopia, kenya)] == [len(activity) + 1, 1, 1]  # 4 per 1000
    assert ">none<" in ethiopia and ">0<" in ethiopia and "20,000,000" in kenya


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_has_its_page_with_records_sources_and_lists(
    demonstration: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turned_to(opened(demonstration, monkeypatch, language), "country", language, code="KEN")
    shown = blocks_of(app)
    assert not app.exception and shown.count("Terraces and trees of valley") == 4  # three approved, one in preparation
    assert "https://bank.example.org/projects/1" in shown and "record?id=made-up-bank%3A1" in shown
    assert "Made-up Fund: Grants 1.1, ODC-By" in shown
    for code, head in (
        ("FRA", "headline.country.unlisted"),
        ("ETH", "headline.country.records"),
        ("", "headline.country.none"),
    ):
        turned_to(app, "country", language, code=code)
        assert not app.exception
        values = {"n": 0} if head.endswith("records") else {}
        assert app.title[0].value.startswith(Words(language)(head, **values))


def test_every_country_of_the_page_leads_to_its_own_and_the_lists_are_named(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turned_to(opened(demonstration, monkeypatch), "soils", "en")
    shown = blocks_of(app)
    assert all(f'href="country?code={row["country_code"]}"' in shown for row in NEEDS)
    assert all(row["attribution"] in shown and row["licence"] in shown and row["address"] in shown for row in LISTS)
    captions = [caption.value for caption in app.caption]
    assert any("800 million of other aid was read" in caption for caption in captions)


def test_a_file_that_leaves_a_page_names_the_lists_in_every_row(demonstration: Path) -> None:
    release = next((demonstration / "releases").glob("*.duckdb"))
    credit = credits.line(soil_rows.lists(release))
    assert credit.startswith("Made-up Bank: Projects (CC BY 4.0), https://bank.example.org/projects; Made-up Fund")
    kept = _kept(soil_rows.needs(release), ("country_code",), credit)
    assert kept.columns.tolist() == ["country_code", "attribution"] and set(kept["attribution"]) == {credit}
    assert "attribution" not in _kept(kept[["country_code"]], (), "")


def test_the_page_without_records_is_calm(small_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = turned_to(opened(small_record, monkeypatch), "soils", "en")
    assert app.title[0].value == "No soil carbon figures of countries are on record"
    assert next(caption.value for caption in app.caption) == LABEL
    assert not [body for body in bodies(app) if is_failed(body)]
