"""Pairs of what leads to what, without those that lead back to where they began: nothing in a circle comes first."""

import pandas as pd

from pipelines.rules.membership import among


def in_circle(pairs: pd.DataFrame, source: str, target: str) -> pd.Series:
    """Does the pair lie on a circle, or between two?"""
    left = pairs[pairs[source] != pairs[target]]
    # What lies on a circle is led to and leads on: whatever begins or ends a chain is taken away until nothing is.
    while True:
        is_within = among(left[source], left[target]) & among(left[target], left[source])
        if is_within.all():
            return pairs.index.isin(left.index) | (pairs[source] == pairs[target])
        left = left[is_within]


def without_circles(pairs: pd.DataFrame, source: str, target: str) -> pd.DataFrame:
    """The pairs that lie on no circle."""
    return pairs[~in_circle(pairs, source, target)].reset_index(drop=True)
