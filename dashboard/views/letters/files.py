"""The letters of a release as files: how many there are, which one answers a file, never one outside their folder."""

import re
from pathlib import Path

from markupsafe import Markup, escape

from sources.files.listing import mark_of
from warehouse import settings
from warehouse.releases import Release

PAGE_SUFFIX, WORKBOOK_SUFFIX = "html", "xlsx"
# What the pipeline wrote between these tags is escaped already; the head of the document is left out.
BODY = re.compile(r"<main>(.*)</main>", re.DOTALL)
HEADING = re.compile(r"<(/?)h([12])>")
TITLE = "{file}</title>"  # how the title of a letter ends, in every language


def count(release: Release, language: str) -> int:
    """How many files have a letter in the language."""
    found = _folder(release).rglob(f"*.{language}.{PAGE_SUFFIX}")
    return sum(path.is_file() and not path.is_symlink() for path in found)


def letter_of(release: Release, language: str, source_file: str) -> Path | None:
    """The letter that answers a file of the inbox, as a page; it stands under the name of the file, or a marked one."""
    given, folder = Path(source_file), _folder(release)
    for name in (source_file, f"{given.stem}~{mark_of(source_file)}{given.suffix}"):
        page = folder / f"{name}.{language}.{PAGE_SUFFIX}"
        if _is_ours(page, folder) and TITLE.format(file=escape(source_file)) in page.read_text(encoding="utf-8"):
            return page
    return None


def body(page: Path) -> Markup:
    """What a letter says, to be shown within a page of ours, whose one heading of the first order it leaves alone."""
    found = BODY.search(page.read_text(encoding="utf-8"))
    content = HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}>", found[1]) if found else ""
    return Markup(f'<div class="letter">{content}</div>') if found else Markup("")


def workbook(page: Path) -> Path:
    """The same letter as a workbook."""
    return page.with_suffix(f".{WORKBOOK_SUFFIX}")


def _is_ours(page: Path, folder: Path) -> bool:
    return page.is_file() and not page.is_symlink() and page.resolve().is_relative_to(folder.resolve())


def _folder(release: Release) -> Path:
    return settings.letters_dir(release.path.parents[1], release.release_id)
