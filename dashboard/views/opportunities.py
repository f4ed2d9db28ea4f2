"""Which open projects seek money, and which of them fit what a funder looks for?"""

from dashboard import opportunity_page, project_rows, shell

here = shell.here()

if len(project_rows.open_projects(here.path)):
    opportunity_page.show(here)
else:
    opportunity_page.show_none(here)
