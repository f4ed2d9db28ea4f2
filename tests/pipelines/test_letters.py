"""Each file of the inbox is answered in three languages, and no letter stops a run or shows a person."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.views.letters import files as shown
from pipelines.commands import running
from pipelines.letters import facts, writing
from pipelines.letters.effects import Effects, Marts, Money, Moved, effects
from pipelines.letters.since import OfFile, Since, StatusMove
from pipelines.letters.wording import texts, worded
from pipelines.letters.writing import as_html, write
from sources.catalogues import LANGUAGES
from sources.files.listing import shown_name
from sources.streams import streams
from tests.conftest import WORLD, WORLD_AS_OF, released
from tests.factories import money, rows
from warehouse import differences, settings
from warehouse.contracts import TABLES

PROBLEM = {
    "rule_id": "NAM-002",
    "severity": "error",
    "origin": "inbox",
    "stream": "projects",
    "source_file": "a.csv",
    "source_sheet": None,
    "source_row": 3.0,
    "column": "Pays (ISO)",
    "field": "countries",
    "value": "=cmd|'/C calc'!A0<script>",
    "parameters": '{"case": "near", "text": "Beniin", "closest": [{"name": "Benin", "code": "BEN"}, '
    '{"name": "St. Lucia", "code": "LCA"}]}',
    "message": "'Beniin' is not a country we know.",
    "is_open": True,
    "closed_in": None,
    "rows_count": 1,
    "fix": "Closest: Benin (BEN), St. Lucia (LCA). Correct the cell, or have the spelling added to the list.",
}
PROJECT = {"origin": "inbox", "source_file": "a.csv", "is_current": True, "title": "T", "asked_eur": 5.0}


def published(
    release_id: str, projects: list[dict], held: int = 0, problems: tuple[dict, ...] = (), status: str = "read"
) -> facts.Published:
    read = len(projects) + held
    source = {
        "origin": "inbox",
        "source_file": "a.csv",
        "stream": "projects",
        "status": status,
        "rows_read": read,
        "rows_admitted": read - held,
        "rows_held": held,
        "newest_on": pd.Timestamp("2026-11-12"),
    }
    return facts.Published(
        release_id,
        date(2026, 11, 22),
        pd.DataFrame([source]),
        pd.DataFrame(problems, columns=list(PROBLEM)),
        pd.DataFrame([PROJECT | project for project in projects], columns=["project_id", *PROJECT]),
        marts(),
    )


def marts(objectives: pd.DataFrame | None = None, **sent: pd.DataFrame) -> Marts:
    """What counts in a release: nothing but what a test says."""
    names = ("contributions", "observations", "indicators")
    given = {name: sent.get(name, TABLES[f"marts.{name}"].empty()) for name in names}
    return Marts(**given, objectives=TABLES["marts.objectives"].empty() if objectives is None else objectives)


def received(**filled: str) -> dict[str, pd.DataFrame]:
    rows = pd.DataFrame([{"title": "T", **filled}]).reindex(columns=streams()["projects"].field_names)
    return {"projects": rows.assign(origin="inbox", source_file="a.csv")}


NOW = published("2", [{"project_id": "P1"}], held=1, problems=(PROBLEM,))


def test_a_letter_says_how_complete_and_how_old_a_file_is() -> None:
    bare = facts.letter("a.csv", NOW, None, received(), Since()).parts[0]
    fuller = facts.letter("a.csv", NOW, None, received(summary="s", start="2025"), Since()).parts[0]
    assert (bare.now, bare.age_days) == ((2, 1, 1), 10)
    assert bare.filled_share == 0 and fuller.filled_share is not None and 0 < fuller.filled_share < 1
    with_contact = facts.letter("a.csv", NOW, None, received(contact_email="ada@planted.example"), Since()).parts[0]
    assert with_contact.filled_share == 0  # whether a person is named is nobody's business
    assert facts.letter("a.csv", NOW, None, {}, Since()).parts[0].filled_share is None


def test_a_letter_compares_by_identifier_with_the_release_before() -> None:
    before = published("1", [{"project_id": "P1"}, {"project_id": "P2"}, {"project_id": "P3"}], held=2)
    now = published("2", [{"project_id": "P1"}, {"project_id": "P2"}, {"project_id": "P4"}])
    differs = OfFile((("real", 2),), new=frozenset({"P4"}), changed=frozenset({"P2"}))
    letter = facts.letter("a.csv", now, before, {}, Since({"a.csv": differs}))
    assert letter.changes == facts.Changes(new=1, changed=1, same=1, gone=1)
    assert worded(letter, "en").changes[-1] == "2 rows are new or moved on: real changes."
    assert letter.parts[0].before == (5, 3, 2)
    assert "5 rows read then, 3 now; held 2 then, 0 now" in worded(letter, "en").changes[1]


def test_a_first_file_has_nothing_to_be_compared_with() -> None:
    letter = facts.letter("a.csv", NOW, None, {}, Since())
    assert letter.changes is None and letter.previous_as_of is None
    assert worded(letter, "fr").changes == (texts("fr").text("first"),)


def test_a_refused_file_gets_its_reason() -> None:
    refused = PROBLEM | {
        "rule_id": "FIL-013",
        "parameters": "{}",
        "source_row": None,
        "column": None,
        "value": None,
        "stream": "file",
    }
    letter = worded(
        facts.letter("a.csv", published("2", [], problems=(refused,), status="refused"), None, {}, Since()), "es"
    )
    assert letter.outcome == texts("es").text("refused")
    assert letter.problems[0][1] == "archivo" and letter.problems[0][4] == "El libro está protegido con contraseña."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_tells_the_problem_in_its_language_with_the_nearest_names(language: str) -> None:
    letter = worded(facts.letter("a.csv", NOW, None, {}, Since()), language)
    row = letter.problems[0]
    assert "Benin (BEN), St. Lucia (LCA). " in row[5] and row[6] == "NAM-002"
    assert row[2] == "Pays (ISO)"  # as the sender wrote it, whatever the language of the letter
    assert ("is not a country" in row[4]) == (language == "en")


def test_markup_is_text_on_the_page_and_no_formula_stands_in_the_workbook(tmp_path: Path) -> None:
    letter = facts.letter("a.csv", NOW, None, {}, Since())
    assert "<script>" not in as_html(worded(letter, "en"))
    assert "&lt;script&gt;" in as_html(worded(letter, "en"))
    written = write(letter, tmp_path)
    assert len(written) == 2 * len(LANGUAGES)
    for path in written:
        if path.suffix == ".xlsx":
            for sheet in load_workbook(path):
                assert not any(cell.data_type == "f" for row in sheet for cell in row)


def test_a_name_that_leads_out_of_the_folder_is_not_written(tmp_path: Path) -> None:
    now = published("2", [])
    letter = facts.letter("../../a.csv", now, None, {}, Since())
    with pytest.raises(ValueError, match="leads out"):
        write(letter, tmp_path / "letters" / "2")
    assert not list(tmp_path.rglob("*.html"))


def test_no_letter_takes_the_place_of_another(tmp_path: Path) -> None:
    """`A.csv` where the disk takes it for `a.csv`, and a folder that is called like the letter of another file."""
    now = published("2", [])
    names = ["a.csv", "a.csv.en.html/b.csv", "a.csv", "c/d.csv"]
    written = [write(facts.letter(name, now, None, {}, Since()), tmp_path) for name in names]
    pages = [files[0].relative_to(tmp_path).as_posix() for files in written]
    assert len({file for files in written for file in files}) == 6 * len(names)
    assert [pages[0], pages[3]] == ["a.csv.en.html", "c/d.csv.en.html"]
    assert pages[1].startswith("b~") and pages[2].startswith("a~")


@pytest.mark.parametrize("name", ["l" * 251 + ".csv", "f" * 255 + "/" + "g" * 255 + "/a.csv", "d/" * 900 + "a.csv"])
def test_a_long_name_has_its_letters(tmp_path: Path, name: str) -> None:
    name = shown_name(tmp_path / name, tmp_path)
    written = write(facts.letter(name, published("2", []), None, {}, Since()), tmp_path)
    assert len(written) == 6 and all(path.is_file() for path in written)


def test_every_file_of_the_inbox_has_its_letters_and_no_other(world: running.Outcome) -> None:
    folder = settings.letters_dir(released(world).path.parents[1], released(world).release_id)
    expected = {
        f"{path.name}.{language}.{suffix}"
        for path in (WORLD / "inbox").iterdir()
        for language in LANGUAGES
        for suffix in ("html", "xlsx")
    }
    assert {path.name for path in folder.iterdir()} == expected
    for language in LANGUAGES:
        assert shown.count(released(world), language) == len(list((WORLD / "inbox").iterdir()))
        assert shown.letter_of(released(world), language, "projects.csv") == folder / f"projects.csv.{language}.html"
    page = folder / "projects.csv.en.html"
    assert str(shown.body(page)).startswith('<div class="letter">') and shown.workbook(page).exists()


def test_a_run_without_anything_sent_writes_no_letter(record: running.Outcome) -> None:
    assert shown.count(released(record), "en") == 0


def test_neither_a_letter_that_fails_nor_a_release_that_is_cut_short_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: running.Outcome
) -> None:
    shutil.copytree(WORLD / "inbox", tmp_path / "inbox")
    before, folder = released(record).path, settings.releases_dir(tmp_path)
    folder.mkdir()
    shutil.copy(before.with_name(f"{before.name}.json"), folder)
    (folder / before.name).write_bytes(b"")

    def fail_for_one(letter: facts.Letter, folder: Path) -> list[Path]:
        if letter.source_file == "projects.csv":
            raise OSError("the disk is full")
        return write(letter, folder)

    monkeypatch.setattr(writing, "write", fail_for_one)
    outcome = running.run(data=tmp_path, inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
    assert outcome.release is not None and not outcome.errors
    assert shown.letter_of(released(outcome), "en", "projects.csv") is None
    assert shown.letter_of(released(outcome), "en", "observations.csv") is not None


def test_releases_that_cannot_be_compared_cost_the_letters_and_not_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world: running.Outcome
) -> None:
    shutil.copytree(released(world).path.parents[1], tmp_path / "data")

    def fail(before: Path, after: Path) -> None:
        raise ValueError("no such column")

    monkeypatch.setattr(differences, "between", fail)
    outcome = running.run(data=tmp_path / "data", inbox=None, iati=None, as_of=WORLD_AS_OF, show_progress=False)
    assert outcome.release is not None and not outcome.errors
    assert "no letter could be written for projects.csv" in outcome.warnings
    assert shown.count(released(outcome), "en") == 0


def objectives(status: str) -> pd.DataFrame:
    return rows("marts.objectives", objective_code="C3", horizon=[2030], status=status)


def test_a_letter_says_what_the_file_did_to_the_figures() -> None:
    """Two rows of money of which one counts, and a figure that moved its objective."""
    counted = marts(
        objectives("acceleration_needed"),
        contributions=TABLES["marts.contributions"].shape(
            money(source_file="a.csv", contribution_id=["1", "2"], amount_eur=[70.0, 30.0], is_counted=[True, False])[
                TABLES["marts.contributions"].column_names
            ]
        ),
        observations=rows("marts.observations", origin="inbox", source_file="a.csv", indicator_code="C3.1"),
        indicators=rows("marts.indicators", indicator_code="C3.1", objective_code="C3"),
    )
    status = StatusMove("cannot_be_assessed", ("correction", "real"), frozenset({"a.csv", "other.csv"}))
    moved = Since(statuses={("C3", 2030): status})
    found = effects("a.csv", counted, NOW.problems, moved)
    assert found == Effects(
        (Money("committed", 1, 70.0),),
        1,
        2,
        (Moved("C3", 2030, "acceleration_needed", "cannot_be_assessed", ("correction", "real"), 1),),
        (),
        1,
        (),
    )
    letter = worded(replace(facts.letter("a.csv", NOW, None, {}, Since()), effects=found), "en")
    assert letter.effects == (
        "1 of 2 rows of money counts in the totals.",
        "Committed: 1 row, 70 EUR.",
        "C3, for 2030, is now: acceleration needed (before: cannot be assessed), because of 1 other file and not of this "
        "one. Kind of change: a correction of what was sent before and a real change.",
    )
    assert effects("other.csv", counted, NOW.problems, moved) == Effects()


def test_letters_of_both_files_say_what_is_mended() -> None:
    mended = PROBLEM | {"is_open": False, "closed_in": "b.csv"}
    now = published("2", [], held=2, problems=(mended, mended | {"source_row": 4.0}))
    old, new = (
        worded(facts.letter("a.csv", now, None, {}, Since()), "en"),
        effects("b.csv", marts(), now.problems, Since()),
    )
    assert old.outcome == texts("en").text("all_mended") and old.effects == ("2 of 2 problems are corrected by b.csv.",)
    assert not old.is_held  # nobody is asked to send again what a later file mended
    assert [row[0] for row in old.problems] == ["Corrected", "Corrected"]
    assert new.mends == (("a.csv", 2, 2),)
