"""Where do projects stand in the cycle, which ones wait for an answer, and what do task forces lack?"""

from dashboard import pipeline_page, queries, shell
from dashboard.figures import foot
from dashboard.findings import pipeline as findings

here = shell.here()
words, pipeline = here.words, queries.table(here.path, "marts.pipeline")
task_forces, activities = queries.table(here.path, "marts.task_forces"), queries.delphi_activities(here.path)
every = findings.each_once(pipeline)
found = findings.pipeline(every, task_forces, words)

shell.headline(here, found)
code = pipeline_page.picked(here) if len(every) or len(activities) else ""
chosen = findings.each_once(pipeline_page.of(pipeline, code)) if code else every
pipeline_page.show_stages(here, chosen, found.headline)
foot.foot(here, "pipeline", words("source.projects"), chosen)
pipeline_page.show_seats(here)
pipeline_page.show_delphi(here, pipeline_page.of(activities, code))
shell.missing(here, words("missing.pipeline"), words("missing.pipeline_who"))
