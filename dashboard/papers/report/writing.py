"""The report written: every page of every language into a draft folder, which gets its name when it is whole.

Does not belong here: what stands on a page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dashboard.papers.report import account, changed, funding, gaps, objective, searching, start, task_forces
from dashboard.papers.report.draft import INDEX, Draft
from dashboard.papers.report.edition import Edition
from dashboard.papers.report.places import PAGES, SEARCH, file_of
from dashboard.rendering.documents.report import leaf
from dashboard.rendering.documents.report.assets import assets
from dashboard.rendering.sitemap import SECTIONS
from dashboard.rendering.words import Words
from sources.catalogues import LANGUAGES
from warehouse.exports.folders import whole_folder
from warehouse.releases import Release

ASSETS, DOOR = "assets", "index.html"
Compose = Callable[[Edition], Iterable[Draft]]
# What composes each page of the site; the page of an objective stands for all of them.
COMPOSED: dict[str, Compose] = {
    "overview": start.overview,
    "changes": changed.changed,
    "goals": start.goals,
    "partnerships": start.partnerships,
    "budget": start.budget,
    "questions": start.asked_of,
    "soils": funding.soils_by_country,
    "practices": gaps.practices,
    "coverage": gaps.coverage_gaps,
    "records": funding.records,
    "funder": funding.publishers,
    "preparation": funding.preparation,
    "opportunities": funding.opportunities,
    "investments": funding.investments,
    "objective": objective.objectives,
    "pipeline": task_forces.in_cycle,
    "seats": task_forces.seats,
    "facilities": task_forces.facilities,
    "sources": account.sources,
    "quality": account.quality,
    "method": account.method,
    "reconciliation": account.reconciliation,
    "dictionary": account.dictionary,
    SEARCH: searching.searched,
}


def write(
    release: Release,
    languages: Sequence[str],
    out: Path,
    progress: Callable[[float, str], None],
    since: Release | None = None,
) -> Path:
    """The report of a release in these languages, in all where none is named; returns its first page. Raises NotEmpty."""
    chosen = [language for language in LANGUAGES if language in languages or not languages]
    with whole_folder(out) as folder:
        (folder / ASSETS).mkdir()
        for name, content in assets().items():
            (folder / ASSETS / name).write_bytes(content)
        for place, language in enumerate(chosen):
            edition = Edition(release, Words(language), since)
            for share, name in _write_language(edition, chosen, folder / language):
                progress((place + share) / len(chosen), name)
        (folder / DOOR).write_text(leaf.door(chosen, file_of("overview"), release.is_demonstration), encoding="utf-8")
    return out / DOOR


def _write_language(edition: Edition, languages: Sequence[str], folder: Path) -> Iterator[tuple[float, str]]:
    """Every page of one language, and what its search looks in; yields how much of it is written, and what is next."""
    folder.mkdir()
    shared = around(edition, languages)
    for place, (name, compose) in enumerate(COMPOSED.items()):
        yield place / (len(COMPOSED) + 1), f"{edition.words.language} {name}"
        for page in (one for draft in compose(edition) for one in draft.leaves()):
            (folder / page.file).write_text(leaf.html(page, shared), encoding="utf-8")
    (folder / INDEX).write_text(leaf.index(searching.entries(edition)), encoding="utf-8")
    yield 1.0, edition.words.language


def around(edition: Edition, languages: Sequence[str]) -> leaf.Around:
    """What every page of the language has."""
    words = edition.words
    sections = [
        leaf.Section(
            words(f"section.{section}") if section else words("page.overview"),
            [way for page in pages if page in PAGES for way in _ways(page, edition)],
        )
        for section, pages in SECTIONS.items()
    ]
    shown = [section for section in sections if section.pages]
    return leaf.Around(edition.release, words, shown, languages, file_of("overview"), file_of(SEARCH))


def _ways(page: str, edition: Edition) -> list[tuple[str, str]]:
    """The entries of a page in the navigation: one for each objective."""
    if page == "objective":
        return [(code, edition.links(page, code=code)) for code in edition.codes]
    return [(edition.words(f"page.{page}"), file_of(page))]
