"""Where the objectives of each goal stand: six rows of squares, each with its sentence."""

from dashboard.queries import strategy_rows
from dashboard.rendering.headlines import strategy
from dashboard.rendering.panels.goal_rows import goal_rows
from dashboard.shell import board_pack, foot, headings, page_foot
from dashboard.shell.here import current

here = current()
goals, objectives = strategy_rows.goals(here.path), strategy_rows.objectives(here.path)

headings.headline(here, strategy.goals(here.figures, 2030, here.words))
board_pack.offer(here)
here.show(goal_rows(goals, objectives, here.figures, here.words, here.links), "goals")
foot.foot(here, "goals", here.made_from("strategy"), goals)
page_foot.missing(here, "goals")
