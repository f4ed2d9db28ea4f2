"""A letter names the figures that moved because of its file, and no figure that moved because of another one."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pipelines.letters.figure_words import FIGURES_SHOWN, figures_in_words
from pipelines.letters.figures import Figure, figures_of_files
from pipelines.letters.own_sums import MONEY, PROJECTS, Own, Placed, own_sums
from pipelines.letters.wording import texts
from pipelines.rules.changes.changes import INDICATORS, MOVES, ROWS, SUBJECTS, SUMMARY, Changes, Place

MINE, THEIRS = "mine.csv", "theirs.csv"


def place(file: str, side: str = "after", origin: str = "inbox") -> Place:
    return {"side": side, "origin": origin, "source_file": file, "source_sheet": None, "source_row": 2}


def changes(
    rows: list[list[object]] | None = None,
    moves: list[list[object]] | None = None,
    indicators: list[list[object]] | None = None,
) -> Changes:
    def frame(given: list[list[object]] | None, columns: list[str]) -> pd.DataFrame:
        return pd.DataFrame(given or [], columns=columns, dtype=object)

    return Changes(
        rows=frame(rows, ROWS),
        moves=frame(moves, MOVES),
        indicators=frame(indicators, INDICATORS),
        money=frame(None, []),
        subjects=frame(None, SUBJECTS),
        summary=frame(None, SUMMARY),
    )


def cell(before: str | None, after: str, column: str | None = "committed_eur") -> list[object]:
    key = '{"objective_code":"A1","region_code":"002"}'
    return ["real", [], "new_evidence", "marts.coverage_gaps", key, column, before, after, []]


def move(step: int, before: str, after: str, kind: str, *files: str) -> list[object]:
    evidence = [place(file) for file in files]
    return ["C3", 2030, step, before, after, None, None, kind, "new_evidence", evidence]


COMMITTED: tuple[str, str | None, str | None] = ("committed_eur", "A1", "002")


def test_a_sum_that_moved_says_what_each_file_has_in_it() -> None:
    own: Own = {(MINE, *COMMITTED): 1500.0, (THEIRS, *COMMITTED): -300.0, (MINE, "pledged_eur", "A1", "002"): 7.0}
    found = figures_of_files(changes([cell("200.0", "1400.0")]), own)
    expected = Figure("committed_eur", "A1", 200.0, 1400.0, (), 0, region_code="002", own=1500.0)
    assert found == {MINE: (expected,), THEIRS: (replace(expected, own=-300.0),)}
    assert figures_of_files(changes([cell("200.0", "1400.0")]), {}) == {}


def placed(*given: tuple[str, str, str | None, str, float | None]) -> Placed:
    """Rows of committed money: identifier, file, objective, region, amount."""
    names = ["contribution_id", "source_file", "objective_code", "region_code", "counted_here_eur"]
    frame = pd.DataFrame(given, columns=names).assign(state="committed", origin="inbox")
    of_projects = pd.DataFrame(
        columns=["project_id", "source_file", "origin", "objective_code", "region_code", "asked_here_eur"]
    )
    return {MONEY: frame.astype({"counted_here_eur": "float64"}), PROJECTS: of_projects}


def test_what_is_sent_again_is_of_the_later_file_by_what_differs() -> None:
    before = placed(("1", THEIRS, "A1", "002", 100.0), ("2", THEIRS, "A1", "002", 5.0), ("3", THEIRS, None, "002", 4.0))
    now = placed(("1", MINE, "A1", "002", 130.0), ("2", MINE, "A1", "002", 5.0), ("4", MINE, "A1", "150", None))
    assert own_sums(before, now) == {
        (MINE, "committed_eur", "A1", "002"): 30.0,
        (THEIRS, "committed_eur", None, "002"): -4.0,
    }


def test_money_whose_project_somebody_else_moved_is_of_no_file_of_money() -> None:
    """Nor is what stands in the same place; a row whose own amount changed counts where it counts now."""
    before = placed(("1", MINE, "A1", "002", 100.0), ("2", MINE, "A1", "002", 9.0))
    assert own_sums(before, placed(("1", MINE, "A1", "150", 100.0), ("2", MINE, "A1", "002", 9.0))) == {}
    assert own_sums(before, placed(("1", MINE, "A1", "150", 60.0), ("2", MINE, "A1", "002", 9.0))) == {
        (MINE, "committed_eur", "A1", "002"): -100.0,
        (MINE, "committed_eur", "A1", "150"): 60.0,
    }


def test_projects_count_once_in_a_cell_and_the_record_is_no_file_of_a_sender() -> None:
    rows = [
        ("P1", MINE, "inbox", "A1", "002", 7.0),
        ("P1", MINE, "inbox", "A1", "002", 3.0),
        ("P2", "r.csv", "record", "A1", "002", 9.0),
    ]
    names = ["project_id", "source_file", "origin", "objective_code", "region_code", "asked_here_eur"]
    now = placed() | {PROJECTS: pd.DataFrame(rows, columns=names)}
    assert own_sums(placed(), now) == {
        (MINE, "asked_eur", "A1", "002"): 10.0,
        (MINE, "projects_count", "A1", "002"): 1.0,
    }


def test_a_status_goes_from_before_the_first_step_of_a_file_to_after_its_last() -> None:
    """Of three steps the middle one is of another file; a status that is the same in the end did not move."""
    moved = [
        move(1, "limited_progress", "acceleration_needed", "correction", MINE),
        move(2, "acceleration_needed", "limited_progress", "method", THEIRS),
        move(3, "limited_progress", "on_track", "real", MINE, THEIRS),
    ]
    found = figures_of_files(changes(moves=moved), {})
    assert found[MINE] == (
        Figure("status", "C3", "limited_progress", "on_track", ("correction", "real"), 1, horizon=2030),
    )
    back = [move(1, "on_track", "achieved", "real", MINE), move(2, "achieved", "on_track", "real", MINE)]
    assert figures_of_files(changes(moves=back), {}) == {}


def test_a_row_that_came_whole_says_each_of_its_figures_and_missing_is_not_zero() -> None:
    whole = '{"objective_code":"A1","region_code":"002","committed_eur":5.0,"asked_eur":null,"projects_count":1}'
    own: Own = {
        (MINE, *COMMITTED): 5.0,
        (MINE, "asked_eur", "A1", "002"): 5.0,
        (MINE, "projects_count", "A1", "002"): 1.0,
    }
    found = figures_of_files(changes([cell(None, whole, column=None)]), own)[MINE]
    assert [(each.what, each.before, each.now) for each in found] == [
        ("committed_eur", None, 5.0),
        ("projects_count", None, 1.0),
    ]
    assert "(before: nothing reported)" in figures_in_words(found, texts("en"), "en")[0]


def test_a_latest_value_that_is_only_newer_did_not_move() -> None:
    same = [*LATEST]
    same[2] = same[3]
    assert figures_of_files(changes(indicators=[same]), {}) == {}


LATEST: list[object] = [
    "C3.1",
    "C3",
    40.0,
    54.0,
    date(2025, 12, 31),
    date(2026, 9, 30),
    "real",
    "newer_evidence",
    [place(MINE)],
]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "C3 Increased Investments, for 2030: from “limited progress” to “on track”. Kind of change: a real change.",
                "Funding institutions contacted (C3.1): 54 on 30 Sep 2026; before: 40 on 31 Dec 2025.",
                "Money committed, A1, Africa: +1,200,000 EUR by this file; in sum 1,200,200 EUR (before: 200 EUR).",
            ),
        ),
        (
            "fr",
            (
                "C3 Accroissement des investissements, pour 2030 : de « progrès limités » à « en bonne voie ».",
                "Institutions de financement contactées (C3.1) : 54 au 30 sept. 2026 ; avant : 40 au 31 déc. 2025.",
                "Argent engagé, A1, Afrique : +1 200 000 EUR par ce fichier ; au total 1 200 200 EUR (avant : 200 EUR).",
            ),
        ),
        (
            "es",
            (
                "C3 Aumento de las inversiones, para 2030: de «progreso limitado» a «en camino».",
                "Instituciones financiadoras contactadas (C3.1): 54 el 30 sept 2026; antes: 40 el 31 dic 2025.",
                "Dinero comprometido, A1, África: +1.200.000 EUR por este archivo; en total 1.200.200 EUR (antes: 200 EUR).",
            ),
        ),
    ],
)
def test_what_moved_is_said_in_words(language: str, said: tuple[str, ...]) -> None:
    moved = changes(
        [cell("200.0", "1200200.0")],
        [move(1, "limited_progress", "on_track", "real", MINE)],
        [LATEST],
    )
    own: Own = {(MINE, *COMMITTED): 1_200_000.0}
    figures = figures_of_files(moved, own)[MINE]
    lines = figures_in_words(figures, texts(language), language)
    for line, expected in zip(lines, said, strict=True):
        assert " ".join(line.split()).startswith(expected)


def test_what_fell_has_a_minus_and_a_share_its_sign() -> None:
    fell = Figure("disbursed_eur", None, 5.0, 2.0, (), 0, own=-3.0)
    share = Figure("latest", "A1", 5.0, 7.5, ("real",), 2, indicator_code="A1.1")
    lines = [line.replace("\u00a0", " ") for line in figures_in_words((fell, share), texts("en"), "en")]
    assert lines[0] == (
        "Money disbursed, linked to no objective, no region named: \u22123 EUR by this file; in sum 2 EUR (before: 5 EUR)."
    )
    assert "(A1.1): 7.5%; before: 5%. Kind of change: a real change. 2 other files stand behind it too." in lines[1]


def test_of_many_figures_the_first_are_said_and_the_others_counted() -> None:
    many = tuple(Figure("asked_eur", "A1", None, float(n), ("real",), 0) for n in range(FIGURES_SHOWN + 3))
    lines = figures_in_words(many, texts("en"), "en")
    assert len(lines) == FIGURES_SHOWN + 1 and lines[-1].startswith("3 more figures moved")
