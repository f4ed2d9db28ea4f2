"""What changed between two releases.

Does not belong here: what differs (`warehouse.differences`), of which kind it is (`pipelines.rules.changes`), and which two
are compared where nobody says otherwise (`warehouse.history`).
"""

from pathlib import Path

from dashboard.queries.caching import cached, cached_few
from dashboard.queries.published import table
from pipelines.rules.changes import telling, written
from pipelines.rules.changes.changes import Changes
from warehouse import comparisons, differences


@cached_few
def changes(before: Path, after: Path) -> Changes:
    """Every difference between two releases with its kind: as it was kept when the later one was published, else worked out."""
    if text := comparisons.kept(before, after):
        return written.from_text(text)
    return telling.changes(differences.between(before, after))


@cached
def changed_count(before: Path, after: Path) -> int:
    """How many objectives have another class, for one horizon at least; asked without looking for the kinds."""
    keys = ["objective_code", "horizon"]
    then, now = (table(release, "marts.objectives").set_index(keys)["status"] for release in (before, after))
    both = then.to_frame("then").join(now.to_frame("now"), how="inner")
    return both[both["then"] != both["now"]].index.get_level_values("objective_code").nunique()
