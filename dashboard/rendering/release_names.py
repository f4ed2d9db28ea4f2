"""What a release is called: by its label and its day, so that people tell releases apart.

Does not belong here: choosing one (`shell`).
"""

from collections.abc import Sequence

from dashboard.rendering.words import Words
from warehouse.releases import Release


def name(release: Release, words: Words) -> str:
    """A release within a sentence: its label if it has one, and the day it describes."""
    key = "release.labelled" if release.label else "release.unlabelled"
    return words(key, label=release.label, as_of=release.as_of)


def names(known: Sequence[Release], words: Words) -> dict[str, str]:
    """Each release in a list to choose from: day and label; where two read the same, also the time or the whole name."""
    short = {one.release_id: _dated(one, words) for one in known}
    timed = [
        {one.release_id: _dated(one, words, f"{one.built_at:{clock}}") for one in known}
        for clock in ("%H:%M", "%H:%M:%S")
    ]
    whole = {one.release_id: one.release_id for one in known}
    return next(found for found in (short, *timed, whole) if len(set(found.values())) == len(known))


def _dated(release: Release, words: Words, clock: str = "") -> str:
    """A label is one of its kind and needs no clock."""
    told_apart_by = release.label or clock
    return f"{words.day(release.as_of)} · {told_apart_by}" if told_apart_by else words.day(release.as_of)
