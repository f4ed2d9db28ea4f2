"""Every number in a headline, a lede or a grid is a figure of the registry: screen and registry cannot disagree."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.papers.report import account, gaps, start, task_forces
from dashboard.papers.report.edition import Edition
from dashboard.queries.figure_rows import figures
from dashboard.rendering.figures import Figures
from dashboard.rendering.words import Words
from pipelines.commands.running import Outcome
from tests.conftest import released
from tests.dashboard.opening import Shown, every_page
from tests.dashboard.said_figures import Texts, called, otherwise, unsaid
from tests.release_factory import AS_OF
from warehouse import releases

EN = Words("en")
# Pages whose headline says nothing of a release: what is sent or looked for there, its form, its rules, two releases; and
# the questions and the estimate, which rules work out from what the page shows.
APART = ("submit", "templates", "letters", "search", "records", "record", "releases", "dictionary", "method", "changes",
         "questions", "close_gap")  # fmt: skip


@pytest.fixture(scope="module")
def known(demonstration: Path) -> Figures:
    return figures(next((demonstration / "releases").glob("*.duckdb")))


def said_otherwise(shown: Shown, figures: Figures, is_apart: bool = False) -> list[str]:
    """The numbers of the headline, the lede and the grids of a page that are not the figures they say they are."""
    found = [line for block in shown.blocks for line in otherwise(block, figures, EN, AS_OF)]
    if is_apart:
        return found
    _, _, after = shown.html.partition('<p class="lede"')
    lede = Texts(f'<p class="lede"{after.partition("</p>")[0]}</p>').found
    text, names = " ".join(text for text, *_ in lede), lede[0][1] if lede else ""
    return found + unsaid(f"{shown.titles[0]} {text}", called(names, figures), figures, EN, AS_OF)


# The worlds that pages are read over, each with how many numbers bear a name there at least.
NAMED = {"demonstration": 800, "made_up_world": 1_800}


@pytest.mark.parametrize("world", NAMED)
def test_every_number_of_headline_lede_and_grid_is_its_figure(world: str, request: pytest.FixtureRequest) -> None:
    data = request.getfixturevalue(world)
    pages, known = every_page(data, "en"), figures(releases.find(data).path)
    wrong = {page: said_otherwise(shown, known, page in APART) for page, shown in pages.items()}
    assert {page: lines for page, lines in wrong.items() if lines} == {}
    named = {page: sum(block.count("data-figure") for block in shown.blocks) for page, shown in pages.items()}
    assert min(named[page] for page in ("overview", "goals", "coverage", "soils", "practices", "seats", "sources")) > 0
    assert sum(named.values()) > NAMED[world]


def test_a_number_that_is_no_figure_is_found(demonstration: Path, known: Figures) -> None:
    """In a headline, in a lede, in a grid, under the name of another figure, and without any name."""
    pages = every_page(demonstration, "en")
    goals, sources, coverage = (pages[page] for page in ("goals", "sources", "coverage"))
    assert said_otherwise(replace(goals, titles=[f"{goals.titles[0]} 77"]), known)
    assert said_otherwise(replace(goals, html=goals.html.replace("</p>", " 77</p>")), known)
    assert said_otherwise(replace(sources, html=sources.html.replace('data-figure="', 'data-other="')), known)
    for before, after in ((">3</span>", ">77</span>"), ('data-figure="projects.', 'data-figure="nothing.'),
                          ('<span aria-hidden="true" data-figure="', '<span data-other="')):  # fmt: skip
        changed = [block.replace(before, after) for block in coverage.blocks]
        assert changed != coverage.blocks and said_otherwise(replace(coverage, blocks=changed), known), before


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_number_of_the_miniature_world_is_its_figure_in_the_other_languages(
    world: Outcome, language: str
) -> None:
    """On the pages that need no running dashboard, which show the same headlines, grids and registers."""
    release, words = released(world), Words(language)
    edition, known, count = Edition(release, words), figures(release.path), 0
    for page in (start.goals, gaps.coverage_gaps, gaps.practices, task_forces.seats, account.sources, account.quality):
        for draft in page(edition):
            headline, blocks = draft.headline, [str(block) for block in draft.blocks]
            said = f"{headline.sentence} {headline.lede}"
            wrong = unsaid(said, list(headline.figure_ids), known, words, release.as_of)
            wrong += [line for block in blocks for line in otherwise(block, known, words, release.as_of)]
            assert wrong == [], draft.page
            count += sum(block.count("data-figure") for block in blocks)
    assert count > 300
