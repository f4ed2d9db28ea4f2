"""Which earlier release a report is compared with: the one named, else the one that the page of the dashboard begins with.

Does not belong here: what differs between the two.
"""

from pathlib import Path

from dashboard.papers.pack.comparing import NotEarlier
from warehouse import history, releases
from warehouse.releases import Release


def earlier(data: Path, release: Release, name: str | None) -> Release | None:
    """The release of this name, else the last one with a label, else the one before; raises UnknownRelease and NotEarlier."""
    if name is None:
        found = history.since(releases.kept(data), release)
        return found if found and releases.opens(found) else None
    found = releases.find(data, name)
    if found.built_at >= release.built_at:
        raise NotEarlier(
            f"{found.release_id} was not built before {release.release_id}: nothing can have changed since."
        )
    return found
