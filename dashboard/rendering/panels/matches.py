"""Open projects as a funder reads them: what is still missing, and what speaks for, against or is not known."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.folding import fold
from dashboard.rendering.panels.ticked import Tick, box
from dashboard.rendering.reasons import SIDES, Names, given, lines, met, named
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing


def advice(words: Words) -> Markup:
    """The sentence that the assessment is advice and that funders decide."""
    return render("advice", text=words("opportunities.advice"))


def left_out(count: int, is_shown: bool, href: str, words: Words) -> Markup:
    """How many open projects have a reason against, and the way to see or hide them."""
    text = words("opportunities.against_shown" if is_shown else "opportunities.against_hidden", n=count)
    return render(
        "left_out",
        text=text,
        href=href,
        way=words("opportunities.hide" if is_shown else "opportunities.see"),
    )


def matches(
    projects: pd.DataFrame, names: Names, words: Words, links: Links, ticks: Mapping[str, Tick] | None = None
) -> Markup:
    """The projects, each with its gap on one scale, its reasons and, where it can be ticked, its box."""
    longest = projects["asked_eur"].max()
    boxes = {project_id: box(tick, words) for project_id, tick in (ticks or {}).items()}
    rows = projects.to_dict("records")
    return render(
        "matches",
        projects=[_project(row, longest, names, words, links) | {"tick": boxes.get(row["project_id"])} for row in rows],
        words=words,
        fold=fold(len(projects), words),
        nothing=words("missing.cell"),
    )


def _project(row: Mapping[str, Any], longest: Any, names: Names, words: Words, links: Links) -> dict[str, Any]:
    codes = [] if is_missing(row["objectives"]) else str(row["objectives"]).split(";")
    chips = [named("stages", row["stage"], names), named("assessments", row["assessment"], names)]
    if row["has_letter_of_support"] is True:
        chips.append(words("column.has_letter_of_support"))
    asked, committed, gap = (row[name] for name in ("asked_eur", "committed_eur", "gap_eur"))
    place = words(
        "match.place", updated=words.day(row["updated_on"]), file=str(row["source_file"]), row=str(row["source_row"])
    )
    return {
        "title": row["title"],
        "lead": "" if is_missing(row["lead"]) else str(row["lead"]),
        "countries": named("countries", row["countries"], names),
        "codes": [{"code": code, "href": links("objective", code=code)} for code in codes],
        "chips": [chip for chip in chips if chip],
        "place": place,
        "gap": None if is_missing(gap) else words.euros(max(gap, 0)),
        "given": given(asked, committed, words),
        "bar": _bar(asked, committed, longest),
        "fit": met(row, words),
        "sides": [(SIDES[side], words(f"match.{SIDES[side]}"), lines(row[side], side, names, words)) for side in SIDES],
    }


def _bar(asked: Any, committed: Any, longest: Any) -> dict[str, float] | None:
    """Committed and missing in percent of the longest ask on the page."""
    if is_missing(asked) or is_missing(longest) or longest <= 0:
        return None
    given = 0.0 if is_missing(committed) else min(max(float(committed), 0.0), float(asked))
    return {"committed": round(100 * given / longest, 1), "missing": round(100 * (asked - given) / longest, 1)}
