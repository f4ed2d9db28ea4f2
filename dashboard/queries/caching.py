"""The cache of the questions: each answer is asked once for a release and what else the question depends on.

The path of the release is part of the key. A new release has a new path, so no cache is ever cleared. It is not the
cache of Streamlit, so that what is printed can ask the same questions as a page.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

import pandas as pd

KEPT = 32  # answers kept per question: releases times selections
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def cached(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The question, asked once for the same arguments; a frame is handed out as a copy, which copies on write."""
    once = cast(Callable[Asked, Answer], lru_cache(maxsize=KEPT)(ask))

    @wraps(ask)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        found = once(*args, **kwargs)
        return cast(Answer, found.copy(deep=False)) if isinstance(found, pd.DataFrame) else found

    return answer
