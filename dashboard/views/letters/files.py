"""The letters of a release as files: which there are, what one says, never a file outside their folder."""

import re
from pathlib import Path

from markupsafe import Markup

from warehouse import settings
from warehouse.releases import Release

PAGE_SUFFIX, WORKBOOK_SUFFIX = "html", "xlsx"
# What the pipeline wrote between these tags is escaped already; the head of the document is left out.
BODY = re.compile(r"<main>(.*)</main>", re.DOTALL)


def answered(release: Release, language: str) -> dict[str, Path]:
    """Every file that has a letter in the language, by its name in the inbox, with the letter as a page."""
    folder = settings.letters_dir(release.path.parents[1], release.release_id)
    ending = f".{language}.{PAGE_SUFFIX}"
    found = sorted(path for path in folder.rglob(f"*{ending}") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix().removesuffix(ending): path for path in found}


def body(page: Path) -> Markup:
    """What a letter says, to be shown within a page of ours."""
    found = BODY.search(page.read_text(encoding="utf-8"))
    return Markup(f'<div class="letter">{found[1]}</div>') if found else Markup("")


def workbook(page: Path) -> Path:
    """The same letter as a workbook."""
    return page.with_suffix(f".{WORKBOOK_SUFFIX}")
