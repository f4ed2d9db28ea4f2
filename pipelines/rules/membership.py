"""Is a text one of those known? One question that rules ask of long lists.

Does not belong here: which texts are known.
"""

from collections.abc import Iterable

import pandas as pd


def among(texts: pd.Series, known: Iterable[object]) -> pd.Series:
    """For each text whether it is one of the known ones; a missing one never is.

    The `isin` of pandas makes an Arrow scalar of every known text anew, which for a list of 100,000 takes ten times as
    long as looking them up.
    """
    if texts.empty:
        return pd.Series(False, index=texts.index)
    names = set(known.dropna().tolist()) if isinstance(known, pd.Series) else set(known)
    codes, distinct = pd.factorize(texts)
    is_known = [text in names for text in distinct.tolist()]
    # Position -1 of a missing text takes the last one.
    return pd.Series(pd.array([*is_known, False], dtype=bool).take(codes), index=texts.index)
