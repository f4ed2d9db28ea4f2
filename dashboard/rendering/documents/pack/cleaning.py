"""The texts of a pack as a file of an office program can hold them, before anything is measured or written.

Does not belong here: what a spreadsheet would run as a formula (`sources.feedback.spreadsheets`).
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dashboard.rendering.documents.pack.content import Pack

LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
REFUSED = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")  # by XML 1.0
REPLACEMENT = "\ufffd"
SAID = ("sheets", "label", "dated", "watermark", "title")  # the texts of a pack; its release and its words are no texts


def cleaned(pack: Pack) -> Pack:
    """The pack with every text as `written`."""
    return replace(pack, **{name: _held(getattr(pack, name)) for name in SAID})


def written(text: str) -> str:
    """The text as XML can hold it: every end of a line is one sign, and a sign that XML refuses is shown as replaced.

    >>> written("a\\r\\nb\\x07c") == "a\\nb\\ufffdc"
    True
    """
    return REFUSED.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def _held(value: Any) -> Any:
    """The value, and every text within it."""
    if isinstance(value, str):
        return written(value)
    if isinstance(value, list | tuple):
        return [_held(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _held(one) for name, one in held.items()})
    return value
