"""What changed between two releases, and which two are compared where nobody says otherwise.

Does not belong here: what differs (`warehouse.differences`) and of which kind it is (`pipelines.rules.changes`).
"""

from pathlib import Path

from dashboard.queries.caching import cached, cached_few
from dashboard.queries.published import table
from pipelines.rules.changes import telling
from pipelines.rules.changes.changes import Changes
from warehouse import differences
from warehouse.releases import Kept, Release


def earlier(held: Kept, shown: Release) -> list[Release]:
    """The releases a comparison can begin with, newest first: built before, and made up only if the one shown is."""
    return [
        one for one in held.releases if one.built_at < shown.built_at and one.is_demonstration == shown.is_demonstration
    ]


def since(held: Kept, shown: Release) -> Release | None:
    """Where a comparison begins unless a reader says otherwise: at the last release with a label, else at the one before."""
    candidates = earlier(held, shown)
    return next((one for one in candidates if one.label), next(iter(candidates), None))


@cached_few
def changes(before: Path, after: Path) -> Changes:
    """Every difference between two releases with its kind."""
    return telling.changes(differences.between(before, after))


@cached
def changed_count(before: Path, after: Path) -> int:
    """How many objectives have another class, for one horizon at least; asked without looking for the kinds."""
    keys = ["objective_code", "horizon"]
    then, now = (table(release, "marts.objectives").set_index(keys)["status"] for release in (before, after))
    both = then.to_frame("then").join(now.to_frame("now"), how="inner")
    return both[both["then"] != both["now"]].index.get_level_values("objective_code").nunique()
