"""The page where no project is open: the results of the calls for projects."""

from dashboard.queries import published
from dashboard.rendering.headlines import funders
from dashboard.rendering.panels import matches
from dashboard.rendering.registers import columns, tables
from dashboard.shell import foot, headings, page_foot
from dashboard.shell.here import Here


def show(here: Here) -> None:
    """The page where no project is open: the results of the calls, and what would fill it."""
    words, calls = here.words, published.table(here.path, "marts.calls")
    headings.headline(here, funders.no_opportunities(here.figures, words))
    here.show(matches.advice(words), "advice")
    if len(calls):
        headings.heading(words("opportunities.calls"))
        here.show(
            tables.register(calls, columns.CALLS, words("opportunities.calls_caption"), words, here.links), "calls"
        )
    foot.foot(here, "calls", here.made_from("calls"), calls)
    page_foot.missing(here, "opportunities")
