"""What the release says of the projects on their way through the cycle: how many wait, how long, and what is undated."""

from dashboard.rendering.figures import Figures
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words

STUCK_AFTER_DAYS = 180  # as warehouse/marts/pipeline.sql reads it; a test keeps the two equal


def pipeline(figures: Figures, words: Words) -> Headline:
    """How many projects wait for an answer, and how many of them too long; or that none states a stage."""
    asked = figures.noted()
    total = asked.count("staged")
    if not total:
        lede = words("headline.stages.none_lede", n=asked.count("unstaged"))
        return Headline(words("headline.stages.none", total=asked.count("task_forces")), lede, figure_ids=asked.ids)
    stuck = asked.count("stuck")
    sentence = words("headline.stages.stuck", n=stuck, total=total, days=STUCK_AFTER_DAYS)
    if not stuck:
        # Of a project without a date nobody knows whether it waits too long.
        key = "headline.stages.waiting_undated" if asked.count("waiting_undated") else "headline.stages.waiting"
        sentence = words(key, n=asked.count("waiting"), total=total)
    undated, lede = asked.count("staged_undated"), words("headline.stages.lede")
    lede += f" {words('headline.stages.undated', n=undated)}" if undated else ""
    return Headline(sentence, lede, figure_ids=asked.ids)


def seats(figures: Figures, words: Words) -> Headline:
    """The title over vacant seats and reports: how many task forces report any."""
    asked = figures.noted()
    reporting, total = asked.count("forces_reporting"), asked.count("task_forces")
    return Headline(words("headline.stages.seats", n=reporting, total=total), "", figure_ids=asked.ids)


def delphi(figures: Figures, code: str, words: Words) -> Headline:
    """The title over the Delphi activities, of an objective or of all: how many no project carries out, or that there are none."""
    asked, keys = figures.noted(), [code] if code else []
    family = "delphi_of" if code else "delphi"
    if not asked.has(family, *keys) or not (total := asked.count(family, *keys)):
        return Headline(words("headline.delphi.none"), "", figure_ids=asked.ids)
    opened = asked.count("delphi_open_of" if code else "delphi_open", *keys)
    return Headline(words("headline.delphi.sentence", n=opened, total=total), "", figure_ids=asked.ids)
