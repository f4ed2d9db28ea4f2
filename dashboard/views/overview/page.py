"""Where does the strategy stand? The roll call, the grid of 24, three findings."""

from dashboard.queries import answers as queries
from dashboard.rendering.cards import three_findings
from dashboard.rendering.headlines import money, strategy
from dashboard.rendering.registers import columns
from dashboard.shell import foot
from dashboard.shell import frame as shell
from dashboard.views.overview.roll_call import roll_call
from dashboard.views.overview.strategy_grid import StrategyFrames, strategy_grid

here = shell.here()
words, links, release = here.words, here.links, here.path
objectives, totals = queries.objectives(release), queries.money_by_objective(release)

shell.headline(here, strategy.strategy(objectives, 2030, words))
here.show(roll_call(objectives, here.as_of, words, links), "roll_call")
shell.heading(words("overview.grid"))
here.show(
    strategy_grid(
        StrategyFrames(
            queries.goals(release),
            objectives,
            queries.headline_progress(release),
            totals,
            queries.coverage(release),
            queries.regions(release),
        ),
        words,
        links,
    ),
    "strategy_grid",
)
foot.foot(here, "objectives", words("source.strategy"), objectives, columns.OBJECTIVES)
found = [
    money.partnerships(queries.table(release, "marts.partnerships"), words),
    money.open_aid(totals, queries.activities(release), words),
    money.budget(queries.table(release, "marts.budgets"), words),
]
here.show(three_findings(found, words, links), "findings")
shell.missing(here, words("missing.overview"), words("missing.overview_who"))
