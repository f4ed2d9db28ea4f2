"""The projects that partners sent as an IATI file, and beside it what the file does not say.

Does not belong here: which projects those are (`partner_projects`), and the elements of IATI.
"""

from pathlib import Path

from dashboard.papers.export.data_package import ENGLISH, OTHERS
from dashboard.papers.export.partner_projects import chosen
from dashboard.queries import published
from dashboard.rendering.documents.package_texts import iati_readme
from sources.iati.writing import iati
from warehouse.exports.folders import whole_folder
from warehouse.exports.tables import Progress
from warehouse.releases import Release

FILE = "activities.xml"


class NothingToWrite(ValueError):
    """The release has no project that partners sent and IATI can say; the message says which are left out."""


def write(release: Release, out: Path, progress: Progress) -> Path:
    """Write the projects of partners into a folder that is new or empty, whole or not at all.

    Raises NotEmpty, and NothingToWrite because a file of IATI has at least one activity.
    """
    progress(0.0, FILE)
    found = chosen(lambda name: published.table(release.path, name), release.as_of)
    if found.projects.empty:
        left = "; ".join(id_ for ids in found.left_projects.values() for id_ in ids)
        raise NothingToWrite(
            f"Release {release.release_id} has no project of a partner that IATI can say, so that there is nothing to write."
            + (f" Without a start, a status or an organisation: {left}." if left else "")
        )
    with whole_folder(out) as folder:
        with (folder / FILE).open("wb") as file:
            iati(file, found.projects, found.links, found.money, release.built_at, _remark(release))
        for words in (ENGLISH, *OTHERS):
            end = "md" if words is ENGLISH else f"{words.language}.md"
            text = iati_readme(release, len(found.projects), found.left_projects, found.left_money, words)
            (folder / f"README.{end}").write_text(text, encoding="utf-8")
        progress(1.0, "")
    return out


def _remark(release: Release) -> str:
    mark = ENGLISH("strip.watermark") if release.is_demonstration else ENGLISH("package.title")
    return f"{mark}. {ENGLISH('strip.release', id=release.release_id)}, as of {release.as_of}"
