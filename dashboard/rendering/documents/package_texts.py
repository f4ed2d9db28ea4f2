"""What a person reads who opens what was exported: what it is, how to read it, and whose data they are, as Markdown.

Does not belong here: the tables and their descriptor (`warehouse.exports`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.rendering.words import Words, is_missing
from warehouse.releases import Release

CONTENTS = (
    "package.csv",
    "package.parquet",
    "package.descriptor",
    "package.dictionary",
    "package.sources",
    "package.sums",
)
READING = (
    "package.missing",
    "package.none",
    "package.money",
    "package.guard",
    "package.contacts",
    "foot.standing",
)


def readme(release: Release, tables: Mapping[str, str], words: Words) -> str:
    """What the package of a release holds and how to read it; `tables` has the grain of each."""
    return (
        f"# {words('package.title')}\n\n{_mark(release, words)}{_about(release, words)}\n\n"
        f"## {words('package.contents')}\n\n{_listed(map(words, CONTENTS))}\n"
        f"## {words('package.reading')}\n\n{_listed(map(words, READING))}\n"
        f"## {words('package.tables')}\n\n{_listed(f'`{name}`: {grain}' for name, grain in tables.items())}"
    )


def licences(lists: list[dict[str, Any]], words: Words) -> str:
    """Licence and attribution of each list that was read, and where those of all other sources are told."""
    own = [
        f"{row['label']}{_day(row['as_of'], words)}: {row['attribution']}. {row['licence']}. {row['address']}"
        for row in lists
    ]
    others = [words(key) for key in ("package.record", "package.rates", "package.iati", "package.sent")]
    return (
        f"# {words('package.licences')}\n\n{words('package.licences_note')}\n\n"
        f"## {words('credits.title')}\n\n{_listed(own or [words('missing.none')])}\n"
        f"## {words('package.others')}\n\n{_listed(others)}"
    )


def _mark(release: Release, words: Words) -> str:
    return f"**{words('strip.watermark')}** {words('package.mark')}\n\n" if release.is_demonstration else ""


def _about(release: Release, words: Words) -> str:
    return words(
        "package.release",
        id=release.release_id,
        on=release.as_of,
        at=f"{release.built_at:%Y-%m-%d %H:%M:%S} UTC",
        code=release.code_version,
        rules=release.rules_version,
        inputs=release.inputs_sha256,
    )


def _day(as_of: Any, words: Words) -> str:
    return "" if is_missing(as_of) else f" ({words('credits.as_of', on=as_of)})"


def _listed(lines: Any) -> str:
    return "".join(f"- {line}\n" for line in lines)


def iati_readme(
    release: Release,
    projects_count: int,
    left_projects: Mapping[str, Sequence[str]],
    left_money: Mapping[str, Sequence[str]],
    words: Words,
) -> str:
    """What a file of IATI says of a release, what it cannot say, and by its reason what was left out."""
    left = [
        f"{words(f'iati.left.{reason}', n=len(ids))}: {', '.join(ids)}"
        for reasons in (left_projects, left_money)
        for reason, ids in reasons.items()
    ]
    return (
        f"# {words('iati.title', n=projects_count)}\n\n{_mark(release, words)}{_about(release, words)}\n\n"
        f"{_listed(map(words, ('iati.reporter', 'iati.own', 'iati.chosen')))}\n"
        f"## {words('iati.not_carried')}\n\n{_listed(map(words, ('iati.not_said', 'iati.not_ours')))}\n"
        f"## {words('iati.left_out')}\n\n{_listed(left or [words('missing.none')])}"
    )
