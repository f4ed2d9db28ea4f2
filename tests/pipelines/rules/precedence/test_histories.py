"""Any history of files gives what plain models say, and no row of it leaves in silence."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipelines.rules.precedence.comparing import MODELS, disagreements
from tests.pipelines.rules.precedence.histories import History, beside, drawn


@given(st.lists(st.randoms(use_true_random=False), min_size=4, max_size=5))
@settings(max_examples=4, deadline=None)
def test_any_history_gives_what_the_models_say_and_every_row_has_one_fate(chances: list[Random]) -> None:
    """Files are sent, corrected, copied, replaced, received in one instant, and read in any order; several side by side."""
    history = beside(*map(drawn, chances))
    assert not disagreements(history), history
    for stream in MODELS:
        assert _rows_with_a_fate(history, stream) == _rows_read(history, stream)


def _rows_read(history: History, stream: str) -> list:
    return sorted(place for name in history.files for place, _ in history.places(name, stream))


def _rows_with_a_fate(history: History, stream: str) -> list:
    fates = MODELS[stream].expected(history)
    return sorted([*fates.counted, *fates.aside, *fates.held])
