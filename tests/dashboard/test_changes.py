"""What changed, in words and figures: made by hand in, the sentence a board member reads out."""

import json

import pandas as pd
import pytest

from dashboard.rendering.charts.changes import axis_start, waterfall
from dashboard.rendering.headlines import changes as said
from dashboard.rendering.headlines import kinds_of_change
from dashboard.rendering.panels import changes_told as panels
from dashboard.rendering.registers import changes_listed as registers
from dashboard.rendering.registers import tables
from dashboard.rendering.registers.changes_listed import Names
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words
from pipelines.rules.changes.changes import CAUSES, FOLLOWS, KINDS, MONEY, SUBJECTS, SUMMARY
from sources.catalogues import LANGUAGES
from tests.change_factory import changes, difference, indicator, money, move, moves, place, subject

EN, FR, ES = Words("en"), Words("fr"), Words("es")
SINCE = "27 Nov 2025"
LINKS = Links({})
NAMES = Names({"C2": "Soil Regeneration"}, {"C2.1": "Actors who regenerate"}, {"C2.1": "% of actors"})
NO_MONEY = money(0).assign(amount_eur=float("nan"))


def in_june(year: int) -> str:
    """The last day of that June, as a register shows it: not parted between two lines."""
    return f"30 Jun {year}".replace(" ", registers.NO_BREAK)


def sentence(*rows: dict, words: Words = EN) -> str:
    return said.changes(moves(*rows), NO_MONEY, SINCE, "", words).sentence


def test_the_headline_tells_how_many_changed_class_and_how_many_really_moved() -> None:
    real = [move(code, "on_track", "achieved") for code in ("A1", "B2", "C2", "D4")]
    paper = [move(code, "on_track", "moving_away", kind) for code, kind in (("C3", "correction"), ("E2", "coverage"))]
    paper.append(move("F1", "moving_away", "on_track", "method"))
    assert sentence(*real, *paper) == f"Seven objectives changed status since {SINCE}; four of them really moved"
    assert sentence(*real) == f"Four objectives changed status since {SINCE}; all of them really moved"
    assert sentence(*paper) == f"Three objectives changed status since {SINCE}, but none of them really moved"
    assert sentence(real[0]) == f"One objective changed status since {SINCE}, and it really moved"
    assert sentence(*real[:1], *paper) == f"Four objectives changed status since {SINCE}; one of them really moved"
    assert sentence() == f"No objective changed status since {SINCE}"
    assert sentence(*real[:1], *paper, words=FR) == (
        f"Quatre objectifs ont changé de statut depuis le {SINCE}\u202f; un seul a réellement évolué"
    )


def test_an_objective_that_moved_for_both_horizons_or_in_two_steps_is_one() -> None:
    both = [move("C2", "on_track", "achieved"), move("C2", "on_track", "achieved", horizon=2050)]
    assert sentence(*both).startswith("One objective")
    steps = [
        move("C2", "limited_progress", "on_track", step=5),
        move("C2", "on_track", "limited_progress", "correction", step=3),
    ]
    assert sentence(*steps).startswith("No objective")
    assert said.changed(moves(*steps, move("C2", "on_track", "achieved", step=6))).to_dict("records") == [
        {"objective_code": "C2", "horizon": 2030, "before": "on_track", "after": "achieved", "is_real": True}
    ]


def test_evidence_that_led_back_to_where_it_began_did_not_really_move_a_class() -> None:
    steps = [move("C2", "on_track", "limited_progress", "method")]
    steps += [move("C2", "limited_progress", "achieved", step=2), move("C2", "achieved", "limited_progress", step=3)]
    assert sentence(*steps).endswith("but it did not really move")


def test_a_verdict_whose_reason_alone_changed_has_not_changed_class() -> None:
    row = move("A1", "cannot_be_assessed", "cannot_be_assessed", reason_after="nothing_reported")
    assert sentence(row).startswith("No objective")


def test_open_records_are_told_beside_the_money_and_are_no_part_of_it() -> None:
    both = pd.concat([money(5e6, real=1e6), money(27e9, coverage=1e9).assign(is_open_record=True)])
    assert said.lede(both, EN) == said.lede(money(5e6, real=1e6), EN)
    assert said.new_money(both, EN) == said.new_money(money(5e6, real=1e6), EN)
    assert registers.money(both).equals(registers.money(money(5e6, real=1e6)))
    for words in map(Words, LANGUAGES):
        assert all(words.euros(amount) in said.open_records(both, words) for amount in (27e9, 28e9))
    assert said.open_records(money(5e6), EN) == ""


