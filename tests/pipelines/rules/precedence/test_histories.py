"""Any history of files gives what plain models say, and no row of it leaves in silence."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.rules.precedence.comparing import MODELS, disagreements
from tests.pipelines.rules.precedence.histories import History, drawn


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_any_history_gives_what_the_models_say_and_every_row_has_one_fate(chance: Random) -> None:
    """Files are sent, corrected, copied, replaced, received in one instant, and read in any order."""
    history = drawn(chance)
    assert not disagreements(history), history
    for stream in MODELS:
        assert _rows_with_a_fate(history, stream) == _rows_read(history, stream)


def _rows_read(history: History, stream: str) -> list:
    return sorted(place for name in history.files for place, _ in history.places(name, stream))


def _rows_with_a_fate(history: History, stream: str) -> list:
    fates = MODELS[stream].expected(history)
    return sorted([*fates.counted, *fates.aside, *fates.held])
