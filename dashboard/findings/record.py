"""What the release says of itself: its sources, its problems, its totals, its age."""

import pandas as pd

from dashboard.findings.finding import Finding
from dashboard.wording import Words


def sources(sources: pd.DataFrame, words: Words) -> Finding:
    """How many sources were read, how many are late or refused, and the equation of rows."""
    refused, late = int((sources["status"] == "refused").sum()), int(sources["is_stale"].fillna(False).sum())
    read, admitted, held = (int(sources[f"rows_{name}"].sum()) for name in ("read", "admitted", "held"))
    return Finding(
        words("finding.sources.headline", n=len(sources), late=late, refused=refused),
        words("finding.sources.lede", read=read, admitted=admitted, held=held),
    )


def quality(counts: pd.DataFrame, words: Words) -> Finding:
    """How many findings hold a row, and how many are worth a look, from their numbers by severity."""
    by_severity = counts.groupby("severity")["findings_count"].sum()
    held, warned = (int(by_severity.get(severity, 0)) for severity in ("error", "warning"))
    return Finding(words("finding.quality.headline", n=held), words("finding.quality.lede", n=warned))


def reconciliation(totals: pd.DataFrame, words: Words) -> Finding:
    """How many totals equal the sum of their parts."""
    even = int((totals["difference"].fillna(0).abs() < 0.005).sum()) if len(totals) else 0
    if totals.empty:
        return Finding(words("finding.reconciliation.none"), words("finding.reconciliation.lede"))
    return Finding(
        words("finding.reconciliation.headline", n=len(totals) - even, even=even, total=len(totals)),
        words("finding.reconciliation.lede"),
    )


def releases(count: int, words: Words) -> Finding:
    """How many releases are kept."""
    return Finding(words("finding.releases.headline", n=count), words("finding.releases.lede"))


def dictionary(tables: int, columns: int, words: Words) -> Finding:
    """How many tables and columns the dictionary explains."""
    return Finding(
        words("finding.dictionary.headline", tables=tables, columns=columns), words("finding.dictionary.lede")
    )


def method(words: Words) -> Finding:
    """What the verdict is."""
    return Finding(words("finding.method.headline"), words("finding.method.lede"))
