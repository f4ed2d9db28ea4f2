"""Whatever is reported and however it is sent, the total is the same."""

from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.money import counting
from tests.factories import rows, sent_money

NO_PROJECTS = rows("core.projects").head(0)

reports = st.lists(
    st.tuples(
        st.sampled_from(["G1", "G2", None]),
        st.sampled_from(["committed", "disbursed", "pledged", None]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(-5, 500),
    ),
    min_size=1,
    max_size=12,
)


def totals(sent: pd.DataFrame) -> dict[str, float]:
    found = counting.count_once(sent, NO_PROJECTS)
    return found[found["is_counted"]].groupby("state")["amount_eur"].sum().to_dict()


@given(reports, st.randoms())
@settings(max_examples=10, deadline=None)
def test_reordering_splitting_and_duplicating_a_report_change_no_total(sent: list, shuffle: Random) -> None:
    grants, states, files, amounts = (list(column) for column in zip(*sent, strict=True))
    first = sent_money(
        grant_id=grants,
        state=states,
        source_file=files,
        amount=[float(a) for a in amounts],
        amount_eur=[float(a) for a in amounts],
    )
    expected = totals(first)
    order = list(range(len(first)))
    shuffle.shuffle(order)
    assert totals(first.iloc[order]) == expected
    again = first.assign(source_file="copy of " + first["source_file"])
    assert totals(pd.concat([first, again], ignore_index=True)) == expected
    halves = pd.concat(
        [
            first.assign(amount_eur=first["amount_eur"] / 2, contribution_id=first["contribution_id"] + part)
            for part in ("-1", "-2")
        ],
        ignore_index=True,
    )
    assert totals(halves) == expected
