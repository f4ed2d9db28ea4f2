"""Pages over many projects: a part is shown and said in words, nothing is shipped that is not, sums and exports are whole."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import money_rows, project_rows, published
from dashboard.queries.listing import TABLE_ROWS, Part, listing, of_table
from dashboard.rendering.sitemap import PAGES
from tests import portfolio_release
from tests.dashboard.opening import blocks, opened, turned_to, with_tables
from warehouse import releases

PROJECTS_COUNT, CONTRIBUTIONS_COUNT = 2_000, 12_000
MOST_BYTES = 1_000_000  # of everything a page sends to the browser, charts and map included
MOST_REGISTER_ROWS = 100
ALL = {"code": ""}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("portfolio")
    portfolio_release.publish(data, PROJECTS_COUNT, CONTRIBUTIONS_COUNT, date(2026, 11, 22))
    return data


@pytest.fixture(scope="module")
def release(data: Path) -> Path:
    return releases.find(data).path


@pytest.fixture
def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    yield opened(data, monkeypatch)


def asked(release: Path, sql: str) -> float:
    return float(releases.query(release, sql).iloc[0, 0])


def last_line(app: AppTest) -> str:
    """The line under the last list of a page that says which part is shown."""
    return [html for html in blocks(app) if 'class="parts"' in html][-1]


def test_what_a_page_ships_does_not_grow_with_the_release(app: AppTest) -> None:
    for page in PAGES:
        with_tables(turned_to(app, page, "en"))
        assert not app.exception, f"{page}: {[found.message for found in app.exception]}"
        assert all(len(table.value) <= TABLE_ROWS for table in app.dataframe), page
        assert all(html.count("<tr") <= MOST_REGISTER_ROWS for html in blocks(app)), page
        charts = sum(chart.proto.ByteSize() for chart in app.get("plotly_chart"))
        tables = sum(table.proto.ByteSize() for table in app.dataframe)
        assert charts + tables + sum(map(len, blocks(app))) < MOST_BYTES, page


@pytest.mark.parametrize(
    ("language", "line_shown"),
    [("en", "26 to 50 of {}."), ("fr", "De 26 à 50 sur {}."), ("es", "Del 26 al 50 de {}.")],
)
def test_the_part_shown_is_said_in_words_and_the_others_are_a_link_away(
    app: AppTest, release: Path, language: str, line_shown: str
) -> None:
    turned_to(app, "opportunities", language, objectives="A1;C3", part="2", all="1")
    count = int(asked(release, "select count(*) from marts.opportunities"))
    line = next(html for html in blocks(app) if 'class="parts"' in html)
    assert line_shown.format(count) in line.replace(",", "").replace("\u202f", "").replace(".0", "0")
    assert "part=3" in line and "objectives=A1%3BC3" in line and "all=1" in line


def test_a_name_of_the_address_that_is_not_ours_breaks_no_list_and_is_in_no_link(app: AppTest) -> None:
    for name in ("page", "self", "links", "anything"):
        app.query_params[name] = "2"
    line = last_line(turned_to(app, "pipeline", "en", part="2"))
    assert not app.exception and "part=3" in line and "page=" not in line and "self=" not in line


def test_a_part_beyond_the_list_is_its_last_one_and_another_choice_begins_anew(app: AppTest, release: Path) -> None:
    turned_to(app, "pipeline", "en", part="99999")
    count = int(asked(release, "select count(distinct project_id) from marts.pipeline"))
    assert f"to {count:,} of {count:,}." in last_line(app)
    app.selectbox(key="picked_objective_en").select("A1").run()
    assert "part" not in app.query_params
    assert "1 to " in last_line(app)


def test_the_parts_of_a_list_make_the_whole_of_it(release: Path) -> None:
    for question, values in ((project_rows.IN_STAGE, ALL), (project_rows.OF_OBJECTIVE, {"code": "A1"})):
        first = listing(release, question, Part(1, 40), **values)
        numbers = range(1, first.count // 40 + 2)
        joined = pd.concat([listing(release, question, Part(number, 40), **values).shown for number in numbers])
        pd.testing.assert_frame_equal(joined.reset_index(drop=True), first.whole(), check_dtype=False)
        assert joined["project_id"].is_unique and len(joined) == first.count
    table = of_table(release, "marts.investments", Part(2, 30))
    pd.testing.assert_frame_equal(table.shown, table.whole().iloc[30:60].reset_index(drop=True))
    assert table.whole()["year"].dtype == "Int64"


def test_the_sums_of_the_pages_are_those_of_the_marts(release: Path) -> None:
    counted = project_rows.in_stage(release, "")
    assert counted["projects_count"].sum() == asked(release, "select count(distinct project_id) from marts.pipeline")
    stuck = counted.loc[counted["is_stuck"], "projects_count"].sum()
    assert stuck == asked(release, "select count(distinct project_id) from marts.pipeline where is_stuck")
    committed = "select sum(amount_eur) from marts.investments where state = 'committed' and money_stream = 'ground'"
    assert money_rows.funders(release)["committed_eur"].sum() == pytest.approx(asked(release, committed))
    assert money_rows.by_objective(release)["committed_eur"].sum() == pytest.approx(asked(release, committed))
    rows = published.row_counts(release)
    assert rows["marts.projects"] == PROJECTS_COUNT and rows["marts.contributions"] == CONTRIBUTIONS_COUNT


def test_where_no_source_covers_an_objective_its_projects_are_not_reported(release: Path) -> None:
    totals = money_rows.by_objective(release)
    silent = totals[totals["objective_code"].isna()]
    assert silent["projects_count"].isna().all() and totals["projects_count"].notna().any()
