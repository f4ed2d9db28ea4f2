"""The cache of the questions: each answer is asked once for a release and what else the question depends on.

The path of the release is part of the key. A new release has a new path, so no page ever clears anything. Readers who ask
the same at the same time wait for the one who asked first. It is not the cache of Streamlit, so that what is printed can
ask the same questions as a page.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar, cast

import pandas as pd

KEPT = 32  # answers kept per question: releases times selections
FEW = 4  # of an answer that may be as large as both releases it compares
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_caches: list["_Kept"] = []


class _Kept(Generic[Answer]):
    """The answers of one question, the ones asked last; each is worked out by one reader at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._answers: OrderedDict[Hashable, Future[Answer]] = OrderedDict()
        self._changing = Lock()

    def get(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer that is kept or being worked out, else the one that `ask` gives; what goes wrong is not kept."""
        while True:
            with self._changing:
                found = self._answers.get(key)
                if found is None:
                    mine = self._answers[key] = Future()
                    break
                self._answers.move_to_end(key)
            if found.exception() is None:
                return found.result()
            # The one who asked first failed or was stopped; that is no answer to another reader.
        try:
            mine.set_result(ask())
        except BaseException as error:
            with self._changing:
                if self._answers.get(key) is mine:
                    del self._answers[key]
            mine.set_exception(error)
            raise
        with self._changing:
            while len(self._answers) > self.most:
                self._answers.popitem(last=False)
        return mine.result()

    def clear(self) -> None:
        """Keep nothing."""
        with self._changing:
            self._answers.clear()


def cached(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The question, asked once for the same arguments; a frame is handed out as a copy, which copies on write."""
    return _kept(ask, KEPT)


def cached_few(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for a question with large answers, of which few are kept."""
    return _kept(ask, FEW)


def _kept(ask: Callable[Asked, Answer], most: int) -> Callable[Asked, Answer]:
    kept: _Kept[Answer] = _Kept(most)
    _caches.append(kept)

    @wraps(ask)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        found = kept.get((args, *sorted(kwargs.items())), lambda: ask(*args, **kwargs))
        return cast(Answer, found.copy(deep=False)) if isinstance(found, pd.DataFrame) else found

    return answer


def forget() -> None:
    """Forget every answer, so that a measurement begins as if the release had just been published."""
    for kept in _caches:
        kept.clear()
