"""A letter names the figures that moved because of its file, and no figure that moved because of another one."""

from datetime import date

import pandas as pd
import pytest

from pipelines.letters.figure_words import FIGURES_SHOWN, figures_in_words
from pipelines.letters.figures import Figure, figures_of_files
from pipelines.letters.wording import texts
from pipelines.rules.changes.changes import INDICATORS, MONEY, MOVES, ROWS, SUBJECTS, SUMMARY, Changes, Place

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
        money=frame(None, MONEY),
        subjects=frame(None, SUBJECTS),
        summary=frame(None, SUMMARY),
    )


def cell(before: str, after: str, evidence: list[Place], column: str | None = "committed_eur") -> list[object]:
    key = '{"objective_code":"A1","region_code":"002"}'
    return ["real", [], "new_evidence", "marts.coverage_gaps", key, column, before, after, evidence]


def move(step: int, before: str, after: str, kind: str, *files: str) -> list[object]:
    evidence = [place(file) for file in files]
    return ["C3", 2030, step, before, after, None, None, kind, "new_evidence", evidence]


def test_a_sum_moved_because_of_the_file_behind_it_and_of_no_other() -> None:
    found = figures_of_files(changes([cell("200.0", "1400.0", [place(MINE), place("record.csv", origin="record")])]))
    assert found == {MINE: (Figure("committed_eur", "A1", 200.0, 1400.0, ("real",), 0, region_code="002"),)}


def test_a_file_that_was_replaced_moved_nothing_where_the_new_one_stands_behind_the_change() -> None:
    assert set(figures_of_files(changes([cell("1.0", "2.0", [place(THEIRS, "before"), place(MINE)])]))) == {MINE}
    assert set(figures_of_files(changes([cell("1.0", "null", [place(THEIRS, "before")])]))) == {THEIRS}


def test_a_status_goes_from_before_the_first_step_of_a_file_to_after_its_last() -> None:
    """Of three steps the middle one is of another file; a status that is the same in the end did not move."""
    moved = [
        move(1, "limited_progress", "acceleration_needed", "correction", MINE),
        move(2, "acceleration_needed", "limited_progress", "method", THEIRS),
        move(3, "limited_progress", "on_track", "real", MINE, THEIRS),
    ]
    found = figures_of_files(changes(moves=moved))
    assert found[MINE] == (
        Figure("status", "C3", "limited_progress", "on_track", ("correction", "real"), 1, horizon=2030),
    )
    back = [move(1, "on_track", "achieved", "real", MINE), move(2, "achieved", "on_track", "real", MINE)]
    assert figures_of_files(changes(moves=back)) == {}


def test_a_row_that_came_whole_says_each_of_its_figures_and_missing_is_not_zero() -> None:
    whole = '{"objective_code":"A1","region_code":"002","committed_eur":5.0,"asked_eur":null,"projects_count":1}'
    row = cell("", whole, [place(MINE)], column=None)
    row[6] = None
    found = figures_of_files(changes([row]))[MINE]
    assert [(each.what, each.before, each.now) for each in found] == [
        ("committed_eur", None, 5.0),
        ("projects_count", None, 1.0),
    ]
    assert "before: nothing reported" in figures_in_words(found, texts("en"), "en")[0]


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
                "Money committed, A1, Africa: +1,200,000 EUR, from 200 EUR to 1,200,200 EUR.",
            ),
        ),
        (
            "fr",
            (
                "C3 Accroissement des investissements, pour 2030 : de « progrès limités » à « en bonne voie ».",
                "Institutions de financement contactées (C3.1) : 54 au 30 sept. 2026 ; avant : 40 au 31 déc. 2025.",
                "Argent engagé, A1, Afrique : +1 200 000 EUR, de 200 EUR à 1 200 200 EUR.",
            ),
        ),
        (
            "es",
            (
                "C3 Aumento de las inversiones, para 2030: de «progreso limitado» a «en camino».",
                "Instituciones financiadoras contactadas (C3.1): 54 el 30 sept 2026; antes: 40 el 31 dic 2025.",
                "Dinero comprometido, A1, África: +1.200.000 EUR, de 200 EUR a 1.200.200 EUR.",
            ),
        ),
    ],
)
def test_what_moved_is_said_in_words(language: str, said: tuple[str, ...]) -> None:
    moved = changes(
        [cell("200.0", "1200200.0", [place(MINE)])],
        [move(1, "limited_progress", "on_track", "real", MINE)],
        [LATEST],
    )
    lines = figures_in_words(figures_of_files(moved)[MINE], texts(language), language)
    for line, expected in zip(lines, said, strict=True):
        assert " ".join(line.split()).startswith(expected)


def test_what_fell_has_a_minus_and_a_share_its_sign() -> None:
    fell = Figure("disbursed_eur", None, 5.0, 2.0, ("correction",), 2, region_code=None)
    share = Figure("latest", "A1", 5.0, 7.5, ("real",), 0, indicator_code="A1.1")
    lines = figures_in_words((fell, share), texts("en"), "en")
    assert lines[0].replace("\u00a0", " ") == (
        "Money disbursed, tied to no objective, no region named: \u22123 EUR, from 5 EUR to 2 EUR. "
        "Kind of change: a correction of what was sent before. 2 other files stand behind it too."
    )
    assert "(A1.1): 7.5%; before: 5%" in lines[1]


def test_of_many_figures_the_first_are_said_and_the_others_counted() -> None:
    many = tuple(Figure("asked_eur", "A1", None, float(n), ("real",), 0) for n in range(FIGURES_SHOWN + 3))
    lines = figures_in_words(many, texts("en"), "en")
    assert len(lines) == FIGURES_SHOWN + 1 and lines[-1].startswith("3 more figures moved")
