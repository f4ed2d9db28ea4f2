"""Releases as history: labels, how long a release is kept, pointing back to one, and whether each is what was published.

Whoever changes the history does so one after the other; whoever reads a release waits for nobody. Does not belong here:
finding and reading a release (`releases`), and making one (`publishing`).
"""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from warehouse import comparisons, releases, small_json
from warehouse import labels as naming
from warehouse.descriptions import Release, beside, checksum, sha256
from warehouse.labels import LabelRefused, labels
from warehouse.leftovers import DRAFT
from warehouse.publishing import pointing_to
from warehouse.releases import Kept, find, kept, served
from warehouse.settings import letters_dir, releases_dir
from warehouse.storage.embedded import one_at_a_time

KEEP = "keep.json"
RULES = {"newest": 1, "days": 0}  # what the keep rules of a data folder may say, and the least of each
MOST = 100_000  # releases, or days: further back than there are dates


class KeepRefused(ValueError):
    """Keep rules that cannot be read; the message says why, and the way out. Nothing is pruned by them."""


@dataclass(frozen=True)
class Keep:
    """How long releases without a label are kept: so many of the newest, and all that are younger than so many days.

    `grace`: another reader may have listed a release a moment ago and be about to open it.
    """

    newest: int = 30
    days: int = 400
    grace: timedelta = timedelta(minutes=10)


class Integrity(StrEnum):
    """Whether a release is what was published."""

    INTACT = "intact"
    CORRUPT = "corrupt"
    NOT_KNOWN = "not_known"  # no checksum stands beside it: made before there were any


def label(data: Path, name: str, text: str) -> Release:
    """Give a release a label, in place of the one it had; raises UnknownRelease, or LabelRefused with the reason."""
    wanted = naming.checked(text)
    found = find(data, name)
    with one_at_a_time(releases_dir(data)):
        given = labels(data)
        taken = [each for each, one in given.items() if naming.compared(one) == naming.compared(wanted)]
        if taken and taken != [found.release_id]:
            raise LabelRefused(
                f"{wanted!r} is the label of {taken[0]} already; two labels of one name would be one too many."
            )
        if any(naming.compared(wanted) == naming.compared(one.release_id) for one in kept(data).releases):
            raise LabelRefused(f"{wanted!r} is the identifier of a release and can be no label.")
        _is_there(found)
        small_json.replace(naming.file(data), given | {found.release_id: wanted})
    return replace(found, label=wanted)


def earlier(held: Kept, shown: Release) -> list[Release]:
    """The releases a comparison can begin with, newest first: built before, and made up only if the one shown is."""
    return [
        one for one in held.releases if one.built_at < shown.built_at and one.is_demonstration == shown.is_demonstration
    ]


def since(held: Kept, shown: Release) -> Release | None:
    """Where a comparison begins unless a reader says otherwise: at the last release with a label, else at the one before."""
    candidates = earlier(held, shown)
    return next((one for one in candidates if one.label), next(iter(candidates), None))


def restore(data: Path, name: str) -> Release:
    """Point back to a release, which is then the current one until the next is published; raises UnknownRelease."""
    found = find(data, name)
    with one_at_a_time(releases_dir(data)):
        _is_there(found)
        small_json.replace(releases.pointer(data), pointing_to(found.release_id, found.path))
    return found


def _is_there(release: Release) -> None:
    """Raises UnknownRelease where it was pruned between being found and our turn."""
    if not release.path.exists():
        raise releases.UnknownRelease(f"Release {release.release_id} is no longer kept: it was deleted a moment ago.")


def keep_rules(data: Path) -> Keep:
    """The keep rules of a data folder, where it has none those of the house; raises KeepRefused."""
    path = releases_dir(data) / KEEP
    if not path.exists() and not path.is_symlink():
        return Keep()
    way_out = f'Write for instance {{"newest": {Keep.newest}, "days": {Keep.days}}}, or delete the file.'
    try:
        said = small_json.read(path)
    except small_json.NOT_READABLE as error:
        raise KeepRefused(f"{path} cannot be read, and nothing is pruned. {way_out}") from error
    is_ours = isinstance(said, dict) and set(said) <= set(RULES)
    if not is_ours or not all(type(said[name]) is int and RULES[name] <= said[name] <= MOST for name in said):
        raise KeepRefused(f"{path} says no keep rules, and nothing is pruned. {way_out}")
    return Keep(**said)


def prune(data: Path, keep: Keep, now: datetime) -> list[Release]:
    """Delete the releases that no rule keeps, with their letters; returns them. Raises LabelRefused, OSError.

    Never one with a label, the current one, the one served in its place, or one that was made within the grace. Where
    labels cannot be read nobody knows what has one, and nothing is deleted.
    """
    if not releases_dir(data).is_dir():
        return []
    with one_at_a_time(releases_dir(data)):
        labels(data)
        held = kept(data)
        others = [one for one in held.releases if not one.label]
        shown = (held.current, served(held))
        gone = [one for one in others[keep.newest :] if one not in shown and not _is_young(one, keep, now)]
        for release in gone:
            _delete(data, release)
    return gone


def _is_young(release: Release, keep: Keep, now: datetime) -> bool:
    """By the day it was built, or by the moment its file was written. A time still to come is young: clocks are set back."""
    written_at = datetime.fromtimestamp(release.path.stat().st_mtime, UTC).replace(tzinfo=None)
    return release.built_at > now - timedelta(days=keep.days) or written_at > now - keep.grace


def _delete(data: Path, release: Release) -> None:
    """The file last: who is stopped before that finds the release again, and the next pruning deletes the rest."""
    letters = letters_dir(data, release.release_id)
    if letters.is_dir() and not letters.is_symlink():
        leaving = letters.with_name(f"{letters.name}{DRAFT}")
        shutil.rmtree(leaving, ignore_errors=True)
        letters.replace(leaving)
        shutil.rmtree(leaving, ignore_errors=True)  # what stays of a draft is removed by the next run
    comparisons.file(release.path).unlink(missing_ok=True)
    beside(release.path).unlink(missing_ok=True)
    release.path.unlink(missing_ok=True)


def verify(held: Kept) -> dict[Release, Integrity]:
    """Of each release, newest first, whether its file has the checksum that was written as it was published."""
    return {release: _integrity(release) for release in held.releases}


def _integrity(release: Release) -> Integrity:
    """Read anew from the disk, whatever was found of it before."""
    expected = checksum(release)
    if not releases.opens(release) or expected not in (None, sha256(release.path)):
        return Integrity.CORRUPT
    return Integrity.INTACT if expected else Integrity.NOT_KNOWN
