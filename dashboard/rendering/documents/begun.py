"""The template in which a task force reports on its objective, begun: what is known stands in it, what is asked is blank.

Figures go into the stream of observations, dated steps into that of milestones. Does not belong here: how a template is
written (`sources.feedback.templates`), and the buttons that offer it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.rendering.panels.objective_facts import STEPS_KIND, Facts
from dashboard.rendering.words import Words, is_missing
from sources.feedback.templates import Begun, template

OBSERVATIONS, MILESTONES = "observations", "milestones"
REACHED, APPROVED = "reached", "approved"
Row = Mapping[str, Any]


def rows_of(every: Sequence[Facts], steps: Sequence[Row], words: Words) -> dict[str, list[Begun]]:
    """The rows an objective can report, by stream: one for each indicator that is measured, one for each step not reached."""
    figures = [_figure(facts, words) for facts in every if facts.kind != STEPS_KIND]
    states = [_state(step, words) for step in steps if step["state"] != REACHED]
    return {stream: rows for stream, rows in ((OBSERVATIONS, figures), (MILESTONES, states)) if rows}


def workbook(stream: str, rows: Sequence[Begun], language: str, watermark: str = "") -> bytes:
    """The template of a stream with these rows begun, as the content of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{stream}.xlsx"
        template(stream, path, language, rows, watermark)
        return path.read_bytes()


def _figure(facts: Facts, words: Words) -> Begun:
    row, name = facts.first, f"{facts.indicator_code} {words.label(facts.indicator)}"
    last = words("begun.no_value")
    if not is_missing(row["latest_value"]):
        value = float(row["latest_value"])
        measured = words.measure(value, facts.unit, words.number(value))
        last = words("working.dated", value=measured, on=words.day(row["latest_on"]))
    known = words("begun.figure", name=name, unit=words.unit(facts.unit), last=last)
    return Begun(
        {"indicator": facts.indicator_code, "status": APPROVED},
        {"value": known, "status": words("begun.status"), "evidence": words("begun.evidence")},
        [known],
    )


def _state(step: Row, words: Words) -> Begun:
    name = f"{step['milestone_code']} {words.label(step)}"
    state = words("begun.no_value") if is_missing(step["state"]) else words(f"value.state.{step['state']}")
    known = words("begun.step", name=name, due=words.day(step["due_on"]), state=state)
    return Begun({"milestone": str(step["milestone_code"])}, {"state": known}, [known])
