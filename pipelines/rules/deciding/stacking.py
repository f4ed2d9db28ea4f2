"""Puts frames of the same columns one under the other."""

import pandas as pd


def stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all frames in the columns of the first; empty frames add nothing, not even their types."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True)[frames[0].columns] if filled else frames[0]
