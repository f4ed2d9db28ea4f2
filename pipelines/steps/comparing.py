"""Compares a release with the one that the page What changed begins with, as it is published, and keeps the answer beside it.

Does not belong here: what differs (`warehouse.differences`), and of which kind it is (`pipelines.rules.changes`).
"""

from pathlib import Path

from pipelines.rules.changes import written
from pipelines.rules.changes.changes import Changes
from pipelines.rules.changes.telling import changes
from warehouse import comparisons, differences, history, releases


def keep(data: Path, release_id: str) -> None:
    """Compare and keep; a release that nothing came before has nothing to be compared with."""
    held = releases.kept(data)
    now = releases.named(held, release_id)
    before = history.since(held, now) if now else None
    if now and before and releases.opens(before):
        comparisons.keep(before.path, now.path, written.as_text(changes(differences.between(before.path, now.path))))


def told(before: Path, after: Path) -> Changes:
    """What changed between two releases: as it is kept, else worked out."""
    text = comparisons.kept(before, after)
    return written.from_text(text) if text else changes(differences.between(before, after))
