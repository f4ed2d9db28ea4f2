"""Which list each open record stands in: that of its publisher, or IATI.

Does not belong here: what two lists say of one project (`relevance.two_lists`).
"""

import pandas as pd

OPEN_RECORD = "open_record"  # the kind of project that others publish and nobody sent to the Initiative
IATI = "iati"  # the list of what names none


def list_of(projects: pd.DataFrame) -> pd.Series:
    """The list each open record stands in; missing for what was sent to the Initiative."""
    is_open = projects["kind"].eq(OPEN_RECORD).fillna(False).astype(bool)
    return projects["list_name"].fillna(IATI).where(is_open).astype("str")
