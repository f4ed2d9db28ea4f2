"""Which of several reports of one grant is kept, and what belongs to one grant; each row named by its place in what came."""

import pandas as pd
import pytest

from pipelines.rules.money import counting
from tests.factories import rows, sent_money

EARLY, LATE = "2026-01-01 08:00", "2026-01-02 08:00"
NO_PROJECTS = rows("core.projects").head(0)


def reports(**columns: object) -> pd.DataFrame:
    """Reports of one grant of one giver, each in a file of its own."""
    plain = {"grant_id": "G", "funder_id": "XM-1", "source_file": ["a.csv", "b.csv"], "source_row": 2}
    return sent_money(**plain | columns)


def counts(sent: pd.DataFrame, decisions: pd.DataFrame | None = None) -> list[int]:
    """The places of the rows that count."""
    is_counted = counting.count_once(sent, NO_PROJECTS, decisions)["is_counted"].to_numpy(dtype=bool)
    return is_counted.nonzero()[0].tolist()


def kept_first(sent: pd.DataFrame) -> int:
    """The place of the one row that counts, in whichever order the rows come."""
    kept = {order[counts(sent.iloc[list(order)].reset_index(drop=True))[0]] for order in ((0, 1), (1, 0))}
    assert len(kept) == 1
    return kept.pop()


# The second report is kept, for the reason beside it.
PREFERRED = [
    {"project_id": ["local", "XM-1-7"], "origin": ["record", "iati"]},  # its giver sends it
    {"origin": ["iati", "record"]},  # the record before IATI
    {"origin": ["inbox", "iati"]},  # IATI before the inbox
    {"received_at": [EARLY, LATE]},  # received later
    {"received_at": LATE},  # its name, of files received at one time
]


@pytest.mark.parametrize("columns", PREFERRED)
def test_of_two_reports_of_a_grant_one_is_kept_for_a_reason(columns: dict[str, object]) -> None:
    assert kept_first(reports(**columns)) == 1


@pytest.mark.parametrize(
    ("activity", "funder", "is_own"),
    [
        ("XM-1-7", "XM-1", True),
        ("XM-1-7-2", "XM-1", True),
        ("XM-17", "XM-1", False),  # another organisation, whose identifier begins alike
        ("XM-1", "XM-1", False),
        ("XN-1-7", "XM-1", False),
        ("XM-1-7", None, False),
        (None, "XM-1", False),
    ],
)
def test_a_giver_reports_what_bears_its_identifier(activity: str | None, funder: str | None, is_own: bool) -> None:
    """The report of an activity in IATI comes behind one of the shipped record unless the giver itself reports it."""
    sent = reports(funder_id=funder, funder_key="loam", project_id=["local", activity], origin=["record", "iati"])
    others = sent_money(funder_id=["XN-1", "XM-1"], project_id=["XN-1-1", None], source_file="c.csv", amount=[1.0, 2.0])
    every = pd.concat([others.assign(contribution_id=["o1", "o2"]), sent], ignore_index=True)
    assert counts(every) == [0, 1, 3 if is_own else 2]


def test_who_has_no_identifier_reports_nothing_as_its_own() -> None:
    sent = reports(funder_id=None, funder_key="loam", project_id=["p", "q"], origin=["iati", "record"])
    other = sent_money(funder_id="XM-1", project_id="XM-1-7", contribution_id=["o"], source_file="c.xml", origin="iati")
    assert counts(pd.concat([other, sent], ignore_index=True)) == [0, 2]


def test_of_two_rows_of_the_file_that_is_kept_the_first_stands_for_the_others() -> None:
    """The row of another report gives way to the first row of the sheet, and of one row to the first identifier."""
    for place in (
        {"source_sheet": [None, "two", "one"], "source_row": 2},
        {"source_row": [2, 10, 9]},
        {"source_row": 2, "contribution_id": ["x", "d2", "d1"]},
    ):
        sent = reports(source_file=["a.csv", "b.csv", "b.csv"], received_at=[EARLY, LATE, LATE], **place)
        found = counting.count_once(sent, NO_PROJECTS)
        assert found["kept_by"].fillna(-1).tolist() == [2, -1, -1]
    placed = {"source_file": ["a.csv", "b.csv", "b.csv"], "received_at": [EARLY, LATE, LATE], "source_row": 2}
    found = counting.count_once(reports(**placed, contribution_id=["x", "d1", "d2"]), NO_PROJECTS)
    assert found["kept_by"].fillna(-1).tolist() == [1, -1, -1]


