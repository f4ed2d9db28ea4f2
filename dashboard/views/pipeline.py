"""Where do projects stand in the cycle, which ones wait for an answer, and what do task forces lack?"""

from dashboard import pipeline_page, project_rows, queries, shell
from dashboard.findings import pipeline as findings

here = shell.here()
every, activities = project_rows.in_stage(here.path, ""), queries.delphi_activities(here.path)
found = findings.pipeline(every, queries.table(here.path, "marts.task_forces"), here.words)

shell.headline(here, found)
code = pipeline_page.picked(here) if len(every) or len(activities) else ""
pipeline_page.show_stages(here, code, found.headline)
pipeline_page.show_seats(here)
pipeline_page.show_delphi(here, pipeline_page.of(activities, code))
shell.missing(here, here.words("missing.pipeline"), here.words("missing.pipeline_who"))
