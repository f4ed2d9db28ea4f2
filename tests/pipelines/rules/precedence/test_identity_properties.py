"""In whatever order versions are read, they are the same versions."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.rules.precedence.identity import current_versions
from tests.factories import rows

SIX = rows(
    "core.projects",
    project_id=["P", "P", "Q", "P", "Q", "R"],
    origin=["inbox", "iati", "iati", "iati", "record", "inbox"],
    source_row=[2, 2, 3, 4, 5, 6],
).drop(columns=["version", "is_current"])


@given(st.permutations(range(6)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_changes_no_version(order: list[int]) -> None:
    pd.testing.assert_frame_equal(current_versions(SIX), current_versions(SIX.iloc[order]))