def test_a_copy_of_a_file_gives_way_line_by_line_and_a_line_in_one_of_them_alone_counts() -> None:
    sent = sent_money(
        source_file=["a.csv", "a.csv", "b.csv", "b.csv", "b.csv"],
        source_sha256="same",
        source_sheet=["one", "two", "one", "two", "two"],
        source_row=[2, 2, 2, 2, 3],
        contribution_id=["a1", "a2", "b1", "b2", "b3"],
    )
    found = counting.count_once(sent, NO_PROJECTS)
    assert found["kept_by"].fillna(-1).tolist() == [2, 3, -1, -1, -1]
    assert found["not_counted_reason"].fillna("-").tolist() == ["same_file", "same_file", "-", "-", "-"]
    assert counts(sent.assign(source_sha256=[None] * 5)) == [0, 1, 2, 3, 4]


def test_several_rows_of_one_line_are_paired_by_their_identifiers_and_by_their_state() -> None:
    line = {"source_sha256": "same", "source_row": 2, "source_file": ["a.xml", "a.xml", "b.xml", "b.xml"]}
    sent = sent_money(**line, contribution_id=["t2", "t1", "t1", "t2"], state=["disbursed", "committed"] * 2)
    swapped = sent.assign(state=["disbursed", "committed", "committed", "disbursed"])
    assert counting.count_once(swapped, NO_PROJECTS)["kept_by"].fillna(-1).tolist() == [3, 2, -1, -1]
    plain = sent.assign(state="committed")
    assert counting.count_once(plain, NO_PROJECTS)["kept_by"].fillna(-1).tolist() == [3, 2, -1, -1]


def test_a_grant_is_that_of_one_giver_and_an_activity_is_that_of_everybody() -> None:
    assert counts(reports()) == [1]
    assert counts(reports(funder_id=["XM-1", "XM-2"])) == [0, 1]
    assert counts(reports(funder_id=None, funder_key=["loam", "silt"])) == [0, 1]
    activity = {"grant_id": ["A-1", None], "project_id": ["local", "A-1"], "funder_id": ["XM-1", "XM-2"]}
    assert counts(reports(**activity)) == [1]
    assert counts(reports(grant_id=None)) == [0, 1]
    assert counts(reports(grant_id=["G", "H"])) == [0, 1]


def test_kinds_of_money_are_never_one_grant() -> None:
    for kind in (
        {"money_stream": ["ground", "task_force"]},
        {"form": ["cash", "office"]},
        {"state": ["committed", "disbursed"]},
    ):
        found = counting.count_once(reports(**kind), NO_PROJECTS)
        assert "same_grant" not in found["not_counted_reason"].tolist()
    assert counting.count_once(reports(form=["office", "secondment"], state=None), NO_PROJECTS)["kept_by"].isna().all()
    both = reports(form="office", state=None)
    assert counting.count_once(both, NO_PROJECTS)["not_counted_reason"].tolist() == ["same_grant", "not_cash"]


def test_the_grant_of_a_row_is_its_own_identifier_or_the_activity_that_others_name() -> None:
    sent = sent_money(grant_id=["G", None, None, "A-1"], project_id=["A-1", "A-1", "B-1", None]).set_axis([4, 3, 2, 1])
    assert counting.grant_of(sent).fillna("-").to_dict() == {4: "G", 3: "A-1", 2: "-", 1: "A-1"}
    nobody = sent_money(grant_id=[None, None], project_id=[None, "A-1"])
    assert counting.grant_of(nobody).isna().all()


