"""Which open projects seek money, and which of them fit what a funder looks for?"""

from dashboard.queries import projects as project_rows
from dashboard.shell import frame as shell
from dashboard.views.opportunities import sections as opportunity_page

here = shell.here()

if len(project_rows.open_projects(here.path)):
    opportunity_page.show(here)
else:
    opportunity_page.show_none(here)
