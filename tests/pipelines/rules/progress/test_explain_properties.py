"""Whatever is observed of whatever indicator, the verdict is reproduced from the rows that are listed."""

import pytest
from hypothesis import given, settings

from pipelines.rules.progress.explain import explain
from pipelines.rules.progress.wording import explain_text
from tests.pipelines.rules.progress.test_progress_properties import any_indicator, observation_lists
from tests.progress_cases import AS_OF


@settings(max_examples=1000, deadline=None)
@given(any_indicator, observation_lists)
@pytest.mark.parametrize("horizon", [2030, 2050])
def test_any_verdict_is_reproduced_from_the_rows_listed(horizon, terms, observations):
    found = explain(terms, observations, [], horizon, AS_OF)
    assert found.is_reproduced
    listed = {
        **{id(entry.row): entry for entry in found.rows_used},
        **{id(entry.row): entry for entry in found.rows_left_out},
    }
    assert terms["kind"] == "milestone" or len(listed) == len({id(row) for row in observations})
    assert explain_text(found)
