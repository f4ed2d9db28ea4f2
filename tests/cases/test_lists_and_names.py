"""Lists and names in a cell: read whole, or held with the way out; no code is guessed from a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.names.listing import listed_codes
from sources.names.matching import Doubt, code_of, meaning_of, near_names
from tests.sources.rows_sent import GOOD, REFERENCE, admitted, rules_found

COUNTRIES, OBJECTIVES, CURRENCIES = REFERENCE.countries, REFERENCE.objectives, REFERENCE.currencies
WHOLE = [
    ("B1 - Advice, D2 - Trials", ["B1", "D2"]),
    ("B1 - Advice D2 - Trials", ["B1", "D2"]),
    ("B1 (advice) and D2 (trials, plots)", ["B1", "D2"]),
    ("B1/D2", ["B1", "D2"]),
]
PLACES = [
    ("GH - Ghana, TG - Togo", ["GHA", "TGO"]),
    ("GH - Ghana TG - Togo", ["GHA", "TGO"]),
    ("Ghana (Tamale, Wa); Togo", ["GHA", "TGO"]),
    ("GH (Wa) et TG (Dapaong)", ["GHA", "TGO"]),
    ("Bosnia & Herzegovina, Serbia", ["BIH", "SRB"]),
    ("GH TG", ["GHA", "TGO"]),
]


@pytest.mark.parametrize(("text", "codes"), WHOLE)
def test_a_labelled_list_of_objectives_is_read_whole(text: str, codes: list[str]) -> None:
    assert listed_codes(text, OBJECTIVES) == (codes, [])


@pytest.mark.parametrize(("text", "codes"), PLACES)
def test_a_labelled_list_of_countries_is_read_whole(text: str, codes: list[str]) -> None:
    assert listed_codes(text, COUNTRIES) == (codes, [])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(sorted(OBJECTIVES.codes)), min_size=2, max_size=4, unique=True),
    st.lists(st.sampled_from(["soils", "field work", "water, trees", "phase 2", "see annex"]), min_size=4, max_size=4),
    st.sampled_from([", ", " ", "; ", " and ", "\n", " & "]),
    st.sampled_from(["{} - {}", "{} ({})", "{}: {}"]),
)
def test_no_code_of_a_list_is_lost_without_a_word(codes: list[str], labels: list[str], sign: str, form: str) -> None:
    text = sign.join(form.format(code, label) for code, label in zip(codes, labels, strict=False))
    found, doubts = listed_codes(text, OBJECTIVES)
    assert found == codes or doubts, text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("GH - Togo", "NAM-014"),
        ("Ghana (Togo)", "NAM-014"),
        ("GH - Ghana, Togoo", "NAM-015"),
        ("Ghana (and Togo)", "NAM-015"),
        ("GH (border with Togo)", "NAM-015"),
        ("NA", "NAM-013"),
        ("NO (to be decided)", "NAM-013"),
        ("Congo", "NAM-011"),
        ("Corée", "NAM-011"),
        ("World", "NAM-012"),
        ("TOTAL", "NAM-012"),
        ("tous les pays", "NAM-012"),
        ("todo el mundo", "NAM-012"),
    ],
)
def test_what_has_two_readings_is_held_with_them(text: str, rule: str) -> None:
    doubt = meaning_of(text, COUNTRIES)
    assert isinstance(doubt, Doubt) and doubt.rule_id == rule
    admission = admitted(projects={**GOOD["projects"], "countries": text})
    assert rules_found(admission) == [rule] and admission.tables["projects"].empty


@pytest.mark.parametrize("text", ["in", "No", "is", "no", "to be decided", "in Ghana", "ke", "GH ET TG", "IN GHANA"])
def test_a_word_is_no_code_of_a_country(text: str) -> None:
    found, doubts = listed_codes(text, COUNTRIES)
    assert found == [] and doubts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NA - Namibia", "NAM"),
        ("NAM", "NAM"),
        ("Norway", "NOR"),
        ("Congo (DRC)", "COD"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Guinea", "GIN"),
        ("Samoa", "WSM"),
        ("GH - northern plots", "GHA"),
        ("Kosovo", "XKX"),
        ("XK", "XKX"),
        ("Lao PDR", "LAO"),
        ("República Democrática Popular Lao", "LAO"),
        ("St. Vincent & Grenadines", "VCT"),
        ("Egypt, Arab Rep.", "EGY"),
        ("China (People's Republic of)", "CHN"),
    ],
)
def test_a_name_with_one_reading_is_read(text: str, code: str) -> None:
    assert code_of(text, COUNTRIES) == code


def test_codes_of_activities_in_iati_are_codes_whatever_they_spell() -> None:
    assert listed_codes("NA;NO", COUNTRIES, are_codes=True) == (["NAM", "NOR"], [])
    assert listed_codes("no", COUNTRIES, are_codes=True) == (["NOR"], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("€", "EUR"), ("euros", "EUR"), ("£", "GBP"), ("US$", "USD"), ("dollars US", "USD"), ("R$", "BRL"), ("₹", "INR")],
)
def test_signs_and_words_of_one_currency_are_read(text: str, code: str) -> None:
    admission = admitted(funding={**GOOD["funding"], "currency": text})
    assert rules_found(admission) == []
    assert admission.tables["contributions"]["currency_code"].tolist() == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("FCFA", {"XOF", "XAF"}), ("peso", {"ARS", "COP"}), ("$", {"USD", "CAD"}), ("¥", {"JPY", "CNY"}), ("Rs", {"INR"})],
)
def test_words_of_several_currencies_are_told_with_their_codes(text: str, codes: set[str]) -> None:
    admission = admitted(funding={**GOOD["funding"], "currency": text})
    assert rules_found(admission) == ["NAM-007"] and len(admission.tables["contributions"]) == 1
    assert all(f'"{code}"' in admission.problems["parameters"].iloc[0] for code in codes)


def test_no_former_currency_is_suggested_and_each_is_still_read() -> None:
    for word in ("pesos argentin", "Deutsch Mark", "francs francai", "old lek"):
        closest = near_names(word, CURRENCIES)["closest"]
        assert not {each["code"] for each in closest} & CURRENCIES.former, word  # ty: ignore
    assert code_of("DEM", CURRENCIES) == "DEM" and code_of("ARY", CURRENCIES) == "ARY"
