"""The cache of the questions: each answer is asked once for a release and what else the question depends on.

The path of the release is part of the key. A new release has a new path, so no page ever clears anything. It is not the
cache of Streamlit, so that what is printed can ask the same questions as a page.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

import pandas as pd

KEPT = 32  # answers kept per question: releases times selections
FEW = 4  # of an answer that may be as large as both releases it compares
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_caches: list[Callable[[], None]] = []  # what empties each of them


def cached(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The question, asked once for the same arguments; a frame is handed out as a copy, which copies on write."""
    return _kept(ask, KEPT)


def cached_few(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for a question with large answers, of which few are kept."""
    return _kept(ask, FEW)


def _kept(ask: Callable[Asked, Answer], most: int) -> Callable[Asked, Answer]:
    cache = lru_cache(maxsize=most)(ask)
    _caches.append(cache.cache_clear)
    once = cast(Callable[Asked, Answer], cache)

    @wraps(ask)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        found = once(*args, **kwargs)
        return cast(Answer, found.copy(deep=False)) if isinstance(found, pd.DataFrame) else found

    return answer


def forget() -> None:
    """Forget every answer, so that a measurement begins as if the release had just been published."""
    for clear in _caches:
        clear()
