"""Walks a published figure back: from a release to the explanation of the rules, and to the file and row of each fact."""

from pipelines.rules.progress import walking_back
from pipelines.rules.progress.explain import Explanation, explain_text
from pipelines.rules.progress.record import HORIZONS
from warehouse import releases


class UnknownIndicator(LookupError):
    """No indicator has this code; the message lists the nearest ones."""


def explanations(release: releases.Release, code: str, horizon: int) -> list[Explanation]:
    """The explanation of one indicator, or of every indicator of an objective, at one horizon; raises UnknownIndicator."""
    indicators = releases.read(release.path, "marts.indicators")
    facts = [releases.read(release.path, f"marts.{name}") for name in ("observations", "milestones")]
    told = walking_back.explanations(indicators, *facts, code, horizon, release.as_of) if horizon in HORIZONS else []
    if not told:
        listed = ", ".join(indicators["indicator_code"])
        raise UnknownIndicator(f"{code!r} by {horizon} is not known. Horizons: 2030, 2050. Indicators: {listed}")
    return told


def text(release: releases.Release, code: str, horizon: int) -> str:
    """The explanations in words, each with the places its rows came from."""
    told = []
    for explanation in explanations(release, code, horizon):
        told.append("\n".join([explain_text(explanation), *_places(release, explanation)]))
    return "\n\n".join([*told, f"release {release.release_id}, as of {release.as_of}"])


def _places(release: releases.Release, explanation: Explanation) -> list[str]:
    """One line per row behind the figure: where it stands."""
    tables = [releases.read(release.path, f"marts.{name}") for name in ("observations", "milestones")]
    lines = []
    for row in walking_back.facts(explanation, *tables).itertuples():
        sheet = f", sheet {row.source_sheet}" if isinstance(row.source_sheet, str) else ""
        lines.append(f"  from {row.origin}: {row.source_file}{sheet}, row {row.source_row} ({row.row_key})")
    return lines
