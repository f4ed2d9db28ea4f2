"""What was made once: kept for who asks for the same again, the last of it, and made by one at a time.

`kept` is for functions whose result rests on their arguments alone. They are compared by content: two releases that say
the same, or two readers, share one block; a number, a word or a link that differs makes another one.
Does not belong here: questions to a release, which are kept by its name (`queries.caching`).
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import wraps
from hashlib import blake2b
from io import BytesIO
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar, cast

import pandas as pd

MOST_BLOCKS = 1024  # a page has about four, in three languages; two releases are read at a time
Asked = ParamSpec("Asked")
Made = TypeVar("Made")


class Kept(Generic[Made]):
    """What was made last, by its key; who asks while it is being made waits for it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._made: OrderedDict[Hashable, Future[Made]] = OrderedDict()
        self._changing = Lock()

    def __len__(self) -> int:
        """How much is kept."""
        return len(self._made)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept or being made under the key, else what `make` makes; a frame as a copy, which copies on write.

        What goes wrong is not kept, and is tried anew by those who waited.
        """
        while True:
            with self._changing:
                found = self._made.get(key)
                if found is None:
                    mine = self._made[key] = Future()
                    break
                self._made.move_to_end(key)
            if found.exception() is None:
                return _handed_out(found.result())
        try:
            mine.set_result(make())
        except BaseException as error:
            with self._changing:
                if self._made.get(key) is mine:
                    del self._made[key]
            mine.set_exception(error)
            raise
        with self._changing:
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return _handed_out(mine.result())

    def clear(self) -> None:
        """Keep nothing."""
        with self._changing:
            self._made.clear()


def _handed_out(made: Made) -> Made:
    return cast(Made, made.copy(deep=False)) if isinstance(made, pd.DataFrame) else made


class Digested:
    """Something large that knows a short text, `digest`, which differs wherever its content differs."""

    digest: str


class _Content(pickle.Pickler):
    """The arguments as bytes that differ wherever their content differs."""

    def reducer_override(self, value: Any) -> Any:
        """Of what knows its digest, that alone."""
        return (str, (value.digest,)) if isinstance(value, Digested) else NotImplemented


blocks: Kept[Any] = Kept(MOST_BLOCKS)


def kept(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """The function, worked out once for arguments of the same content; its result must not be changed by anybody."""

    @wraps(make)
    def once(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        key = make, digest((args, sorted(kwargs.items())))
        return blocks.get(key, lambda: make(*args, **kwargs))

    return once


def digest(content: Any) -> str:
    """A short text that differs wherever the content differs. Raises TypeError or PicklingError for what has none."""
    written = BytesIO()
    _Content(written, pickle.HIGHEST_PROTOCOL).dump(content)
    return blake2b(written.getbuffer(), digest_size=16).hexdigest()