def decided(*pairs: tuple[str, str], decision: str = "same") -> pd.DataFrame:
    frame = pd.DataFrame(pairs, columns=["contribution_id_a", "contribution_id_b"], dtype="str")
    return frame.assign(decision=decision)


FIVE = sent_money(source_file=["a", "b", "c", "d", "e"], contribution_id=["c0", "c1", "c2", "c3", "c4"])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_rows_decided_to_be_the_same_the_first_named_is_kept_in_any_order_of_the_pairs(
    order: tuple[int, ...],
) -> None:
    pairs = [("c1", "c0"), ("c2", "c1"), ("c2", "c4")]
    assert counts(FIVE, decided(*(pairs[place] for place in order))) == [2, 3]


def test_two_decisions_are_two_and_one_said_twice_or_in_a_circle_is_one() -> None:
    assert counts(FIVE, decided(("c0", "c1"), ("c3", "c2"))) == [0, 3, 4]
    assert counts(FIVE, decided(("c0", "c1"), ("c0", "c1"))) == [0, 2, 3, 4]
    assert counts(FIVE, decided(("c0", "c1"), ("c1", "c0"))) == [0, 2, 3, 4]
    assert counts(FIVE, decided(("c0", "c1"), ("c2", "c3"), ("c3", "c1"))) == [2, 4]
    assert counts(FIVE, decided(("c0", "c1"), decision="different")) == [0, 1, 2, 3, 4]
    assert counts(FIVE, decided(("c0", "c9"))) == [0, 1, 2, 3, 4]
    assert counts(FIVE, decided()) == [0, 1, 2, 3, 4]


def test_of_a_decision_on_rows_that_already_gave_way_one_row_counts() -> None:
    sent = FIVE.assign(grant_id=["G", "G", None, None, None])  # the first gives way to the second
    found = counting.count_once(sent, NO_PROJECTS, decided(("c0", "c2")))
    assert found["not_counted_reason"].fillna("-").tolist() == ["same_grant", "-", "decided_same", "-", "-"]
    assert counts(sent, decided(("c2", "c0"))) == [2, 3, 4]
    assert counts(sent, decided(("c0", "c1"))) == [1, 2, 3, 4]
    many = sent_money(
        source_file="a", contribution_id=[f"c{n:02}" for n in range(40)], source_row=list(range(41, 1, -1))
    )
    of_many = decided(*((f"c{n:02}", f"c{n + 1:02}") for n in range(39)))
    assert counts(many, of_many) == [0]
    assert counts(many.assign(finance_type_code=["421", *[None] * 39]), of_many) == [39]
    # The one to be kept is a loan: the row that would be preferred stands for the others.
    lent = FIVE.assign(finance_type_code=["421", None, None, None, None])
    assert counts(lent, decided(("c0", "c1"), ("c0", "c2"))) == [2, 3, 4]


def test_the_files_of_one_grant_are_named_at_the_row_that_stands_for_all_in_the_end() -> None:
    """The receiver's row gave way to the giver's, which a person decided to be the same as a third."""
    sent = FIVE.assign(grant_id=["G", "G", "G", None, None], source_file=["z", "m", "n", "d", "e"])
    sent = sent.assign(project_id=["local", "XM-1-7", "other", None, None], funder_id="XM-1", origin="iati")
    found = counting.count_once(sent, NO_PROJECTS, decided(("c3", "c1")))
    assert found["kept_by"].fillna(-1).tolist() == [1, 3, 1, -1, -1]
    assert found["counted_in"].fillna("-").tolist() == ["d", "d", "d", "-", "-"]
    assert found["also_reported_in"].fillna("-").tolist() == ["-", "-", "-", "m;n;z", "-"]


def test_a_file_is_named_once_though_several_of_its_rows_gave_way() -> None:
    sent = reports(source_file=["a.csv", "a.csv", "b.csv"], received_at=[EARLY, EARLY, LATE], source_row=[2, 3, 2])
    found = counting.count_once(sent, NO_PROJECTS)
    assert found["also_reported_in"].fillna("-").tolist() == ["-", "-", "a.csv"]
    assert found["counted_in"].fillna("-").tolist() == ["b.csv", "b.csv", "-"]