def test_the_lede_says_what_became_of_committed_money_and_why() -> None:
    assert said.lede(money(159.2e6, 24.6e6, -7.9e6, -1.4e6, 4.1e6), EN) == (
        "Committed money, open records apart, rose by €19.4 million. New evidence added €24.6 million; corrections to old figures took "
        "€7.9 million away; a change of method took €1.4 million away; sources that appeared added €4.1 million."
    )
    assert said.lede(money(5e6, coverage=-2e6), EN) == (
        "Committed money, open records apart, fell by €2 million. Sources that vanished took €2 million away."
    )
    assert said.lede(money(5e6), EN) == "Committed money, open records apart, is what it was, €5 million."
    assert said.lede(money(5e6, real=0.2), EN) == "Committed money, open records apart, is what it was, €5 million."
    assert said.lede(NO_MONEY, EN) == said.lede(money(0).head(0), EN)
    assert said.lede(NO_MONEY, EN).startswith("No committed money")


def test_the_titles_count_what_is_due_to_evidence_and_what_is_not() -> None:
    rows = changes().moves
    assert (
        said.verdicts(rows, 2030, EN)
        == "Status for 2030: 2 moved by new evidence, 2 by a correction, the method or the sources"
    )
    assert said.verdicts(rows, 2050, EN) == "No objective changed status for 2050"
    real = said.verdicts(moves(move("A1", "on_track", "achieved")), 2030, EN)
    assert real == "Status for 2030: 1 moved, by new evidence"
    assert said.kept(rows, 2030, 24, EN) == "20 objectives kept their status"
    assert said.new_money(changes().money, EN) == "€24.6 million of committed money is new evidence"
    assert said.new_money(money(3e6, correction=1e6), EN).startswith("No change of committed money")


@pytest.mark.parametrize("words", [EN, FR, ES])
def test_every_kind_cause_and_thing_that_came_or_went_has_words(words: Words) -> None:
    for kind in KINDS:
        assert words.has(f"value.kind.{kind}") and words.has(f"change.means.{kind}")
    assert all(words.has(f"value.cause.{cause}") for cause in (*sum(CAUSES.values(), ()), FOLLOWS))
    for thing in kinds_of_change.CAME_AND_WENT:
        assert all(words.has(f"change.{thing}.{happened}") for happened in kinds_of_change.HAPPENED)
    assert all(words.has(f"change.part.{thing}") for thing in kinds_of_change.SUBJECTS)


def test_the_number_of_a_kind_is_the_sum_of_its_parts_and_a_kind_without_any_is_shown() -> None:
    rows = pd.DataFrame([("status", "real", 4), ("money", "real", 19), ("project", "real", 8)], columns=SUMMARY)
    real, correction, *_ = kinds_of_change.counted(rows, EN)
    assert (real.count, real.parts) == (31, "status 4, money 19, projects 8")
    assert (correction.count, correction.parts) == (0, "none")
    assert panels.kinds(kinds_of_change.counted(rows, EN), EN).count("<svg") == len(KINDS)


def test_few_things_are_named_and_many_are_counted() -> None:
    rows = [*(subject(f"P{number}") for number in range(8)), subject("W-2", "ended")]
    rows.append(subject("open-aid.xml", kind="coverage", subject="source"))
    lines = kinds_of_change.came_and_went(pd.DataFrame(rows, columns=SUBJECTS), EN)
    assert [(line.kind, line.text) for line in lines] == [
        ("real", "8 new projects"),
        ("real", "Project ended: W-2"),
        ("coverage", "New source: open-aid.xml"),
    ]
    assert "Nothing came" in panels.came_and_went([], EN)


def test_a_name_in_a_line_is_text_and_no_markup() -> None:
    lines = kinds_of_change.came_and_went(pd.DataFrame([subject("<b>x</b>")], columns=SUBJECTS), EN)
    assert "<b>x" not in panels.came_and_went(lines, EN)


def test_a_move_has_both_verdicts_its_kind_what_happened_and_the_rows_behind_it() -> None:
    evidence = [place("old.csv", 2, "before"), *(place("new.xlsx", row, sheet="Data") for row in (5, 3, 4, 2))]
    row = move("C2", "cannot_be_assessed", "limited_progress", evidence=evidence)
    known = pd.DataFrame([indicator("C2.1", 11, 8), indicator("C2.1", 1, 2, "method")])
    (shown,) = registers.moves(moves(row), known, NAMES, EN, LINKS).to_dict("records")
    assert str(shown["objective"]) == "C2 Soil Regeneration"
    assert (shown["then"].text, shown["then"].status) == ("Cannot be assessed: no baseline", "cannot_be_assessed")
    assert (shown["now"].status, shown["kind"].status, shown["kind"].text) == (
        "limited_progress",
        "real",
        "Real change",
    )
    assert shown["what_happened"] == "New evidence. The value fell from 11% of actors to 8% of actors"
    assert (
        shown["evidence"]
        == f"old.csv, row{registers.NO_BREAK}2; new.xlsx, Data, rows{registers.NO_BREAK}2, 3, 4 and 1 more"
    )
    markup = tables.register(pd.DataFrame([shown]), registers.MOVES, "", EN, LINKS)
    assert markup.count("<svg") == 3 and 'href="objective?code=C2"' in markup


