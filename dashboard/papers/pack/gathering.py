"""The content of a pack: every sheet in its order.

Does not belong here: what a sheet says, and writing files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dashboard.papers.pack import (
    agreements,
    cells,
    changes,
    gaps,
    goals,
    investments,
    method,
    objectives,
    questions,
    soils,
    summary,
    task_forces,
)
from dashboard.papers.pack.shown import Shown
from dashboard.rendering.documents.pack.content import Pack, Sheet

SHEETS: Mapping[str, Callable[[Shown], Sheet]] = {
    "summary": summary.sheet,
    "objectives": objectives.sheet,
    "goals": goals.sheet,
    "gaps": gaps.sheet,
    "soils": soils.sheet,
    "investments": investments.sheet,
    "task_forces": task_forces.sheet,
    "agreements": agreements.sheet,
    "changes": changes.sheet,
    "questions": questions.sheet,
    "method": method.sheet,
}
Progress = Callable[[float, str], None]  # the part that is done, 0 to 1, and what is done next


def gathered(shown: Shown, progress: Progress) -> Pack:
    """Every sheet of the pack, made from the releases alone."""
    sheets = []
    for place, (name, make) in enumerate(SHEETS.items()):
        progress(place / len(SHEETS), shown.words(f"pack.sheet.{name}"))
        sheet = make(shown)
        sheets.append(replace(sheet, figures=[*cells.stated(sheet.headline.figure_ids, shown), *sheet.figures]))
    return pack(shown, sheets)


def pack(shown: Shown, sheets: Sequence[Sheet]) -> Pack:
    """These sheets with what stands around them: release, day, rules, watermark."""
    release, words = shown.release, shown.words
    version = words("foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version)
    as_of = f"{words('strip.as_of')} {words.day(release.as_of)}"
    return Pack(
        release,
        shown.since,
        words,
        sheets,
        label=release.label or words("strip.release", id=release.release_id),
        dated=" · ".join(filter(None, (release.label, as_of, version))),
        watermark=words("strip.watermark") if release.is_demonstration else "",
        title=words("pack.title"),
    )
