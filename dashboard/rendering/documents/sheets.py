"""The shortlist on paper: one A4 page per open project, as PDF, in the look of the pages.

The page is `sheets.typ`; it gets every value as data, so that no title can be read as markup.
"""

import json
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

import pandas as pd
import typst

from dashboard.rendering import look
from dashboard.rendering.reasons import SIDES, Names, given, lines, met, named
from dashboard.rendering.words import Words, is_missing
from warehouse.releases import Release

MOST_SHEETS = 200  # more than anybody prints; they take a few seconds
# What is longer is cut, so that a project never leaves its page.
LONGEST_TITLE, LONGEST_TEXT, LONGEST_FACT = 140, 500, 90
FOLDER = Path(__file__).resolve().parent
FACTS = (
    "objectives",
    "countries",
    "regions",
    "sdgs",
    "stage",
    "assessment",
    "has_letter_of_support",
    "funders",
    "asked_eur",
    "committed_eur",
    "gap_eur",
    "starts_on",
    "ends_on",
    "updated_on",
    "project_id",
)
CRITERION_OF = {"stage": "stages", "assessment": "assessments"}


def sheets(projects: pd.DataFrame, names: Names, release: Release, link: str, words: Words) -> bytes:
    """The first `MOST_SHEETS` projects as PDF, each on its own page; `link` opens the same selection."""
    filled = contents(projects.head(MOST_SHEETS), names, release, link, words)
    return typst.compile(
        str(FOLDER / "sheets.typ"),
        root=str(FOLDER),
        sys_inputs={"contents": json.dumps(filled)},
        timestamp=int(release.built_at.replace(tzinfo=UTC).timestamp()),
    )


def contents(projects: pd.DataFrame, names: Names, release: Release, link: str, words: Words) -> dict[str, Any]:
    """What stands on the sheets: every value a text, a number or a list of them."""
    return {
        "language": words.language,
        "site": words("site.title"),
        "kind": words("sheet.kind"),
        "title": words("shortlist.count", n=len(projects)),
        "advice": words("opportunities.advice"),
        "nothing": words("missing.cell"),
        "link": link,
        "way": words("sheet.way"),
        "release": words("foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version),
        "watermark": words("strip.watermark") if release.is_demonstration else "",
        "bands": list(look.tokens()["bands"]),
        "colours": look.palette("light"),
        "projects": [_project(row, names, release, words) for row in projects.to_dict("records")],
    }


def lacking(row: Mapping[str, Any], words: Words) -> str:
    """The headline of a sheet: what the project still lacks, or that it does not say."""
    asked, gap = row["asked_eur"], row["gap_eur"]
    if is_missing(asked) or is_missing(gap):
        return words("sheet.unpriced")
    if gap <= 0:
        return words("sheet.covered", asked=words.euros(asked))
    return words("sheet.lacks", gap=words.euros(gap), asked=words.euros(asked))


def _project(row: Mapping[str, Any], names: Names, release: Release, words: Words) -> dict[str, Any]:
    place = words("sheet.place", file=_cut(row["source_file"], LONGEST_FACT), row=str(row["source_row"]))
    return {
        "title": _cut(row["title"], LONGEST_TITLE),
        "lacking": lacking(row, words),
        "lede": _cut(" · ".join(_lede(row, names)), LONGEST_TITLE),
        "summary": None if is_missing(row["summary"]) else _cut(row["summary"], LONGEST_TEXT),
        "bar": _bar(row),
        "given": "" if is_missing(row["asked_eur"]) else given(row["asked_eur"], row["committed_eur"], words),
        "facts": [(words(f"sheet.{name}"), _fact(row[name], name, names, words)) for name in FACTS],
        "fit": met(row, words),
        "sides": [
            (
                called,
                words(f"match.{called}"),
                [_cut(one, LONGEST_FACT) for one in lines(row[side], side, names, words)],
            )
            for side, called in SIDES.items()
        ],
        "foot": words("figure.source", source=place, as_of=release.as_of),
    }


def _lede(row: Mapping[str, Any], names: Names) -> list[str]:
    lead = [] if is_missing(row["lead"]) else [str(row["lead"])]
    places = [] if is_missing(row["countries"]) else [named("countries", row["countries"], names)]
    return lead + places


def _fact(value: Any, name: str, names: Names, words: Words) -> str | None:
    """One fact in words; None where nobody stated it."""
    if is_missing(value):
        return None
    if name.endswith("_eur"):
        return words.number(round(value))
    if name.endswith("_on"):
        return words.day(value)
    if name.startswith("has_"):
        return words("yes" if value else "no")
    return _cut(named(CRITERION_OF.get(name, name), value, names), LONGEST_FACT)


def _bar(row: Mapping[str, Any]) -> dict[str, float] | None:
    """Committed and missing as parts of what is asked; None where the ask is not known."""
    asked, committed = row["asked_eur"], row["committed_eur"]
    if is_missing(asked):
        return None
    given = 0.0 if is_missing(committed) else min(max(float(committed), 0.0), float(asked))
    return {"committed": given, "missing": float(asked) - given}


def _cut(text: Any, longest: int) -> str:
    """The text on one line; what is too long ends in an ellipsis."""
    line = " ".join(str(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
