"""One page of the report as HTML: head with navigation, as-of and languages, the blocks in their order, foot.

A page asks nothing of any server: its addresses are relative, its scripts and styles lie beside it, and its policy lets the
browser fetch nothing else. Does not belong here: what the blocks say.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words
from warehouse.releases import Release

# What closes a script or begins a comment in one, written so that it is text.
IN_A_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
# Scripts, styles and pictures of the folder alone, also where it is opened from a disk.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data: blob:; "
    "font-src 'self' file: data:; form-action 'self' file:; base-uri 'none'"
)


@dataclass(frozen=True)
class Section:
    """A section of the report: its name, and its pages as text and address."""

    title: str
    pages: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Around:
    """What every page of one language has: release, words, sections, the same page in other languages, search."""

    release: Release
    words: Words
    sections: Sequence[Section]
    languages: Sequence[str]
    home: str
    search: str

    @property
    def watermark(self) -> str:
        """What lies across every page: nothing, unless the data are made up."""
        return self.words("strip.watermark") if self.release.is_demonstration else ""


@dataclass(frozen=True)
class Leaf:
    """One page: its file, its title in the navigation, its headline and its blocks."""

    file: str
    title: str
    headline: Headline
    blocks: Sequence[Markup]
    scripts: Sequence[str] = ()


def html(leaf: Leaf, around: Around) -> str:
    """The page as one file of HTML."""
    words, release = around.words, around.release
    return str(
        render(
            "report_page",
            leaf=leaf,
            around=around,
            words=words,
            glossed=Glossed(words),
            policy=POLICY,
            version=words(
                "foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version
            ),
            record=words("foot.demonstration" if release.is_demonstration else "foot.record"),
            has_charts=any('class="plot"' in block for block in leaf.blocks),
        )
    )


def door(languages: Sequence[str], home: str, is_demonstration: bool) -> str:
    """The file that is opened first: it leads to the first language, and names all of them."""
    named = [(language, Words(language)("report.language"), f"{language}/{home}") for language in languages]
    words = Words(languages[0])
    mark = words("strip.watermark") if is_demonstration else ""
    return str(render("report_door", languages=named, title=words("site.title"), policy=POLICY, watermark=mark))


def index(entries: Sequence[Sequence[str]]) -> str:
    """What the search looks in, as a script: a page that is opened from a disk may read no other kind of file."""
    return (
        f"window.SEARCHED = {json.dumps(entries, ensure_ascii=True, separators=(',', ':')).translate(IN_A_SCRIPT)};\n"
    )
