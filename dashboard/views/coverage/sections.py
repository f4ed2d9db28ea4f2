"""What the page of coverage gaps is made of beside the grid: the pickers, the cell opened, the soil context."""

from functools import partial

import streamlit as st

from dashboard.queries import cell_rows, coverage_rows, published, strategy_rows
from dashboard.queries.cell_rows import NONE, Cell
from dashboard.rendering.charts.soil import debt_against_money
from dashboard.rendering.headlines import coverage
from dashboard.rendering.registers import columns, tables
from dashboard.rendering.words import is_missing
from dashboard.shell import address, foot, headings, parts
from dashboard.shell.chart import chart
from dashboard.shell.here import Here
from dashboard.views.coverage.cell import cell_block, cell_name, cell_ways
from dashboard.views.coverage.grid import PARTS, Chosen

WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0)
SOIL_ROWS = 20


def chosen(here: Here) -> tuple[Chosen, dict[str, float]]:
    """The region shown and the weights of the score, from one row of pickers; the cell comes by its link."""
    words, regions = here.words, coverage_rows.regions(here.path)
    offered = {"": words("coverage.all_regions")}
    offered |= {row["region_code"]: words.label(row) for row in regions.to_dict("records")}
    offered[NONE] = words("coverage.no_region")
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        with st.container(width=260):
            region = address.one("region", words("coverage.region"), offered, words.language)
        with st.popover(words("coverage.weights"), key="weights"):
            st.caption(headings.escaped(words("coverage.weights_told")))
            labels = {part: words(f"part.{part}") for part in PARTS}
            weights = address.steps("weights", labels, WEIGHTS, 1.0, words.language)
    named = {f"{part}_part": weight for part, weight in zip(PARTS, weights, strict=True)}
    cell = str(st.query_params.get("cell", ""))
    return Chosen(cell, region, address.held("region", "weights")), named


def opened_cell(here: Here, chosen: Chosen) -> None:
    """The rows the chosen cell is made of, if one is chosen: sums, projects, contributions, ways to its countries."""
    release, words = here.path, here.words
    objectives, regions = strategy_rows.objectives(release), coverage_rows.regions(release)
    country = str(st.query_params.get("country", ""))
    cell = cell_rows.cell_of(chosen.cell, country, objectives, regions) if chosen.cell else None
    if cell is None:
        return
    name = cell_name(cell, objectives, regions, words)
    headings.heading(name)
    sums = cell_rows.sums(release, cell)
    ways = cell_ways(cell, cell_rows.countries(release, cell), chosen.kept, words, here.links)
    state = _state(here, cell)
    here.show(cell_block(state, sums, ways, cell_rows.FIRST.size, words), "cell")
    key = cell.address.replace(".", "_")
    for title, ask, names in (
        ("projects", cell_rows.projects, columns.CELL_PROJECTS),
        ("contributions", cell_rows.contributions, columns.CELL_CONTRIBUTIONS),
    ):
        count = int(sums[f"{title}_count"] or 0)
        part = parts.chosen(title, count, cell_rows.FIRST.size)
        rows = ask(release, cell, part)
        if count:
            caption = words(f"cell.{title}_caption", n=count)
            here.show(tables.register(rows.shown, names, caption, words, here.links), f"cell_{title}")
            parts.show(here, title, part, count, "coverage")
        foot.foot(here, f"{key}_{title}", words("source.coverage"), rows)


def soil(here: Here) -> None:
    """Where soils lost most carbon, and who invests there: dots and the ranked table, context and in no score."""
    words = here.words
    names = published.table(here.path, "marts.countries").drop(columns=["region_code"])
    rows = published.table(here.path, "marts.soil_context").merge(names, on="country_code", how="left")
    countries = tables.labelled(rows, words)
    title = coverage.soil(countries, SOIL_ROWS, words)
    headings.heading(title)
    if countries["soc_debt_mt"].notna().any():
        st.caption(headings.escaped(words("soil.caption")))
        chart(here, "soil", title, partial(debt_against_money, countries))
        shown = countries.dropna(subset=["debt_rank"]).sort_values("debt_rank").head(SOIL_ROWS)
        here.show(
            tables.register(shown, columns.SOIL, words("soil.table", n=len(shown)), words, here.links), "soil_table"
        )
    foot.foot(here, "soil_context", words("source.soil"), countries)


def _state(here: Here, cell: Cell) -> str:
    """The coverage state of a cell as the release has it."""
    for row in coverage_rows.coverage(here.path).to_dict("records"):
        codes = (None if is_missing(row[name]) else row[name] for name in ("objective_code", "region_code"))
        if tuple(codes) == (cell.objective_code, cell.region_code):
            return str(row["coverage_state"])
    return "nothing_reported"
