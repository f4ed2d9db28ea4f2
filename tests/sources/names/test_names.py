"""Names meet canonical ids exactly or through a reviewed spelling; the rest is suggested, never taken."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.feedback.wording import message_and_fix
from sources.findings import parameters
from sources.names.directory import Organisations, Projects, project_id, projects_of, stated_references
from sources.names.matching import almost, code_of, near_names, nearest, slug, unused_aliases
from sources.names.reference import load
from sources.streams import codes, normal

REFERENCE = load()


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("objective", "c3", "C3"),
        ("objective", "C3 - Increased Investments", "C3"),
        ("objective", "Objective C3: funders", "C3"),
        ("objective", "Marchés du carbone", "A5"),
        ("objective", "C9", None),
        ("country", "CÔTE D’IVOIRE", "CIV"),
        ("country", "Ivory Coast", "CIV"),
        ("country", "KE", "KEN"),
        ("country", "ken", "KEN"),
        ("country", "and", None),
        ("country", "ke", None),
        ("country", "NA", None),
        ("country", "Kenia", "KEN"),
        ("country", "In-country", None),
        ("country", "Beniin", None),
        ("region", "2", "002"),
        ("region", "Afrique", "002"),
        ("region", "Carribean", None),
        ("indicator", "c3.1", "C3.1"),
        ("milestone", "F3.2A", "F3.2a"),
        ("currency", "eur", "EUR"),
        ("currency", "euros!", "EUR"),
    ],
)
def test_a_name_is_matched_exactly_or_not_at_all(kind: str, text: str, code: str | None) -> None:
    assert code_of(text, REFERENCE.register(kind)) == code


def test_the_nearest_are_suggested_with_the_file_for_a_new_spelling() -> None:
    assert nearest("Carribean", REFERENCE.regions.written, REFERENCE.regions.spellings)[0] == "Caribbean"
    named = parameters(case="near", text="Beniin", **near_names("Beniin", REFERENCE.countries))
    words = message_and_fix("NAM-002", named, "en")[1]
    assert words.startswith("Closest: Benin")
    assert words.endswith("ask the Secretariat to add the spelling.")


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Carribean Netherlands", "Caribbean Netherlands (BES), "),
        ("Bolivi", "Bolivie (BOL), "),
        ("Etats Uni", "États-Unis (USA), "),
    ],
)
def test_a_country_is_suggested_once_with_its_code_whatever_its_language(written: str, suggested: str) -> None:
    closest: Any = near_names(written, REFERENCE.countries)["closest"]
    assert f"{closest[0]['name']} ({closest[0]['code']}), " == suggested
    codes = [each["code"] for each in closest]
    assert len(set(codes)) == len(codes) > 0


def test_every_label_and_code_of_the_reference_means_itself() -> None:
    for kind in ("objective", "indicator", "milestone", "country", "region", "currency"):
        register = REFERENCE.register(kind)
        assert all(code_of(code, register) == code for code in register.codes), kind
    for language, labels in REFERENCE.countries.labels.items():
        assert all(code_of(label, REFERENCE.countries) == code for code, label in labels.items()), language


def test_no_code_list_gives_one_spelling_to_two_codes() -> None:
    for enum, members in codes().items():
        owners: dict[str, set[str]] = {}
        for member in members:
            for text in (member.code, *member.labels.values()):
                owners.setdefault(normal(text), set()).add(member.code)
        assert all(len(owner) == 1 for owner in owners.values()), enum


@given(st.text(max_size=40))
def test_normal_forms_are_stable_and_slugs_are_readable(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert slug(text).replace("-", "").isalnum()
    assert slug(text).isascii()


def test_names_in_other_scripts_get_different_ids() -> None:
    assert slug("土壤") != slug("Почва") != slug("")
    assert slug("Fundación Suelo Vivo") == "fundacion-suelo-vivo"


def test_a_name_nearly_the_same_is_told_and_another_is_not() -> None:
    shown = {normal(name): name for name in ("Loam Foundation", "Humus Bank")}
    assert almost("Loam Fundation", shown) == "Loam Foundation"
    assert almost("Loam Foundation", shown) is None
    assert almost("Terrace League", shown) is None


def test_an_organisation_is_known_by_reference_then_register_then_what_the_file_tells() -> None:
    frame = pd.DataFrame(
        {"file": ["a", "a", "b"], "name": ["Loam", "Clay", "Clay"], "reference": ["XM-1", "XM-2", None]}
    ).astype("str")
    known = Organisations(REFERENCE.organisations, {"humus bank": "O9"}, {}, stated_references([frame]))
    names = pd.Series(["Loam", "clay", "Clay", "HUMUS  bank", "Loam", None, "Loam"], dtype="str")
    references = pd.Series([None, None, None, None, "XM-7", None, "12"], dtype="str")
    files = pd.Series(["a", "a", "b", "a", "a", "a", "c"], dtype="str")
    # A short number such as 12 is a publisher's own and means nothing elsewhere: the name counts.
    assert known.ids(names, references, files).fillna("-").tolist() == [
        "XM-1",
        "XM-2",
        "clay",
        "O9",
        "XM-7",
        "-",
        "loam",
    ]


def test_a_name_with_two_references_in_a_file_gets_neither() -> None:
    frame = pd.DataFrame({"file": ["a", "a"], "name": ["Ministry", "MINISTRY"], "reference": ["X-1", "X-2"]}).astype(
        "str"
    )
    assert stated_references([frame]) == {}


def test_a_project_is_known_by_id_or_by_a_title_of_its_own() -> None:
    ids, titles = pd.Series(["P1", "P2", "P3"], dtype="str"), pd.Series(["Soils", "Roots", "roots"], dtype="str")
    projects = projects_of(ids, titles, pd.Series(["loam", None, None], dtype="str"), {})
    found, stray = projects.resolved(pd.Series(["P2", "SOILS", "Roots", "P9", None], dtype="str"))
    assert found.fillna("-").tolist() == ["P2", "P1", "Roots", "P9", "-"]
    assert stray.tolist() == [False, False, True, True, False]
    assert projects.resolved(pd.Series(["p1 (LOAM)"], dtype="str"))[0].tolist() == ["P1"]
    assert Projects().by_key == {}


def test_an_id_made_of_lead_and_title_does_not_depend_on_spacing_or_case() -> None:
    assert project_id("Loam", "Living soils") == project_id(" LOAM", "living  Soils")
    assert project_id("Loam", "Living soils") != project_id("Clay", "Living soils")


def test_unused_spellings_are_reported() -> None:
    unused = unused_aliases(REFERENCE, ["Ivory Coast"])
    assert ("country", "Ivory Coast", "CIV") not in unused
    assert ("country", "DRC", "COD") in unused


def test_an_identifier_made_of_a_name_is_none_that_somebody_stated() -> None:
    known = Organisations(REFERENCE.organisations, {"humus bank": "O9", "loam league": "loam-league"})
    names = pd.Series(["Humus Bank", "Loam League", "Nobody Knows", None], dtype="str")
    assert known.stated_ids(names, pd.Series("a.csv", index=names.index)).fillna("").tolist() == ["O9", "", "", ""]
