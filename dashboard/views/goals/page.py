"""How many objectives stand where, goal by goal."""

from dashboard.queries import strategy_rows
from dashboard.rendering.headlines import strategy
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import board_pack, foot, headings, page_foot
from dashboard.shell.here import current

here = current()
goals = strategy_rows.goals(here.path)

headings.headline(here, strategy.goals(here.figures, 2030, here.words))
board_pack.offer(here)
for horizon in (2030, 2050):
    shown = tables.labelled(goals[goals["horizon"] == horizon], here.words)
    caption = here.words("goals.caption", horizon=str(horizon))
    here.show(
        tables.register(shown, columns.GOALS, caption, here.words, here.links, numbers=figured.GOALS.of(here.figures)),
        f"goals_{horizon}",
    )
foot.foot(here, "goals", here.made_from("strategy"), goals)
page_foot.missing(here, "goals")
