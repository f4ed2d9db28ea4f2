"""Where do projects stand in the cycle, which ones wait for an answer, and what do task forces lack?"""

from dashboard.queries import answers as queries
from dashboard.queries import projects as project_rows
from dashboard.rendering.headlines import pipeline as findings
from dashboard.shell import frame as shell
from dashboard.views.pipeline import sections as pipeline_page

here = shell.here()
every, activities = project_rows.in_stage(here.path, ""), queries.delphi_activities(here.path)
found = findings.pipeline(every, queries.table(here.path, "marts.task_forces"), here.words)

shell.headline(here, found)
code = pipeline_page.picked(here) if len(every) or len(activities) else ""
pipeline_page.show_stages(here, code, found.headline)
pipeline_page.show_seats(here)
pipeline_page.show_delphi(here, pipeline_page.of(activities, code))
shell.missing(here, here.words("missing.pipeline"), here.words("missing.pipeline_who"))
