"""More spent than given, more given than asked, funded without money: asked of what stands, never of what was set aside."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.sending_rows import FIRST_ROW, Answer, Files, Rows, answered, answered_apart

PROJECT = {
    "project_id": "P1",
    "title": "Living soils",
    "lead": "Loam Trust",
    "objectives": "C2",
    "countries": "KE",
    "start": "2025-01-01",
    "asked_amount": "1000",
    "currency": "EUR",
}
GIFT = {
    "contribution_id": "F1",
    "project": "P1",
    "funder": "Silt Fund",
    "amount": "1000",
    "currency": "EUR",
    "state": "committed",
    "date": "2025-03-01",
}
SPENT = GIFT | {"contribution_id": "F2", "state": "disbursed"}
OVER = ("FND-012", "FND-013", "PRJ-015")
Said = dict[str, list[tuple[str, int]]]
FUNDED, IDEA = PROJECT | {"sic_stage": "funded"}, PROJECT | {"sic_stage": "idea"}
OTHER = PROJECT | {"project_id": "P2", "title": "Roots"}
GRANT = GIFT | {"grant_id": "G-1", "contribution_id": "", "receiver": "Loam Trust"}


def files(projects: Rows, *money: Rows) -> Files:
    """A file of projects, and files of money after it."""
    return {"a.csv": {"projects": projects}} | {
        f"{letter}.csv": {"funding": rows} for letter, rows in zip("bcd", money, strict=False)
    }


def said(answer: Answer) -> Said:
    """Where each of the three rules speaks."""
    return {rule_id: places for rule_id in OVER if (places := answer.said(rule_id))}


# By what each case is: the files that are sent, and what is said of them.
CASES: dict[str, tuple[Files, Said]] = {
    "as much as was asked and given": (files([PROJECT], [GIFT, SPENT]), {}),
    "a hundredth more than was given": (files([PROJECT], [GIFT, SPENT | {"amount": "1010"}]), {}),
    # Sent again, F1 and F2 say less: 600 are committed and 500 disbursed, and neither 1,600 nor 1,700.
    "a corrected amount is not summed with what it corrects": (
        files([PROJECT], [GIFT, SPENT | {"amount": "1200"}], [GIFT | {"amount": "600"}, SPENT | {"amount": "500"}]),
        {},
    ),
    "what is sent again is not summed": (files([PROJECT], [GIFT], [GIFT]), {}),
    # The last word is what is judged, and it is told at its own row.
    "a corrected amount that is too high": (
        files([PROJECT], [GIFT], [GIFT | {"amount": "1200"}]),
        {"FND-013": [("c.csv", 2)]},
    ),
    "a grant in two reports is summed once": (files([PROJECT], [GRANT], [GRANT | {"date": "2025-03-02"}]), {}),
    "the last version of a project asks less": (
        {**files([PROJECT], [GIFT]), "c.csv": {"projects": [PROJECT | {"asked_amount": "500"}]}},
        {"FND-013": [("b.csv", 2)]},
    ),
    "the last version of a project asks more, by the order of receipt": (
        {"z.csv": {"projects": [PROJECT | {"asked_amount": "500"}]}, **files([PROJECT], [GIFT])},
        {},
    ),
    "funded without any contribution": (files([FUNDED, OTHER]), {"PRJ-015": [("a.csv", 2)]}),
    "funded with a contribution": (files([FUNDED], [GIFT]), {}),
    "funded in kind": (files([FUNDED], [GIFT | {"form": "secondment", "fte": "1", "amount": ""}]), {}),
    "funded by a row that is held": (files([FUNDED], [GIFT | {"amount": "much"}]), {"PRJ-015": [("a.csv", 2)]}),
    "funded in an earlier version": ({"a.csv": {"projects": [FUNDED]}, "b.csv": {"projects": [IDEA]}}, {}),
    "funded in the last version": (
        {"a.csv": {"projects": [IDEA]}, "b.csv": {"projects": [FUNDED]}},
        {"PRJ-015": [("b.csv", 2)]},
    ),
    "money that its giver moved to another project": (
        files([FUNDED, OTHER], [GIFT], [GIFT | {"project": "P2"}]),
        {"PRJ-015": [("a.csv", 2)]},
    ),
    "money that its giver moved from another project": (
        files([OTHER, FUNDED], [GIFT | {"project": "P2"}], [GIFT]),
        {},
    ),
}


def test_more_disbursed_than_committed_and_more_committed_than_asked_are_told() -> None:
    rows = [GIFT | {"project": "Living soils", "amount": "1200"}, SPENT | {"amount": "1300"}]
    answer = answered({"a.csv": {"projects": [PROJECT]}, "b.csv": {"funding": rows}})
    assert [answer.said(rule_id) for rule_id in OVER] == [[("b.csv", 3)], [("b.csv", 2)], []]
    found = answer.findings[answer.findings["rule_id"].isin(OVER)]
    assert found[["column", "value", "severity"]].to_numpy().tolist() == [
        ["amount", "1200", "warning"],
        ["amount", "1300", "warning"],
    ]


def test_what_stands_is_judged_and_nothing_that_was_set_aside() -> None:
    answers = answered_apart(*(sent for sent, _ in CASES.values()))
    found = {case: said(answer) for case, answer in zip(CASES, answers, strict=True)}
    assert found == {case: expected for case, (_, expected) in CASES.items()}


def test_a_funded_project_is_told_where_nobody_sent_any_money() -> None:
    assert said(answered(files([FUNDED, OTHER]))) == {"PRJ-015": [("a.csv", 2)]}


AMOUNTS = st.lists(st.integers(1, 3000), min_size=1, max_size=3)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=12, max_size=18))
@settings(max_examples=2, deadline=None, phases=[Phase.generate])  # to shrink an example takes minutes
def test_however_often_an_amount_is_restated_the_last_one_is_judged(
    restated: list[tuple[list[int], list[int]]],
) -> None:
    """Many projects at once, each with what was committed and disbursed in one file after the other."""
    projects, said_last = [], [(committed[-1], disbursed[-1]) for committed, disbursed in restated]
    times = max(len(amounts) for pair in restated for amounts in pair)
    money: list[list[dict[str, str]]] = [[] for _ in range(times)]
    for number, (committed, disbursed) in enumerate(restated):
        of = {"project": f"P{number}"}
        projects.append(PROJECT | {"project_id": f"P{number}", "title": f"Soils of valley {number}"})
        for time, rows in enumerate(money):
            given_in, spent = (amounts[min(time, len(amounts) - 1)] for amounts in (committed, disbursed))
            rows.append(GIFT | of | {"contribution_id": f"F{number}", "amount": str(given_in)})
            rows.append(SPENT | of | {"contribution_id": f"S{number}", "amount": str(spent)})
    last = "bcd"[times - 1] + ".csv"
    over_asked = [(last, FIRST_ROW + 2 * n) for n, (given_in, _) in enumerate(said_last) if given_in > 1010]
    overspent = [
        (last, FIRST_ROW + 1 + 2 * n) for n, (given_in, spent) in enumerate(said_last) if spent > given_in * 1.01
    ]
    expected = {"FND-013": over_asked, "FND-012": overspent}
    assert said(answered(files(projects, *money))) == {
        rule_id: places for rule_id, places in expected.items() if places
    }
