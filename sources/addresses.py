"""Withholds the addresses of persons in every text that others may see: cells, headers, names of files and sheets, logs.

Found are also addresses with a quoted name, with letters of any writing, with a sign for @ or characters that cannot be
seen. Does not belong here: who is told of it (the rules VAL-012 and FIL-052), and the columns made for addresses.
"""

import re
from collections.abc import Iterable
from pathlib import PurePath

WITHHELD = "(withheld)"
# What every address has: @, another form of it, or the word for it in brackets. Read by Python, Arrow and DuckDB alike.
SIGN = r"(?i)[@＠﹫]|%40|&(?:#0*64|#x0*40|commat);|[\[({<（［【]\s*(?:at|arroba|arobase)\s*[\])}>）］】]"
BEGINNING = r"[@＠﹫%&\[({<（［【]"  # of such a sign; a class of letters is looked for eight times as fast
_SIGN = re.compile(SIGN)
_BESIDE = r"\s<>()\[\]{},;:\"“”„«»‹›‘，；：（）＜＞【】|\\/!?=&@＠﹫"  # stands beside an address, not in it
_NAME = rf"(?:(?!%40)[^{_BESIDE}'’]|(?<=\w)['’](?=\w))"
_QUOTED = r"\"(?:\\.|[^\"\\\n]){1,64}\""
_AT = (
    r"(?:\s*+[\[({<（［【]\s*+(?:[@＠﹫]|at|arroba|arobase)\s*+[\])}>）］】]\s*+|[@＠﹫]|%40|&(?:#0*64|#x0*40|commat);)"
)
_DOT = r"(?:[.．。｡․﹒]|%2e|&(?:#0*46|#x0*2e|period);|\s*+[\[({<]\s*+(?:dot|point|punto)\s*+[\])}>]\s*+)"
_LETTER = rf"(?:[a-z]|[^\x00-\x7f{_BESIDE}'’．。｡․﹒…–—])"
_LABEL = rf"(?:[0-9_\-]|{_LETTER})"
ADDRESS = re.compile(
    rf"(?:{_QUOTED}|(?<!{_NAME}){_NAME}++)(?:\([^()\n]{{0,64}}\)|[\])}}>'’]?)"
    rf"{_AT}(?:[\[({{<]?(?:{_LABEL}++{_DOT})+{_LETTER}{_LABEL}+|\[(?:ipv6:)?[0-9a-f.:]{{3,}}\])",
    re.IGNORECASE,
)


def is_signed(text: str) -> bool:
    """Whether the text has what every address has."""
    return _SIGN.search(text) is not None


def has_address(text: str) -> bool:
    """Whether an address stands in the text."""
    return is_signed(text) and ADDRESS.search(text) is not None


def without_addresses(text: str) -> str:
    """The text with every address withheld."""
    return ADDRESS.sub(WITHHELD, text) if is_signed(text) else text


def without_address_in_name(name: str, endings: Iterable[str]) -> str:
    """The name of a file or folder with every address withheld; one of these endings stays, though a domain may end so."""
    if not has_address(name):
        return name
    ending = PurePath(name).suffix if PurePath(name).suffix.lower() in endings else ""
    return without_addresses(without_addresses(name.removesuffix(ending)) + ending).removesuffix(ending) + ending
