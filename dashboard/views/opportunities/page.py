"""Which open projects seek money, and which of them fit what a funder looks for?"""

from dashboard.queries import project_rows
from dashboard.shell.here import current
from dashboard.views.opportunities import calls, matching

here = current()

if len(project_rows.open_projects(here.path)):
    matching.show(here)
else:
    calls.show(here)
