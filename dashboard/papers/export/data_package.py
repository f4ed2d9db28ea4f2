"""The data package of a release: the words, titles and terms of use around what `warehouse.exports` writes.

Does not belong here: the tables and their descriptor.
"""

from pathlib import Path
from typing import Any

from dashboard.queries import published
from dashboard.rendering.documents import package_texts
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from sources.feedback.spreadsheets import plain_texts_in_csv
from sources.reviewed.terms_of_use import terms_of_use
from warehouse.contracts import TABLES
from warehouse.contracts.columns import COLUMNS
from warehouse.exports import package
from warehouse.exports.tables import Progress, columns
from warehouse.releases import Release

ENGLISH, *OTHERS = (Words(language) for language in LANGUAGES)


def write(release: Release, out: Path, progress: Progress) -> Path:
    """Write the data package of a release into a folder that is new or empty, whole or not at all; raises NotEmpty."""
    return package.write(release, out, plain_texts_in_csv, around(release), progress)


def zipped(release: Release, progress: Progress) -> bytes:
    """The data package of a release as one file, for a download; the same release gives the same bytes."""
    return package.zipped(release, plain_texts_in_csv, around(release), progress)


def around(release: Release) -> package.Around:
    """What stands around the tables of a release: its marks, titles in other languages, licences and readme."""
    lists = _lists_read(release)
    return package.Around(
        properties=_properties(release, lists),
        marks=_marks(release),
        titles={words.language: _titles(words) for words in OTHERS},
        texts=_texts(release, lists),
    )


def _lists_read(release: Release) -> list[dict[Any, Any]]:
    """The lists of which the release has records, with their licence; a release made before there were lists has none."""
    lists = published.later_table(release.path, "marts.lists")
    return lists[lists["records_count"] > 0].to_dict("records")


def _marks(release: Release) -> dict[str, str]:
    """What each file says of the release, if it has room for it."""
    mark = {"watermark": ENGLISH("strip.watermark")} if release.is_demonstration else {}
    return {
        "release_id": release.release_id,
        "as_of": release.as_of.isoformat(),
        "rules_version": release.rules_version,
        **mark,
    }


def _properties(release: Release, lists: list[dict[Any, Any]]) -> dict[str, Any]:
    """The package by the Data Package standard, and beyond it what it was made from."""
    return {
        "name": f"four-per-1000-{release.release_id.lower()}",
        "title": ENGLISH("package.title"),
        "description": ENGLISH("foot.demonstration" if release.is_demonstration else "foot.record"),
        "licenses": [{"path": "LICENSES.md", "title": ENGLISH("package.licences_note")}],
        "sources": [
            {"title": f"{row['label']}: {row['attribution']} ({row['licence']})", "path": row["address"]}
            for row in lists
        ],
        **_marks(release),
        "inputs_sha256": release.inputs_sha256,
    }


def _titles(words: Words) -> dict[str, str]:
    """The titles of columns in a language, as far as it has them."""
    return {name: words(f"column.{name}") for name in COLUMNS if words.has(f"column.{name}")}


def _texts(release: Release, lists: list[dict[Any, Any]]) -> dict[str, str]:
    """The texts of the package by path: readme and licences in each language, and where what ships comes from."""
    tables = {name: TABLES[name].grain for name in columns(release)["table_name"].unique() if name in TABLES}
    written = {f"origins/{name}": text for name, text in terms_of_use().items()}
    for words in (ENGLISH, *OTHERS):
        end = "md" if words is ENGLISH else f"{words.language}.md"
        written[f"README.{end}"] = package_texts.readme(release, tables, words)
        written[f"LICENSES.{end}"] = package_texts.licences(lists, words)
    return written
