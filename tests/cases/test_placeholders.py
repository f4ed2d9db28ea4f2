"""Words in place of a name: no funder, no project and no identifier is made of them, and the sender is told."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.admission.values import BLANKS
from sources.names.placeholders import PLACEHOLDERS, is_placeholder, is_whole_world
from tests.sources.rows_sent import GOOD, admitted, rules_found

WORDS = ("NA", "tbd", "T.B.C.", "unknown", "none", "?", "to be decided", "inconnu", "desconocido", "à définir", "...")


@pytest.mark.parametrize("word", WORDS)
def test_a_placeholder_is_no_funder(word: str) -> None:
    admission = admitted(funding={**GOOD["funding"], "funder": word})
    assert admission.tables["contributions"].empty
    assert {"NAM-010", "FND-005"} <= set(rules_found(admission))


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(sorted(PLACEHOLDERS)), st.sampled_from([str.upper, str.title, lambda word: f" ({word}) "]))
def test_however_it_is_written_a_placeholder_is_no_identifier(word: str, written: Callable[[str], str]) -> None:
    admission = admitted(projects={**GOOD["projects"], "project_id": written(word)})
    ids = admission.tables["projects"]["project_id"].tolist()
    is_blank = written(word).strip().lower() in BLANKS  # blank in every field, and no finding of its own
    assert rules_found(admission) == ([] if is_blank else ["NAM-010"]) + ["PRJ-007"]
    assert ids != [written(word).strip()]


def test_placeholders_in_a_list_of_names_are_left_out() -> None:
    admission = admitted(projects={**GOOD["projects"], "partners": "Loam Institute; TBC"})
    links = admission.tables["project_organisations"]
    assert links.loc[links["role"] == "partner", "organisation_name"].tolist() == ["Loam Institute"]
    assert rules_found(admission) == ["NAM-010"]


@pytest.mark.parametrize(
    "name", ["None Such Farm", "Nadir Trust", "Unknown Soldier Farm Fund", "土", "TBD Media", "Na"]
)
def test_names_that_only_hold_such_words_stay(name: str) -> None:
    held = is_placeholder(name)
    assert held == (name == "Na") and not is_whole_world(name)


def test_a_named_funder_is_free_of_findings() -> None:
    assert rules_found(admitted(funding={**GOOD["funding"], "funder": "Nadir Trust"})) == []
