"""The numbers of PDF, slides, workbook and static pages are those of the release: taken out of the files, and compared.

Each comparison is also made with a release in which one number is another: then it has to name that one.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard.papers.pack import comparing, writing
from dashboard.papers.report import writing as report
from dashboard.papers.report.edition import Edition
from dashboard.rendering.documents.report import leaf
from dashboard.rendering.words import Words
from pipelines.commands.running import Outcome
from tests.conftest import MadeOnce, released
from tests.dashboard import numbers_taken
from tests.dashboard.numbers_taken import Row
from warehouse.releases import Release

FIGURES = "select figure_id, value from marts.figures where value is not null"
UNKNOWN = "select figure_id from marts.figures where value is null and text_value is null"
TEXTS = "select figure_id, text_value from marts.figures where text_value is not null"
BY_YEAR = """
    select year::varchar, sum(amount_eur) from marts.investments
    where money_stream = 'ground' and state = 'committed' and year is not null group by year
"""
BY_OBJECTIVE = """
    select objective_code, sum(projects_count) filter (coverage_state <> 'nothing_reported'), sum(committed_eur)
    from marts.coverage_gaps group by objective_code having sum(committed_eur) is not null
"""
# Titles of tables whose rows stand on paper with their name first and their numbers behind it.
READ_IN_ROWS = (
    "pack.sheet.objectives",
    "investments.objectives",
    "investments.funders",
    "pack.sheet.task_forces",
    "pack.sheet.agreements",
)
LANGUAGES_TRIED = ("en", *(pytest.param(each, marks=pytest.mark.whole) for each in ("fr", "es")))
SAMPLE = (
    "overview",
    "goals",
    "partnerships",
    "soils",
    "coverage",
    "practices",
    "investments",
    "seats",
    "facilities",
    "sources",
)


@pytest.fixture(scope="module", params=LANGUAGES_TRIED)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


@pytest.fixture(scope="module")
def files(world: Outcome, made_once: MadeOnce, words: Words) -> Mapping[str, bytes]:
    """The board pack of the world."""

    def make(_folder: Path) -> Mapping[str, bytes]:
        release = released(world)
        shown = comparing.shown(release.path.parents[1], release, None, words.language)
        return writing.files(shown, lambda _done, _name: None)

    return made_once(f"pack_of_the_world_{words.language}", make)


@pytest.fixture(scope="module")
def figures(world: Outcome) -> Mapping[str, float]:
    """The numbers of the release by the names of their figures, as the file of the release has them."""
    return {str(name): float(value) for name, value in asked(released(world), FIGURES)}


@pytest.fixture(scope="module")
def workbook(files: Mapping[str, bytes], words: Words) -> numbers_taken.Workbook:
    return numbers_taken.of_workbook(files["xlsx"], words)


@pytest.fixture(scope="module")
def slides(files: Mapping[str, bytes], words: Words) -> numbers_taken.Slides:
    return numbers_taken.of_slides(files["pptx"], words.language)


@pytest.fixture(scope="module")
def paper(files: Mapping[str, bytes], words: Words) -> list[str]:
    return numbers_taken.of_paper(files["pdf"], words.language)


def asked(release: Release, question: str) -> list[tuple]:
    """What the file of a release answers, without our readers."""
    with duckdb.connect(str(release.path), read_only=True) as opened:
        return opened.execute(question).fetchall()


def changed(figures: Mapping[str, float], name: str) -> Mapping[str, float]:
    """The same release, but for one number."""
    return {**figures, name: figures[name] * 1.5 + 1}


def read_in_rows(workbook: numbers_taken.Workbook, words: Words) -> list[Row]:
    """The rows of these tables; one that lacks its table fails here."""
    sheets = {row.sheet for row in workbook.rows}
    titles = [words(key) for key in READ_IN_ROWS]
    chosen = {sheet for sheet in sheets for title in titles if title.startswith(sheet)}
    assert len(chosen) == len(READ_IN_ROWS)
    return [row for row in workbook.rows if row.sheet in chosen]


def test_the_workbook_has_the_numbers_of_the_release(
    workbook: numbers_taken.Workbook, figures: Mapping[str, float]
) -> None:
    assert dict(workbook.figures) == pytest.approx(dict(figures)) and len(figures) > 1_000
    assert numbers_taken.wrong_numbers(workbook.figures, figures) == []
    assert numbers_taken.wrong_rows(workbook.rows, figures) == []
    for name in ("objective_committed.C2", "days_to_end.12", "records.BRA", "vacant_representatives.C3"):
        assert numbers_taken.wrong_numbers(workbook.figures, changed(figures, name)) == [name]
        assert name in numbers_taken.wrong_rows(workbook.rows, changed(figures, name))


def test_the_workbook_has_the_money_that_the_marts_have(
    workbook: numbers_taken.Workbook, world: Outcome, words: Words
) -> None:
    own = [row for row in workbook.rows if row.sheet == words("investments.objectives")]
    rows = {row.name if row.name == words("grid.outside") else row.name.split()[0]: row.numbers for row in own}
    expected = {
        code or words("grid.outside"): (projects, euros)
        for code, projects, euros in asked(released(world), BY_OBJECTIVE)
    }
    assert rows.keys() == expected.keys()
    for code, (projects, euros) in expected.items():
        assert rows[code][0] == projects and any(number == pytest.approx(euros) for number in rows[code]), code


def test_the_slides_have_the_numbers_of_the_release(
    slides: numbers_taken.Slides, workbook: numbers_taken.Workbook, figures: Mapping[str, float], words: Words
) -> None:
    noted, rows = list(slides.noted.items()), [" ".join(row) for row in slides.rows]
    assert len(noted) > 100 and set(slides.noted) <= set(figures)
    assert numbers_taken.wrong_texts(noted, figures, {}) == []
    assert numbers_taken.wrong_on_paper(rows, read_in_rows(workbook, words), figures) == []
    for name in ("objective_committed.C2", "days_to_end.12", "vacant_representatives.C3"):
        assert numbers_taken.wrong_texts(noted, changed(figures, name), {}) == [name]
        assert name in numbers_taken.wrong_on_paper(rows, read_in_rows(workbook, words), changed(figures, name))


def test_the_charts_of_the_slides_hold_the_money_of_the_marts(
    slides: numbers_taken.Slides, world: Outcome, words: Words
) -> None:
    committed = words("value.state.committed")
    (years, values), *_ = [chart for chart in slides.charts if committed in chart[1]]
    expected = dict(asked(released(world), BY_YEAR))
    assert dict(zip(years, values[committed], strict=True)) == pytest.approx({year: expected[year] for year in years})


def test_paper_has_the_numbers_of_the_release(
    paper: list[str], workbook: numbers_taken.Workbook, figures: Mapping[str, float], words: Words
) -> None:
    rows = read_in_rows(workbook, words)
    assert numbers_taken.wrong_on_paper(paper, rows, figures) == []
    for name in (
        "objective_committed.C2",
        "days_to_end.12",
        "vacant_representatives.C3",
        "funder_committed.World Bank",
    ):
        assert name in numbers_taken.wrong_on_paper(paper, rows, changed(figures, name))


def test_every_number_of_a_finding_is_a_figure_that_its_sheet_names(
    workbook: numbers_taken.Workbook,
    paper: list[str],
    slides: numbers_taken.Slides,
    world: Outcome,
    figures: Mapping[str, float],
) -> None:
    days = dict(asked(released(world), TEXTS))
    whole = " ".join(paper)
    stated = {finding: names for finding, names in workbook.findings.items() if names}
    assert len(stated) > 5
    for finding, names in stated.items():
        assert finding in whole, finding
        assert list(numbers_taken.unexplained(finding, names, figures, days)) == []
    other = changed(figures, "cells_missing")
    assert any(list(numbers_taken.unexplained(finding, names, other, days)) for finding, names in stated.items())


@pytest.mark.parametrize("names", [SAMPLE, pytest.param(tuple(report.COMPOSED), marks=pytest.mark.whole)])
def test_static_pages_have_the_numbers_of_the_release(
    world: Outcome, figures: Mapping[str, float], words: Words, names: tuple[str, ...]
) -> None:
    taken = list(of_pages(Edition(released(world), words), names))
    days = {**dict(asked(released(world), TEXTS)), **since_when(released(world), figures)}
    known = {*figures, *days, *unknown(released(world))}
    stated = {name for named, _ in taken for name in numbers_taken.names_in(named, known)}
    assert len(stated) > 100 and stated <= known
    assert numbers_taken.wrong_texts(taken, figures, days) == []
    for name in ("cells_hatched", "open_committed", "objective_committed.C2", "days_to_end.12"):
        assert numbers_taken.wrong_texts(taken, changed(figures, name), days)


def since_when(release: Release, figures: Mapping[str, float]) -> dict[str, str]:
    """The days since when something is overdue, which pages write in place of how many days that are."""
    late = {name: days for name, days in figures.items() if name.startswith("longest_overdue.")}
    return {name: (release.as_of - timedelta(days=days)).isoformat() for name, days in late.items()}


def unknown(release: Release) -> set[str]:
    """The figures of which nothing is known."""
    return {str(name) for (name,) in asked(release, UNKNOWN)}


def of_pages(edition: Edition, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The figures that static pages name, with the text that stands under them."""
    around = report.around(edition, [edition.words.language])
    for name in names:
        for draft in report.COMPOSED[name](edition):
            for page in draft.leaves():
                yield from numbers_taken.of_page(leaf.html(page, around), edition.words.language)
