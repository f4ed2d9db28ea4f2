"""What a cell of the coverage grid is made of: its projects, its contributions and its countries.

The parts are those of `marts.placements` and, for money, `marts.money_placements`, so that their sums are the figures of the cell.
"""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.listing import Listing, Part, listing
from dashboard.rendering.grid_cells import NONE, Cell
from dashboard.rendering.words import is_missing
from warehouse import releases

FIRST = Part(1, 25)
FIGURES = (
    "projects_count",
    "contributions_count",
    "asked_eur",
    "pledged_eur",
    "committed_eur",
    "disbursed_eur",
    "unconverted_count",
)
PROJECTS_OF_CELL = """
select
    places.project_id,
    projects.title,
    projects.lead_name,
    projects.sic_stage,
    sum(places.placed_share) as placed_share,
    any_value(asking.asked_eur) * sum(places.placed_share) as asked_here_eur,
    projects.source_file,
    projects.source_sheet,
    projects.source_row
from marts.placements as places
join marts.projects as projects on projects.project_id = places.project_id and projects.is_current
left join marts.opportunities as asking on asking.project_id = places.project_id
where places.objective_code is not distinct from $objective
    and places.region_code is not distinct from $region
    and ($country = '' or coalesce(places.country_code, 'none') = $country)
group by all
order by asked_here_eur desc nulls last, projects.title, places.project_id
"""
CONTRIBUTIONS_OF_CELL = """
select
    given.contribution_id,
    given.project_id,
    given.funder_name,
    given.state,
    given.amount,
    given.currency_code,
    given.value_on,
    coalesce(sum(places.placed_share), 1) as placed_share,
    any_value(given.amount_eur - coalesce(given.passed_on_eur, 0)) * coalesce(sum(places.placed_share), 1)
        as counted_here_eur,
    given.source_file,
    given.source_sheet,
    given.source_row
from marts.contributions as given
left join marts.money_placements as places
    on places.project_id = given.project_id and places.placed_by is not distinct from given.placed_by
where given.is_counted and given.form = 'cash' and given.money_stream = 'ground'
    and places.objective_code is not distinct from $objective
    and places.region_code is not distinct from $region
    and ($country = '' or coalesce(places.country_code, 'none') = $country)
group by all
order by given.state, counted_here_eur desc nulls last, given.contribution_id
"""
COUNTRIES_OF_CELL = """
with here as (
    select project_id, country_code, sum(placed_share) as share
    from marts.placements
    where objective_code is not distinct from $objective and region_code is not distinct from $region
    group by all
),
asks as (
    select here.country_code, count(*) as projects_count, sum(asking.asked_eur * here.share) as asked_eur
    from here
    left join marts.opportunities as asking on asking.project_id = here.project_id
    group by all
),
money as (
    select
        places.country_code,
        count(distinct given.contribution_id) as contributions_count,
        sum((given.amount_eur - coalesce(given.passed_on_eur, 0)) * coalesce(places.placed_share, 1)) filter (given.state = 'committed')
            as committed_eur,
        sum((given.amount_eur - coalesce(given.passed_on_eur, 0)) * coalesce(places.placed_share, 1)) filter (given.state = 'disbursed')
            as disbursed_eur
    from marts.contributions as given
    left join marts.money_placements as places
    on places.project_id = given.project_id and places.placed_by is not distinct from given.placed_by
    where given.is_counted and given.form = 'cash' and given.money_stream = 'ground'
        and places.objective_code is not distinct from $objective
        and places.region_code is not distinct from $region
    group by all
),
named as (select country_code from asks union select country_code from money)
select
    named.country_code, label_en, label_fr, label_es,
    coalesce(projects_count, 0) as projects_count, coalesce(contributions_count, 0) as contributions_count,
    asked_eur, committed_eur, disbursed_eur
from named
left join asks on asks.country_code is not distinct from named.country_code
left join money on money.country_code is not distinct from named.country_code
left join marts.countries as countries on countries.country_code = named.country_code
order by committed_eur desc nulls last, asked_eur desc nulls last, named.country_code
"""


def cell_of(address: str, country: str, objectives: pd.DataFrame, regions: pd.DataFrame) -> Cell | None:
    """The cell an address names, and its country if it names one; None when there is no such cell."""
    objective, _, region = address.partition(".")
    if objective not in {NONE, *objectives["objective_code"]} or region not in {NONE, *regions["region_code"]}:
        return None
    return Cell(None if objective == NONE else objective, None if region == NONE else region, country)


def projects(release: Path, cell: Cell, part: Part = FIRST) -> Listing:
    """One row per project of the cell: the share of it that counts here, and what it asks for here, in EUR."""
    return listing(release, PROJECTS_OF_CELL, part, **_values(cell))


def contributions(release: Path, cell: Cell, part: Part = FIRST) -> Listing:
    """One row per counted contribution of the cell, cash on the ground, with the part that counts here, in EUR."""
    return listing(release, CONTRIBUTIONS_OF_CELL, part, **_values(cell))


@cached
def sums(release: Path, cell: Cell) -> dict[str, float | int | None]:
    """The figures of a cell, summed over all the rows it is made of; money in EUR, None where no row states any."""
    asked = f"select count(*) as projects_count, sum(asked_here_eur) as asked_eur from ({PROJECTS_OF_CELL})"
    given = f"""
        select
            count(*) as contributions_count,
            sum(counted_here_eur) filter (state = 'pledged') as pledged_eur,
            sum(counted_here_eur) filter (state = 'committed') as committed_eur,
            sum(counted_here_eur) filter (state = 'disbursed') as disbursed_eur,
            count(*) filter (counted_here_eur is null) as unconverted_count
        from ({CONTRIBUTIONS_OF_CELL})
    """
    found: dict[str, float | int | None] = {}
    for question in (asked, given):
        row = releases.query(release, question, _values(cell)).to_dict("records")[0]
        found |= {name: None if is_missing(value) else value for name, value in row.items()}
    return {name: found[name] for name in FIGURES}


@cached
def countries(release: Path, cell: Cell) -> pd.DataFrame:
    """One row per country of the cell, and one for what names none: projects, contributions, money in EUR."""
    return releases.query(release, COUNTRIES_OF_CELL, {"objective": cell.objective_code, "region": cell.region_code})


def _values(cell: Cell) -> dict[str, object]:
    return {"objective": cell.objective_code, "region": cell.region_code, "country": cell.country_code}
