"""The releases that are kept, as a table."""

from collections.abc import Sequence

import pandas as pd

from warehouse.releases import Release

COLUMNS = ["release_id", "as_of", "built_at", "code_version", "rules_version", "is_demonstration"]


def kept(known: Sequence[Release]) -> pd.DataFrame:
    """One row per release, newest first."""
    return pd.DataFrame([[getattr(release, name) for name in COLUMNS] for release in known], columns=COLUMNS)
