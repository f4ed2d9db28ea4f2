"""Where do projects stand in the cycle, which ones wait for an answer, and what do task forces lack?"""

from dashboard import pipeline_page, queries, shell
from dashboard.figures import foot
from dashboard.findings import pipeline as findings

here = shell.here()
words, pipeline = here.words, queries.table(here.path, "marts.pipeline")
task_forces = queries.table(here.path, "marts.task_forces")
every = findings.each_once(pipeline)
found = findings.pipeline(every, task_forces, words)

shell.headline(here, found)
chosen = findings.each_once(pipeline_page.picked(here, pipeline)) if len(every) else every
pipeline_page.show_stages(here, chosen, found.headline)
foot.foot(here, "pipeline", words("source.projects"), chosen)
pipeline_page.show_seats(here)
shell.missing(here, words("missing.pipeline"), words("missing.pipeline_who"))
