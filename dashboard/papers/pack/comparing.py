"""What a pack shows, and with which earlier release it is compared.

Does not belong here: what differs between the two.
"""

from pathlib import Path

from dashboard.papers.pack.shown import Shown
from dashboard.rendering.words import Words
from warehouse import history, releases
from warehouse.releases import Release


class NotEarlier(Exception):
    """The release to compare with was not built before the one shown."""


def shown(data: Path, release: Release, since: str | None, language: str) -> Shown:
    """The release in a language beside the earlier one of this name, else beside the one that the page compares with.

    Raises UnknownRelease and NotEarlier.
    """
    earlier = releases.find(data, since) if since is not None else history.since(releases.kept(data), release)
    if earlier and earlier.built_at >= release.built_at:
        raise NotEarlier(
            f"{earlier.release_id} was not built before {release.release_id}: nothing can have changed since."
        )
    return Shown(release, Words(language), earlier)
