"""Where do projects stand in the cycle, which ones wait for an answer, and what do task forces lack?"""

from dashboard.queries import project_rows, strategy_rows
from dashboard.rendering.headlines import pipeline
from dashboard.shell import headings, page_foot, pickers
from dashboard.shell.here import current
from dashboard.views.pipeline import figures

here = current()
every, activities = project_rows.in_stage(here.path, ""), strategy_rows.delphi_activities(here.path)
headline = pipeline.pipeline(here.figures, here.words)

headings.headline(here, headline)
code = pickers.objective_or_all(here) if len(every) or len(activities) else ""
figures.show_stuck(here, code)
figures.show_owed(here, code)
headings.heading(here.words("pipeline.stages"))
figures.show_stages(here, code, headline.sentence)
figures.show_delphi(here, figures.of(activities, code), code)
page_foot.missing(here, "pipeline")
