"""The cuts of the pace between the classes of a verdict, as the language writes them."""

from dashboard.rendering.words import Words
from pipelines.rules.progress.journey import ACCELERATION_NEEDED_FROM, ON_TRACK_FROM


def cuts(words: Words) -> dict[str, str]:
    """The two cuts of the pace as the language writes them."""
    return {"high": words.number(ON_TRACK_FROM, 2), "low": words.number(ACCELERATION_NEEDED_FROM, 2)}
