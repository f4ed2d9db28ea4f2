"""The cache of the questions: each answer is asked once for a release and what else the question depends on.

The path of the release is part of the key. A new release has a new path, so no page ever clears anything. It is not the
cache of Streamlit, so that what is printed can ask the same questions as a page.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from dashboard.rendering import kept
from dashboard.rendering.kept import Kept

KEPT = 32  # answers kept per question: releases times selections
FEW = 4  # of an answer that may be as large as both releases it compares
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_caches: list[Kept] = [kept.blocks]


def cached(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The question, asked once for the same arguments; a frame is handed out as a copy, which copies on write."""
    return _cached(ask, KEPT)


def cached_few(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for a question with large answers, of which few are kept."""
    return _cached(ask, FEW)


def _cached(ask: Callable[Asked, Answer], most: int) -> Callable[Asked, Answer]:
    answers: Kept[Answer] = Kept(most)
    _caches.append(answers)

    @wraps(ask)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        return answers.get((args, *sorted(kwargs.items())), lambda: ask(*args, **kwargs))

    return answer


def forget() -> None:
    """Forget every answer and every block, so that a measurement begins as if the release had just been published."""
    for each in _caches:
        each.clear()
