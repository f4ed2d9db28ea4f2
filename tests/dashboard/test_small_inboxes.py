"""Every page opens in three languages on an inbox of one kind of rows: a headline, and nothing that went wrong."""

from itertools import cycle, product

import pytest

from dashboard.queries import cell_rows, coverage_rows, money_rows, published, strategy_rows
from dashboard.rendering.grid_cells import Cell
from sources.catalogues import LANGUAGES
from tests.conftest import MadeOnce
from tests.dashboard.opening import every_page
from tests.small_inboxes import BESIDE, INBOXES, data_of
from warehouse import releases

# Two on the harsher release without the shipped record, each in one language; the others and beside the record in `make fuzz`.
FIRST, *OTHERS = INBOXES
ALWAYS = ("one_observation", "projects_without_dates")
OPENED = [
    *(
        pytest.param(inbox, "without_record", language, marks=() if inbox in ALWAYS else pytest.mark.whole)
        for inbox, language in zip(INBOXES, cycle(LANGUAGES), strict=False)
    ),
    *(
        pytest.param(inbox, "with_record", language, marks=pytest.mark.whole)
        for inbox, language in (*product([FIRST], LANGUAGES), *zip(OTHERS, cycle(LANGUAGES), strict=False))
    ),
]


@pytest.mark.parametrize(("inbox", "beside", "language"), OPENED)
def test_every_page_opens_on_an_inbox_of_one_kind(inbox: str, beside: str, language: str, made_once: MadeOnce) -> None:
    for page, shown in every_page(data_of(made_once, inbox, BESIDE[beside]), language).items():
        assert shown.errors == [], page
        assert len(shown.titles) == 1 and shown.titles[0], page


@pytest.mark.parametrize("inbox", INBOXES)
def test_what_was_sent_is_in_the_release_that_is_opened(inbox: str, made_once: MadeOnce) -> None:
    sources = releases.read(releases.find(data_of(made_once, inbox, is_with_record=False)).path, "marts.sources")
    assert sources.loc[sources["source_file"] == f"{inbox}.csv", "rows_admitted"].sum() > 0


def test_coverage_opportunities_and_every_opened_cell_ask_for_the_same_money(made_once: MadeOnce) -> None:
    release = releases.find(data_of(made_once, "projects_of_every_stage", is_with_record=False)).path
    objectives = [*strategy_rows.objectives(release)["objective_code"].unique(), None]
    regions = [*coverage_rows.regions(release)["region_code"], None]
    opened = sum(cell_rows.sums(release, Cell(*codes))["asked_eur"] or 0 for codes in product(objectives, regions))
    asked = {
        "opportunities": published.table(release, "marts.opportunities")["asked_eur"].sum(),
        "coverage": coverage_rows.coverage(release)["asked_eur"].sum(),
        "by objective": money_rows.by_objective(release)["asked_eur"].sum(),
        "opened cells": opened,
    }
    assert {name: round(amount, 2) for name, amount in asked.items()} == dict.fromkeys(asked, 140_000)
