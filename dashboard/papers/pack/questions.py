"""The questions to be decided: those first whose answer would settle most."""

from dashboard.papers.pack import cells
from dashboard.papers.pack.shown import Shown
from dashboard.queries import published, question_rows
from dashboard.rendering.documents.pack.content import Sheet
from dashboard.rendering.headlines import questions
from dashboard.rendering.registers import asked

COLUMNS = ("number", "objective_codes", "question", "answered_by", "settles")
WIDTHS = (0.4, 0.9, 4.0, 2.4, 3.2)
MOST = 12  # questions of a pack; the page has all of them as PDF and as workbook


def sheet(shown: Shown) -> Sheet:
    """The first questions in their order: what is missing, who can supply it, what an answer would settle."""
    words = shown.words
    every = question_rows.asked(shown.path, shown.as_of)
    rows = asked.rows(every, asked.Named.of(question_rows.tables(shown.path)), words)
    verdicts = published.row_counts(shown.path)["marts.objective_progress"]
    note = words("pack.questions.cut", shown=MOST, n=len(rows)) if len(rows) > MOST else ""
    return Sheet(
        "questions",
        words("pack.sheet.questions"),
        questions.questions(every, verdicts, words),
        [cells.register(rows.head(MOST), COLUMNS, words, note=note, widths=WIDTHS)],
        shown.source("release"),
    )
