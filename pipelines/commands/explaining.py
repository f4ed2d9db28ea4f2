"""Asks the rules to explain a published figure: reads the tables of a release, and nothing else."""

import pandas as pd

from pipelines.commands import explaining_figures
from pipelines.rules.progress import facts_behind
from pipelines.rules.progress.explain import Explanation
from pipelines.rules.progress.record import HORIZONS
from warehouse import releases


class UnknownIndicator(LookupError):
    """No indicator has this code; the message lists the nearest ones."""


def explanations(release: releases.Release, code: str, horizon: int) -> list[Explanation]:
    """The explanation of one indicator, or of every indicator of an objective, at one horizon; raises UnknownIndicator."""
    return _explained(release, code, horizon, *_facts(release))


def text(release: releases.Release, code: str, horizon: int) -> str:
    """The explanations in words, each with the places its rows came from."""
    facts = _facts(release)
    explained = [facts_behind.placed_text(found, *facts) for found in _explained(release, code, horizon, *facts)]
    return "\n\n".join([*explained, explaining_figures.of_release(release)])


def _facts(release: releases.Release) -> tuple[pd.DataFrame, pd.DataFrame]:
    return releases.read(release.path, "marts.observations"), releases.read(release.path, "marts.milestones")


def _explained(
    release: releases.Release, code: str, horizon: int, observations: pd.DataFrame, milestones: pd.DataFrame
) -> list[Explanation]:
    indicators = releases.read(release.path, "marts.indicators")
    if horizon in HORIZONS:
        found = facts_behind.explanations(indicators, observations, milestones, code, horizon, release.as_of)
        if found:
            return found
    listed = ", ".join(indicators["indicator_code"])
    raise UnknownIndicator(f"{code!r} by {horizon} is not known. Horizons: 2030, 2050. Indicators: {listed}")
