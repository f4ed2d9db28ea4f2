"""Money passed on from activity to activity counts once, at its first giver; own money of each step counts beside it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.activities import COMMITTED, DISBURSED, RECEIVED, SPENT, activity, file, judged, transaction

GIVER = activity("XX-9-G", transaction(COMMITTED, "2025-01-01", 1000), transaction(DISBURSED, "2025-02-01", 1000))


def received(amount: float, giver: str = "XX-9-G") -> str:
    return transaction(RECEIVED, "2025-02-02", amount, provider=giver)


def test_along_a_chain_of_three_the_money_counts_at_its_first_giver(tmp_path: Path) -> None:
    hub = activity(
        "XX-9-H",
        received(1000),
        transaction(COMMITTED, "2025-03-01", 900),
        transaction(DISBURSED, "2025-03-02", 900, provider="XX-9-H"),
    )
    field = activity("XX-9-F", received(900, "XX-9-H"), transaction(SPENT, "2025-04-01", 850))
    money = judged(tmp_path, {"field.xml": file(field), "giver.xml": file(GIVER), "hub.xml": file(hub)})
    assert money.totals == {"committed": 1000, "disbursed": 1000}
    rows = money.contributions.set_index("contribution_id")
    assert rows.loc["XX-9-F#2", ["not_counted_reason", "passed_on_from", "counted_in"]].tolist() == [
        "passed_on",
        "XX-9-H",
        "hub.xml",
    ]
    assert len(money.said("IAT-006")) == 3
    assert "Activity XX-9-F, transaction 2. EUR 850 (Disbursed) came from activity XX-9-H" in money.said("IAT-006")[0]


@pytest.mark.parametrize(
    ("came_in", "spent", "disbursed"),
    [
        (600, [1000], 1400),  # 400 of the one row are the hub's own
        (600, [300, 300, 400], 1400),
        (600, [200, 100], 1000),  # not all is passed on yet
        (600, [700, -100], 1000),  # paid back
        (0, [500], 1500),
    ],
)
def test_what_a_hub_spends_beyond_what_it_received_is_its_own(
    tmp_path: Path, came_in: float, spent: list[float], disbursed: float
) -> None:
    days = [transaction(DISBURSED, f"2025-03-{day:02}", each) for day, each in enumerate(spent, 1)]
    hub = activity("XX-9-H", *([received(came_in)] if came_in else []), *days)
    money = judged(tmp_path, {"a.xml": file(GIVER, hub)})
    assert money.totals["disbursed"] == disbursed
    assert bool(money.said("IAT-006")) == bool(came_in)


@pytest.mark.parametrize(
    ("giver", "hub"),
    [
        # The giver alone says where its money goes; the receiver's spending alone says where it comes from.
        ([transaction(DISBURSED, "2025-02-01", 1000, receiver="XX-9-H")], [transaction(DISBURSED, "2025-03-01", 1000)]),
        (
            [transaction(DISBURSED, "2025-02-01", 1000)],
            [transaction(DISBURSED, "2025-03-01", 1000, provider="XX-9-G")],
        ),
        # What came in is reported twice, in one file and the next.
        ([transaction(DISBURSED, "2025-02-01", 1000)], [received(1000), transaction(DISBURSED, "2025-03-01", 1000)]),
    ],
)
def test_either_side_may_say_that_money_is_passed_on(tmp_path: Path, giver: list[str], hub: list[str]) -> None:
    again = [each for each in hub if 'type code="1"' in each]
    files = {"a.xml": file(activity("XX-9-G", *giver)), "b.xml": file(activity("XX-9-H", *hub))}
    files |= {"c.xml": file(activity("XX-9-H", *again))} if again else {}
    assert judged(tmp_path, files).totals == {"disbursed": 1000}


def test_no_more_is_left_out_than_the_giver_reports_in_that_state(tmp_path: Path) -> None:
    only_committed = activity("XX-9-G", transaction(COMMITTED, "2025-01-01", 1000))
    hub = activity("XX-9-H", received(1000), transaction(DISBURSED, "2025-03-01", 900))
    assert judged(tmp_path, {"a.xml": file(only_committed, hub)}).totals == {"committed": 1000, "disbursed": 900}


def test_two_receivers_of_one_giver_share_what_it_spends(tmp_path: Path) -> None:
    hubs = [activity(name, received(1000), transaction(DISBURSED, "2025-03-01", 1000)) for name in ("XX-9-H", "XX-9-I")]
    assert judged(tmp_path, {"a.xml": file(GIVER, *hubs)}).totals["disbursed"] == 2000


def test_money_that_goes_in_a_circle_is_counted_and_named(tmp_path: Path) -> None:
    pair = [
        activity(own, received(500, other), transaction(DISBURSED, "2025-03-01", 500))
        for own, other in (("XX-9-A", "XX-9-B"), ("XX-9-B", "XX-9-A"))
    ]
    money = judged(tmp_path, {"a.xml": file(*pair)})
    assert money.totals == {"disbursed": 1000}
    assert len(money.said("IAT-007")) == 2 and not money.said("IAT-006")


@pytest.mark.parametrize("provider", ["", "XX-9-H", "XX-not-here"])
def test_money_from_nowhere_here_is_the_activitys_own(tmp_path: Path, provider: str) -> None:
    hub = activity("XX-9-H", transaction(DISBURSED, "2025-03-01", 500, provider=provider))
    money = judged(tmp_path, {"a.xml": file(GIVER, hub)})
    assert money.totals == {"committed": 1000, "disbursed": 1500}
    assert money.contributions["is_counted"].all() and money.findings.empty


@given(st.lists(st.integers(0, 100), min_size=1, max_size=4), st.lists(st.integers(0, 100), min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_along_any_chain_each_step_counts_what_it_spends_beyond_what_it_received(spent: list, came: list) -> None:
    chain = list(zip(spent, [0, *came], strict=False))
    expected = sum(
        max(out - min(came_in, spent[step - 1]), 0) if step else out for step, (out, came_in) in enumerate(chain)
    )
    steps = []
    for step, (out, came_in) in enumerate(chain):
        incoming = [received(came_in, f"XX-9-{step - 1}")] if step and came_in else []
        steps.append(activity(f"XX-9-{step}", *incoming, transaction(DISBURSED, "2025-03-01", out)))
    with TemporaryDirectory() as folder:
        assert judged(Path(folder), {"a.xml": file(*steps)}).totals.get("disbursed", 0) == expected
