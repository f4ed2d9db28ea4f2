"""The money of the objectives, regions and countries that a reader has picked."""

from streamlit.delta_generator import DeltaGenerator

from dashboard.queries import country_cells, money_rows
from dashboard.rendering.headlines import coverage, money
from dashboard.rendering.pointers import pointer
from dashboard.rendering.selection import Selection
from dashboard.shell import headings, selecting
from dashboard.shell.here import Here
from dashboard.views.investments import registers


def show(here: Here, head: DeltaGenerator, picked: Selection) -> None:
    """The finding in `head`; the years, the givers and the objectives of the choice; the way to all money."""
    words, release = here.words, here.path
    rows = money_rows.chosen(release, **picked.values("objectives", "regions", "countries"))
    cells = coverage.within(country_cells.cells_for(release, picked, here.as_of), picked)
    headline = money.chosen(rows, picked, selecting.names(here), words)
    with head:
        headings.headline(here, headline)
    registers.years(here, money_rows.chosen_years(rows), picked)
    registers.funders(here, money_rows.chosen_funders(rows), None)
    totals = money_rows.chosen_objectives(cells, release)
    registers.objectives(here, totals, totals, None)
    whole = here.links("investments")
    here.show(pointer(words("investments.apart"), words("investments.whole"), whole), "all_money")
