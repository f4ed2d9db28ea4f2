"""Blocks that several pages show: where the reader is, stages of the cycle, short notes, the equation of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Figures, named
from dashboard.rendering.words import Words, is_missing

# Stages of the Strategy Implementation Cycle in their order; what was declined, withdrawn or put on hold is not in them.
STAGES = ("idea", "presented", "feedback_received", "full_proposal", "funded", "implementing", "completed")


def trail(steps: Sequence[tuple[str, str]], here: str, words: Words, near: Sequence[tuple[str, str]] = ()) -> Markup:
    """Where the reader is: the pages above, as text and address, what is shown, and its neighbours."""
    return render(
        "trail", steps=steps, here=here, near=near, label=words("trail.label"), near_label=words("trail.near")
    )


def read_equation(figures: Figures, words: Words) -> Markup:
    """Rows read, admitted and held of a release."""
    asked = figures.noted()
    counts = [asked.count(f"rows_{name}") for name in ("read", "admitted", "held")]
    return equation(*counts, words, " ".join(asked.ids))


def stages(task_force: Mapping[str, Any], words: Words) -> Markup:
    """How many projects stand at each stage; hatched when no project was reported at all."""
    code = task_force.get("objective_code")
    counts = [0 if is_missing(task_force[f"{stage}_count"]) else int(task_force[f"{stage}_count"]) for stage in STAGES]
    is_unreported = sum(counts) + int(task_force["side_exit_count"] or 0) + int(task_force["no_stage_count"] or 0) == 0
    shown = [
        {
            "name": f"{place} {words(f'value.sic_stage.{stage}')}",
            "count": "" if is_unreported else words.number(count),
            "kind": "none" if is_unreported else "zero" if not count else "",
            "figure": "" if code is None else named(f"stage_{stage}", code),
            "count_label": words("missing.cell") if is_unreported else words.number(count),
        }
        for place, (stage, count) in enumerate(zip(STAGES, counts, strict=True), 1)
    ]
    return render(
        "stages",
        stages=shown,
        unstaged_figure="" if code is None else named("stage_none", code),
        unstaged=words("stage.unstaged", n=int(task_force["no_stage_count"] or 0)),
        has_unstaged=bool(task_force["no_stage_count"]),
    )


@dataclass(frozen=True)
class Note:
    """A short note: title, text, and links as text and address."""

    title: str
    text: str
    links: Sequence[tuple[str, str]] = ()


def notes(notes: Sequence[Note]) -> Markup:
    """Short notes side by side."""
    return render("notes", notes=notes)


def equation(read: int, admitted: int, held: int, words: Words, figures: str = "") -> Markup:
    """Rows read, admitted and held as one bar whose parts add up; `figures` are the names of the three, if they have any."""
    share = 100 * admitted / read if read else 0.0
    return render(
        "equation",
        admitted=round(share, 1),
        held=round(100 - share, 1) if read else 0,
        text=words("headline.sources.lede", n=read, admitted=admitted, held=held),
        figures=figures,
    )
