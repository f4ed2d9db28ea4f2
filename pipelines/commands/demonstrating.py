"""Builds the made-up world: its files go through the real intake, three times, as they would have come before two board meetings.

Does not belong here: what the files say (`sources.demonstration`).
"""

from datetime import date, datetime, time
from pathlib import Path

from pipelines.commands import running
from pipelines.commands.running import Outcome
from pipelines.resources import RunSettings
from sources.demonstration import world
from warehouse import demonstration, history, settings

LABEL = "Board, made-up, {:%b %Y}"


def build(data: Path, as_of: date, seed: int, show_progress: bool) -> list[Outcome]:
    """The world anew in this folder: two releases that boards were shown, then the current one; ends with the first that fails.

    Raises MixedRefused where the folder is in use for real data.
    """
    demonstration.begin(data, as_of, seed)
    sent, outcomes = world.sent(as_of, seed), []
    for day in (*world.boards(as_of), as_of):
        world.put(settings.inbox(data), sent, day)
        chosen = RunSettings(data=data, as_of=day, moment=datetime.combine(day, time()), is_answered=day == as_of)
        outcome = running.run_by(chosen, show_progress)
        outcomes.append(outcome)
        if outcome.release is None:
            break
        if day != as_of:
            history.label(data, outcome.release.release_id, LABEL.format(day))
    return outcomes


def again(data: Path, as_of: date | None, show_progress: bool) -> Outcome:
    """One more run over the world as it stands, with what was sent to it; raises MixedRefused where the folder holds none."""
    demonstration.refuse_other(data)
    return running.run(data, None, None, as_of, show_progress)
