"""What a release asks of the Secretariat, in a sentence: how many questions are open and how many settle a verdict alone."""

from collections.abc import Sequence

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words
from pipelines.rules.questions.question import Question


def questions(asked: Sequence[Question], verdicts_count: int, words: Words) -> Headline:
    """How many questions are open, how many of them settle a verdict alone, and how many verdicts wait for an answer."""
    alone = sum(bool(one.settled) for one in asked)
    waiting = {(one.indicator_code, horizon) for one in asked for horizon, _ in one.needed}
    lede = words("headline.questions.lede", n=len(waiting), total=verdicts_count)
    if not asked:
        return Headline(words("headline.questions.none"), words("headline.questions.none_lede"))
    return Headline(words("headline.questions.sentence", n=alone, total=len(asked)), lede)
