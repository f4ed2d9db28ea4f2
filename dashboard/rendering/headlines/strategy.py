"""What the release says of the strategy as a whole and of its goals."""

from collections.abc import Sequence

from dashboard.rendering.figures import Figures, Noted
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, capitalised
from warehouse.contracts.codes import STATUSES

REASONS_NAMED = 3


def strategy(figures: Figures, horizon: int, words: Words) -> Headline:
    """How many objectives can be assessed for a horizon, or how many are where, and what the others lack."""
    asked = figures.noted()
    total, assessed = asked.count("objectives", horizon), asked.count("assessed", horizon)
    if 2 * assessed < total:
        sentence = _few_assessed(asked, horizon, words)
        return Headline(sentence, _what_lacks(asked, horizon, words), figure_ids=asked.ids)
    count = asked.count("good", horizon)
    good = words("headline.strategy.good", n=count, spelled=words.spelled(count), total=total, horizon=str(horizon))
    count = asked.count("behind", horizon)
    behind = words("headline.strategy.behind", n=count, spelled=words.spelled(count))
    sentence = words("headline.strategy.most", good=capitalised(good), behind=behind)
    unassessed = asked.count("unassessed", horizon)
    lede = words("headline.strategy.all_assessed")
    if unassessed:
        lede = f"{words('headline.strategy.rest', n=unassessed)} {words('headline.strategy.squares')}"
    return Headline(sentence, lede, figure_ids=asked.ids)


def goals(figures: Figures, horizon: int, words: Words) -> Headline:
    """How many goals have an assessed objective, and how few objectives that is."""
    asked = figures.noted()
    reached, total = asked.count("goals_reached", horizon), asked.count("goals", horizon)
    sentence = words(
        "headline.goals.all" if reached == total else "headline.goals.sentence",
        n=reached,
        spelled=capitalised(words.spelled(reached, is_feminine=words.language == "es")),
        total=total,
        horizon=str(horizon),
    )
    assessed, objectives = asked.count("assessed", horizon), asked.count("objectives", horizon)
    return Headline(sentence, words("headline.goals.lede", n=assessed, total=objectives), figure_ids=asked.ids)


def goal(figures: Figures, code: str, horizon: int, reasons: Sequence[str], words: Words) -> Headline:
    """How the objectives of one goal stand for a horizon, and why some of them cannot be assessed."""
    asked = figures.noted()
    total = asked.count("goal_objectives", code, horizon)
    counts = {status: asked.count(f"goal_{status}", code, horizon) for status in STATUSES}
    stand = words.parted(words(f"goals.{status}", n=count) for status, count in counts.items() if count)
    why = ", ".join(words(f"reason.{reason}") for reason in reasons)
    sentence = words("goals.sentence", n=total, horizon=str(horizon), stand=stand)
    return Headline(f"{sentence} ({why})." if why else f"{sentence}.", "", figure_ids=asked.ids)


def facilities(figures: Figures, words: Words) -> Headline:
    """How many facilities carry the objectives, how many of these can be assessed, and which facilities carry none."""
    asked = figures.noted()
    sentence = words(
        "headline.facilities.sentence",
        n=asked.count("facilities_assessed"),
        total=asked.count("facilities_carrying"),
        objectives=asked.count("facilities_objectives"),
    )
    lede = words("headline.facilities.lede", n=asked.count("facilities_empty"))
    return Headline(sentence, lede, figure_ids=asked.ids)


def seats(figures: Figures, words: Words) -> Headline:
    """How many task forces have reported their seats, and how many seats are vacant."""
    asked = figures.noted()
    total, reporting = asked.count("task_forces"), asked.count("seats_reporting")
    if not reporting:
        return Headline(
            words("headline.seats.none", total=total), words("headline.seats.none_lede"), figure_ids=asked.ids
        )
    of_whom, sent = "all" if reporting == total else "reporting", asked.count("reports_sent")
    named = words(f"headline.seats.{of_whom}", n=reporting, total=total)
    sentence = words("headline.seats.sentence", n=asked.count("seats_vacant"), reporting=named)
    lede = words("headline.seats.sent", n=sent)
    if asked.amount("reports_due") is not None:
        due, outstanding = asked.count("reports_due"), asked.count("reports_outstanding")
        lede = words("headline.seats.lede", n=outstanding, due=due, sent=sent)
    return Headline(sentence, lede, figure_ids=asked.ids)


def _few_assessed(asked: Noted, horizon: int, words: Words) -> str:
    assessed = asked.count("assessed", horizon)
    key = "headline.strategy.few"
    if asked.count("overdue", horizon) == assessed > 0:
        key = "headline.strategy.few_overdue"
    spelled, total = capitalised(words.spelled(assessed)), asked.count("objectives", horizon)
    return words(key, n=assessed, spelled=spelled, total=total, horizon=str(horizon))


def _what_lacks(asked: Noted, horizon: int, words: Words) -> str:
    counts = {reason: asked.count("lacking", horizon, reason) for reason in asked.keys_of("lacking", horizon)}
    most = sorted((-count, reason) for reason, count in counts.items() if count)[:REASONS_NAMED]
    listed = ", ".join(f"{words(f'reason.{reason}')} ({words.number(-count)})" for count, reason in most)
    lacks = words("headline.strategy.lacking", n=asked.count("unassessed", horizon), reasons=listed)
    return f"{lacks} {words('headline.strategy.squares')}"
