"""Country and sector of a transaction win over those of its activity; each state is placed by its own transactions."""

from pathlib import Path

import pandas as pd
import pytest

from tests.answering import answers, current, small_world
from tests.cases.activities import COMMITTED, DISBURSED, activity, file, judged, transaction
from tests.factories import money, rows

SHARED = '<recipient-country code="KE" percentage="50"/><recipient-country code="ML" percentage="50"/>'


@pytest.fixture(scope="module")
def opened():
    connection = small_world()
    yield connection
    connection.close()


def test_a_transaction_names_its_own_country_region_and_sector(tmp_path: Path) -> None:
    own = transaction(COMMITTED, "2024-01-01", 5, country="ML", sector="31130")
    found = judged(tmp_path, {"a.xml": file(activity("XX-9-1", own, transaction(COMMITTED, "2024-02-01", 5)))})
    assert found.contributions["placed_by"].fillna("").tolist() == ["MLI||31130", ""]


def test_several_places_without_shares_are_equal_parts_and_named(tmp_path: Path) -> None:
    both = transaction(DISBURSED, "2024-01-01", 5, country="ML").replace(
        '<recipient-country code="ML"/>', '<recipient-country code="ML"/><recipient-country code="KE"/>'
    )
    found = judged(tmp_path, {"a.xml": file(activity("XX-9-1", both))})
    assert found.contributions["transaction_countries"].tolist() == ["MLI;KEN"]
    assert found.said("IAT-011") == [
        "Activity XX-9-1, transaction 1. The transaction names several places (MLI;KEN) without shares: "
        "its money is split in equal parts."
    ]


# What the transactions say, and committed and disbursed in Kenya, Mali and India.
PLACED = [
    ([None, None], {"KEN": (50, 5), "MLI": (50, 5)}),
    (["KEN||", None], {"KEN": (100, 5), "MLI": (0, 5)}),
    (["IND||", "MLI||"], {"IND": (100, 0), "MLI": (0, 10)}),
    (["MLI;IND||", "KEN||"], {"MLI": (50, 0), "IND": (50, 0), "KEN": (0, 10)}),
]


@pytest.mark.parametrize(("placed_by", "expected"), PLACED)
def test_committed_and_disbursed_count_each_where_its_transactions_say(
    opened, placed_by: list[str | None], expected: dict[str, tuple[float, float]]
) -> None:
    sent = money(
        project_id="P",
        amount_eur=[100.0, 10.0],
        state=["committed", "disbursed"],
        placed_by=placed_by,
        transaction_countries=[each and each.split("|")[0] for each in placed_by],
    )
    places = rows(
        "core.project_countries", project_id="P", country_code=["KEN", "MLI"], country_share=0.5, split_basis="assumed"
    )
    found = answers(
        opened,
        *("country_coverage", "coverage_gaps", "investments", "reconciliation"),
        projects=current(project_id=["P"]),
        project_countries=places,
        contributions=sent,
    )
    by_country = found["country_coverage"].set_index("country_code")[["committed_eur", "disbursed_eur"]].fillna(0)
    by_country = by_country[(by_country != 0).any(axis=1)]
    assert {code: tuple(row) for code, row in zip(by_country.index, by_country.to_numpy().tolist(), strict=True)} == (
        expected
    )
    for mart in ("country_coverage", "coverage_gaps"):
        assert found[mart][["committed_eur", "disbursed_eur"]].sum().tolist() == [100, 10]
    # Nothing is assumed of what a transaction says itself.
    assumed = found["reconciliation"].query("cut == 'objective and country'").set_index("total")["assumed_eur"]
    assert pd.isna(assumed["ground cash, committed"]) == (placed_by[0] is not None)


@pytest.mark.parametrize(("objective", "counted_under"), [("A2", "A2"), (None, None)])
def test_the_sectors_of_a_transaction_decide_its_objective(
    opened, objective: str | None, counted_under: str | None
) -> None:
    sent = money(project_id="P", amount_eur=[7.0], placed_by="||31130", transaction_objectives=objective)
    links = rows(
        "core.project_objectives", project_id="P", objective_code=["A1"], objective_share=1.0, link_basis="inferred"
    )
    found = answers(
        opened, "investments", projects=current(project_id=["P"]), project_objectives=links, contributions=sent
    )["investments"]
    assert [None if pd.isna(each) else each for each in found["objective_code"]] == [counted_under]
