"""Terms on a page: where each comes from in the reader's language, those in force first."""

import pandas as pd
import pytest

from dashboard.rendering.registers import terms
from dashboard.rendering.words import Words
from tests.factories import rows

DECIDED = pd.Timestamp("2027-03-12")
HISTORY = rows(
    "marts.terms",
    indicator_code="C2.1",
    item="baseline",
    value=["1", "1234.5"],
    term_origin="adopted",
    standing=["replaced", "in_force"],
    decided_on=[pd.Timestamp("2026-01-01"), DECIDED],
    replaced_value=[None, "1"],
)


@pytest.mark.parametrize(
    ("language", "origin", "standing", "value"),
    [
        ("en", "adopted 12 Mar 2027", "in_force", "1,234.5"),
        ("fr", "adoptée le 12 mars 2027", "in_force", "1 234,5"),
        ("es", "según lo adoptado el 12 mar 2027", "in_force", "1234,5"),
    ],
)
def test_a_term_says_where_it_comes_from_and_those_in_force_come_first(
    language: str, origin: str, standing: str, value: str
) -> None:
    first = terms.worded(HISTORY, Words(language)).iloc[0]
    assert (first["term_from"], first["term_standing"]) == (origin, standing)
    assert first["term_value"].replace("\u202f", " ").replace("\xa0", " ") == value


def test_a_verdict_says_where_baseline_and_target_come_from() -> None:
    row = {"baseline_origin": "reported", "baseline_adopted_on": None, "target_origin": "adopted"}
    said = terms.origins(row | {"target_adopted_on": DECIDED}, Words("en"))
    assert said == "Baseline: reported for the base year. Target: adopted 12 Mar 2027."
    assert terms.origins({"baseline_origin": None, "target_origin": None}, Words("en")) == ""
