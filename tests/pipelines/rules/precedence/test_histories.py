"""Any history of files gives what plain models say, and no row of it leaves in silence."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.rules.precedence import money_model, observation_model, project_model
from tests.pipelines.rules.precedence.histories import History, answered, drawn

MODELS = (money_model, project_model, observation_model)


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_any_history_gives_what_the_models_say_and_every_row_has_one_fate(chance: Random) -> None:
    """Files are sent, corrected, copied, replaced, received in one instant, and read in any order."""
    agrees(drawn(chance))


def agrees(history: History) -> None:
    """The tables and findings of a history say of each row what its model says."""
    tables = answered(history)
    for model in MODELS:
        expected = model.expected(history)
        assert model.found(tables) == expected, history
        read = sorted(place for name in history.files for place, _ in history.places(name, model.STREAM))
        assert sorted([*expected.counted, *expected.aside, *expected.held]) == read
