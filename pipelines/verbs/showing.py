"""How a command shows that it is at work: a bar on the error stream, where a person is looking.

Does not belong here: what it works on.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar(is_quiet: bool) -> Generator[Callable[[float, str], None]]:
    """A bar to advance with the part that is done, 0 to 1, and the name of what is being done."""
    form = "{l_bar}{bar}| {elapsed}"
    with tqdm(total=1.0, disable=is_quiet, dynamic_ncols=True, bar_format=form) as shown:

        def advance(done: float, name: str) -> None:
            shown.set_description_str(name, refresh=False)
            shown.update(done - shown.n)

        yield advance
