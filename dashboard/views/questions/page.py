"""What does the release lack, who can supply it, and what would an answer settle?"""

from dashboard.queries import published, question_rows
from dashboard.rendering.headlines import questions
from dashboard.shell import board_pack, headings
from dashboard.shell.here import current
from dashboard.views.questions import downloads, figures

here = current()
asked = question_rows.asked(here.path, here.as_of)
headline = questions.questions(asked, published.row_counts(here.path)["marts.objective_progress"], here.words)

headings.headline(here, headline)
board_pack.offer(here)
downloads.downloads(here, asked, headline)
figures.show_questions(here, asked)
