"""Walks a published figure back: from a release to the explanation of the rules, and to the file and row of each fact."""

from pipelines.rules.explain import Explanation, explain, explain_text
from pipelines.rules.record import HORIZONS, read_milestone, read_observation
from warehouse import releases


class UnknownIndicator(LookupError):
    """No indicator has this code; the message lists the nearest ones."""


def explanations(release: releases.Release, code: str, horizon: int) -> list[Explanation]:
    """The explanation of one indicator, or of every indicator of an objective, at one horizon; raises UnknownIndicator."""
    indicators = releases.read(release.path, "marts.indicators").rename(columns={"label_en": "label"})
    wanted = indicators[(indicators["indicator_code"] == code) | (indicators["objective_code"] == code)]
    if wanted.empty or horizon not in HORIZONS:
        listed = ", ".join(indicators["indicator_code"])
        raise UnknownIndicator(f"{code!r} by {horizon} is not known. Horizons: 2030, 2050. Indicators: {listed}")
    observations = releases.read(release.path, "marts.observations")
    milestones = releases.read(release.path, "marts.milestones").rename(columns={"label_en": "label"})
    told = []
    for indicator in wanted.itertuples(index=False):
        seen = observations[observations["indicator_code"] == indicator.indicator_code].itertuples()
        steps = milestones[milestones["indicator_code"] == indicator.indicator_code].itertuples()
        rows = [read_observation(row) for row in seen], [read_milestone(row) for row in steps]
        told.append(explain(indicator, *rows, horizon, release.as_of))
    return told


def text(release: releases.Release, code: str, horizon: int) -> str:
    """The explanations in words, each with the places its rows came from."""
    told = []
    for explanation in explanations(release, code, horizon):
        places = _places(release, explanation.indicator.indicator_code)
        told.append("\n".join([explain_text(explanation), *places]))
    return "\n\n".join([*told, f"release {release.release_id}, as of {release.as_of}"])


def _places(release: releases.Release, indicator_code: str) -> list[str]:
    """One line per row behind the figure: where it stands."""
    lines = []
    for name, identifier in (("observations", "observation_id"), ("milestones", "milestone_code")):
        rows = releases.read(release.path, f"marts.{name}")
        for row in rows[rows["indicator_code"] == indicator_code].itertuples():
            sheet = f", sheet {row.source_sheet}" if isinstance(row.source_sheet, str) else ""
            lines.append(
                f"  from {row.origin}: {row.source_file}{sheet}, row {row.source_row} ({getattr(row, identifier)})"
            )
    return lines