def test_a_value_that_is_new_or_gone_is_said_so() -> None:
    for before, after, words in ((None, 8, "no value"), (11, None, f"11% of actors, {in_june(2025)}")):
        (row,) = registers.indicators(pd.DataFrame([indicator("C2.1", before, after)]), NAMES, EN).to_dict("records")
        assert row["then"] == words and row["indicator"] == "C2.1 Actors who regenerate"
        assert ("no value" if after is None else f"8% of actors, {in_june(2026)}") == row["now"]


def test_a_difference_shows_cells_rows_and_gaps_in_words() -> None:
    rows = [
        difference("sic_stage", '"idea"', "null"),
        difference("asked_eur", "1234.5", "-2"),
        difference(None, None, '{"project_id":"W-1"}'),
        difference("updated_on", '"2025-03-31"', '"no day"'),
    ]
    shown = registers.differences(pd.DataFrame(rows), EN)
    assert list(shown["then"]) == ["Idea", "1,234.5", "no such row", "31 Mar 2025"]
    assert list(shown["now"]) == ["none", "−2", "a row", "no day"]
    assert list(shown["row_key"]) == ["W-1"] * 4 and shown["column"].iloc[2] == "the whole row"


def test_a_thing_that_came_is_told_field_by_field() -> None:
    (shown,) = registers.subjects(pd.DataFrame([subject("Cover crops")], columns=SUBJECTS), EN).to_dict("records")
    assert (shown["then"], shown["now"]) == ("none", "Stage: Idea; Updated: 31 May 2026")
    gone = subject("seats.csv", "lost", "coverage", "source") | {"before": None, "after": None}
    (shown_gone,) = registers.subjects(pd.DataFrame([gone], columns=SUBJECTS), EN).to_dict("records")
    assert (shown_gone["then"], shown_gone["now"]) == ("there", "not there")
    assert shown["what_happened"] == "New project. New evidence"


def test_the_rows_of_a_file_have_their_evidence_as_json() -> None:
    (written,) = registers.exported(changes().rows)["evidence"]
    assert json.loads(written) == [place("projects.csv", 2)]


def test_the_money_adds_up_row_by_row_and_a_kind_that_did_nothing_is_nought() -> None:
    still = pd.DataFrame([(False, "disbursed", "before", 5e6, 1), (False, "disbursed", "after", 5e6, 1)], columns=MONEY)
    rows = registers.money(pd.concat([still, changes().money])).to_dict("records")
    assert [row.pop("state") for row in rows] == ["committed", "disbursed"]
    for row in rows:
        *parts, after = row.values()
        assert sum(parts) == pytest.approx(after)


def test_the_waterfall_leads_from_one_total_to_the_other() -> None:
    figure = waterfall(said.amounts_of(changes().money, "committed"), (SINCE, "22 Nov 2026"), "light", EN, "")
    bars = [(bar.base[0], bar.base[0] + bar.y[0]) for bar in figure.data]
    assert bars[0] == pytest.approx((0, 159.2)) and bars[1] == pytest.approx((159.2, 183.8))
    assert bars[3] == pytest.approx((174.5, 175.9)) and bars[4] == pytest.approx((174.5, 178.6))
    assert bars[2] == pytest.approx((175.9, 183.8)) and bars[-1] == pytest.approx((0, 178.6))
    assert [note.text for note in figure.layout.annotations] == [
        f"<b>{text}</b>" for text in ("€159.2 m", "+24.6", "−7.9", "−1.4", "+4.1", "€178.6 m")
    ]
    assert figure.data[4].marker.pattern.shape == "/" and figure.layout.yaxis.range[0] == 0


def test_totals_that_dwarf_the_changes_are_cut_and_the_axis_says_where() -> None:
    small = said.amounts_of(money(28e9, real=20e6, correction=-5e6), "committed")
    assert 27_900 < axis_start(small) < 27_995
    figure = waterfall(small, (SINCE, "22 Nov 2026"), "dark", FR, "")
    assert figure.layout.yaxis.range[0] == axis_start(small) == figure.data[0].base[0]
    assert axis_start(said.amounts_of(money(28e9), "committed")) == 0
    assert axis_start(said.amounts_of(changes().money, "committed")) == 0
