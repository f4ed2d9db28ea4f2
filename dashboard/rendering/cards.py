"""Verdict cards, the three findings of the overview, stages, facts beside an objective, callouts."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.headlines.headline import Finding
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

# Stages of the Strategy Implementation Cycle in their order; a project that left the way is counted apart.
STAGES = ("idea", "presented", "feedback_received", "full_proposal", "funded", "implementing", "completed")
CANNOT = "cannot_be_assessed"


def three_findings(found: Sequence[Finding], words: Words, links: Links) -> Markup:
    """Findings side by side, each leading to its page."""
    cards = [
        {"headline": card.headline, "text": card.lede, "href": links(card.page), "page": words(f"page.{card.page}")}
        for card in found
    ]
    return render("cards", cards=cards)


def verdicts(rows: Sequence[Mapping[str, Any]], lines: Sequence[Sequence[str]], words: Words) -> Markup:
    """The verdicts of an objective for both horizons, each with its sentences."""
    shown = []
    for row, told in zip(rows, lines, strict=True):
        status = words(f"status.{row['status']}")
        if row["status"] == CANNOT:
            status = words("verdict.cannot", status=status, reason=words(f"reason.{row['reason']}"))
        is_sensitive = not is_missing(row["is_sensitive"]) and bool(row["is_sensitive"])
        badge = words("verdict.badge") if is_sensitive else ""
        shown.append(
            {
                "horizon": str(row["horizon"]),
                "status": row["status"],
                "text": status,
                "lines": list(told),
                "badge": badge,
            }
        )
    return render("verdicts", verdicts=shown)


def trail(objectives: pd.DataFrame, code: str, goal: str, words: Words, links: Links) -> Markup:
    """Where the reader is, and the neighbouring objectives."""
    rows = objectives[objectives["horizon"] == 2030].reset_index(drop=True)
    place = int(rows.index[rows["objective_code"] == code][0])
    beside = [rows.iloc[near].to_dict() for near in (place - 1, place + 1) if 0 <= near < len(rows)]
    near = [
        {"text": f"{row['objective_code']} {words.label(row)}", "href": links("objective", code=row["objective_code"])}
        for row in beside
    ]
    steps = [{"text": words("page.overview"), "href": links("overview")}, {"text": goal, "href": links("goals")}]
    return render(
        "trail", steps=steps, here=code, near=near, label=words("trail.label"), near_label=words("trail.near")
    )


def stages(task_force: Mapping[str, Any], words: Words) -> Markup:
    """How many projects stand at each stage; hatched when no project was reported at all."""
    counts = [0 if is_missing(task_force[f"{stage}_count"]) else int(task_force[f"{stage}_count"]) for stage in STAGES]
    nobody = sum(counts) + int(task_force["side_exit_count"] or 0) + int(task_force["no_stage_count"] or 0) == 0
    told = [
        {
            "name": f"{place} {words(f'stage.{stage}')}",
            "count": "" if nobody else words.number(count),
            "kind": "none" if nobody else "zero" if not count else "",
            "said": words("missing.cell") if nobody else words.number(count),
        }
        for place, (stage, count) in enumerate(zip(STAGES, counts, strict=True), 1)
    ]
    return render(
        "stages",
        stages=told,
        unstaged=words("stage.unstaged", n=int(task_force["no_stage_count"] or 0)),
        has_unstaged=bool(task_force["no_stage_count"]),
    )


def three_notes(notes: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]) -> Markup:
    """Short notes side by side: title, text, and links as text and address."""
    return render(
        "notes", notes=[{"title": title, "text": text, "links": list(linked)} for title, text, linked in notes]
    )


def settling(
    spans: Sequence[str],
    statuses: Sequence[str],
    title: str,
    lede: str,
    heads: tuple[str, str],
    who: str,
    words: Words,
) -> Markup:
    """What each possible value would mean: one row per span of values and its status."""
    rows = [
        {"span": values, "status": status, "word": words(f"status.{status}")}
        for values, status in zip(spans, statuses, strict=True)
    ]
    return render("settling", title=title, lede=lede, heads=heads, rows=rows, who=who)


def caution(text: str) -> Markup:
    """A caveat a reader must know before using a figure."""
    return render("caution", text=text)


def span(band: Any, is_whole: bool, words: Words) -> str:
    """A band of values in words; None is an open end, and the open end of the best class includes its bound."""
    low, high, is_best = band.lowest, band.highest, band.status == "achieved"
    if low is not None and high is not None:
        return words("band.between", low=words.short(low), high=words.short(high)) if low != high else words.short(low)
    if low is not None:
        return words("band.from" if is_best or is_whole else "band.over", low=words.short(low))
    if is_best:
        return words("band.to", high=words.short(high))
    return words("band.under", high=words.short(high + 1 if is_whole else high))


def no_path(words: Words) -> Markup:
    """The place of the path where there is neither baseline nor target."""
    return render("no_path", text=words("finding.path.none"))


def equation(sources: pd.DataFrame, words: Words) -> Markup:
    """Rows read, admitted and held as one bar whose parts add up."""
    read, admitted, held = (int(sources[f"rows_{name}"].sum()) for name in ("read", "admitted", "held"))
    share = 100 * admitted / read if read else 0.0
    return render(
        "equation",
        admitted=round(share, 1),
        held=round(100 - share, 1) if read else 0,
        told=words("finding.sources.lede", n=read, admitted=admitted, held=held),
    )
