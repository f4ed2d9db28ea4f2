"""What the page of an objective asks about the working of one indicator."""

from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.published import table
from pipelines.rules.progress import facts_behind
from pipelines.rules.progress.explain import Explanation
from pipelines.rules.progress.record import HORIZONS


@cached
def explanations(release: Path, indicator_code: str, as_of: date) -> list[Explanation]:
    """What the rules say of one indicator, worked out again from the published rows: for 2030, then for 2050."""
    tables = [table(release, f"marts.{name}") for name in ("indicators", "observations", "milestones")]
    return [
        explanation
        for horizon in HORIZONS
        for explanation in facts_behind.explanations(*tables, indicator_code, horizon, as_of)
    ]


@cached
def derivations(release: Path, indicator_code: str) -> pd.DataFrame:
    """The facts a derived indicator counted or left out, newest first; those counted come before those left out."""
    rows = table(release, "marts.derivations")
    own = rows[rows["indicator_code"] == indicator_code]
    return own.sort_values(["is_counted", "fact_on"], ascending=False, kind="stable").reset_index(drop=True)
