"""The questions of all objectives or of the one picked, in parts, those first that would settle most."""

from collections.abc import Sequence

from dashboard.queries import question_rows
from dashboard.queries.listing import Listing
from dashboard.rendering.registers import asked, tables
from dashboard.shell import address, foot, parts, pickers
from dashboard.shell.here import Here
from pipelines.rules.questions.question import Question

ROWS_SHOWN = 25


def show_questions(here: Here, every: Sequence[Question]) -> None:
    """The picker and the register of the questions; in one that is shown their numbers stay those of the whole list."""
    words = here.words
    code = pickers.objective_or_all(here)
    rows = asked.rows(every, asked.Named.of(question_rows.tables(here.path)), words)
    rows = rows[[not code or code in one.objectives for one in every]]
    part = parts.chosen(address.PART, len(rows), ROWS_SHOWN)
    caption = words("questions.caption", n=len(rows))
    here.show(tables.register(part.of(rows), asked.COLUMNS, caption, words, here.links), "questions")
    parts.show(here, address.PART, part, len(rows), "questions")
    foot.foot(here, "questions", here.made_from("release"), Listing.of(rows), asked.COLUMNS, is_worked_below=True)
