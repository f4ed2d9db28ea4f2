"""What is this, and where does the strategy stand? The doors, the roll call, the grid of 24, four headlines."""

from dashboard.papers.pack import pictures
from dashboard.queries import coverage_rows, strategy_rows
from dashboard.rendering.headlines import money, soils, strategy
from dashboard.rendering.panels.headline_cards import headline_cards
from dashboard.rendering.panels.roll_call import roll_call
from dashboard.rendering.panels.strategy_grid import StrategyFrames, strategy_grid
from dashboard.rendering.registers import columns
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import current
from dashboard.views.overview import changed, doors

here = current()
words, links, release = here.words, here.links, here.path
objectives = strategy_rows.objectives(release)

here.show(doors.doors(strategy_rows.goals(release), objectives, here.figures, words, links), "doors")
headings.headline(here, strategy.strategy(here.figures, 2030, words))
here.show(roll_call(objectives, here.figures, here.as_of, words, links), "roll_call")
foot.pictured(here, "roll_call", here.made_from("strategy"), pictures.roll_call)
headings.heading(words("overview.grid"))
here.show(
    strategy_grid(
        StrategyFrames(
            strategy_rows.goals(release),
            objectives,
            strategy_rows.headline_progress(release),
            coverage_rows.coverage(release),
            coverage_rows.regions(release),
            here.figures,
        ),
        words,
        links,
    ),
    "strategy_grid",
)
foot.foot(here, "objectives", here.made_from("strategy"), objectives, columns.OBJECTIVES, picture=pictures.strategy)
headlines = [
    changed.since_last_board(here),
    money.partnerships(here.figures, words),
    soils.soils(here.figures, words),
    money.budget(here.figures, words),
]
here.show(headline_cards(headlines, words, links), "headlines")
page_foot.missing(here, "overview")
