"""All money on the ground: years, givers, objectives, how much rests on few, likely doubles, what was not converted, support."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.queries import money_rows, published
from dashboard.queries.listing import of_table
from dashboard.rendering.folding import FEW
from dashboard.rendering.headlines import money, soils
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import foot, headings
from dashboard.shell.here import Here
from dashboard.views.investments import doubles, registers, unconverted


def show(here: Here, head: DeltaGenerator) -> None:
    """The finding in `head`, and every register of the page."""
    release = here.path
    with head:
        headings.headline(here, money.investments(here.figures, here.words))
        st.caption(headings.escaped(soils.read(here.figures, here.words).sentence))
    registers.years(here, money_rows.by_year(release))
    registers.funders(here, money_rows.funders(release), figured.FUNDERS)
    totals, every = money_rows.by_named_objective(release), of_table(release, "marts.investments")
    registers.objectives(here, totals, every, figured.TOTALS)
    _concentration(here)
    with st.expander(headings.escaped(here.words("investments.more"))):
        doubles.show(here)
        unconverted.show(here)
        _support(here)


def _concentration(here: Here) -> None:
    """How many objectives with money rest on a single giver or agreement."""
    words, rows = here.words, published.table(here.path, "marts.concentration")
    rests, funded = money.concentration(here.figures, words), rows[rows["funders_count"] > 0]
    headings.heading(rests.sentence)
    if len(funded):
        st.caption(headings.escaped(rests.lede))
        caption, numbers = words("investments.concentration_caption"), figured.CONCENTRATION.of(here.figures)
        here.show(
            tables.register(funded, columns.CONCENTRATION, caption, words, here.links, numbers=numbers, shown=FEW),
            "concentration",
        )
    foot.foot(here, "concentration", here.made_from("money"), rows)


def _support(here: Here) -> None:
    """What is given that is not cash."""
    words, rows = here.words, published.table(here.path, "marts.support")
    headings.heading(words("budget.support"))
    if len(rows):
        caption = words("budget.support_caption")
        here.show(tables.register(rows, columns.SUPPORT, caption, words, here.links, shown=FEW), "support")
    foot.foot(here, "support", here.made_from("support"), rows)
