"""The releases that are kept, as a table."""

from collections.abc import Sequence

import pandas as pd

from dashboard.rendering.registers.columns import RELEASES
from warehouse.releases import Release


def kept(known: Sequence[Release]) -> pd.DataFrame:
    """One row per release, newest first."""
    rows = [{name: getattr(release, name) for name in RELEASES} for release in known]
    return pd.DataFrame(rows, columns=list(RELEASES))
