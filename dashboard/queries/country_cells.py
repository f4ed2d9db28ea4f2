"""The cells of the coverage grid for countries instead of regions: the same columns, decided by the same rule.

The release keeps its cells by region. A country has no agreements of its own and no report says that nobody works there,
so that these two stay unknown. Does not belong here: the cells by region (`coverage_rows`), one cell opened (`cell_rows`).
"""

from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.queries import coverage_rows
from dashboard.queries.caching import cached
from dashboard.rendering.selection import Selection
from pipelines.rules.coverage import gaps
from warehouse import releases

CELLS = """
with picked as (
    select country_code, region_code from marts.countries where list_contains(string_split($countries, ';'), country_code)
),
places as (
    select project_id, objective_code, country_code, sum(placed_share) as share
    from marts.placements
    where country_code in (select country_code from picked)
    group by all
),
placed as (
    select project_id, placed_by, objective_code, country_code, sum(placed_share) as share
    from marts.money_placements
    where country_code in (select country_code from picked)
    group by all
),
counted as (
    select
        given.*,
        placed.objective_code,
        placed.country_code,
        (given.amount_eur - coalesce(given.passed_on_eur, 0)) * placed.share as part_eur,
        projects.kind is not distinct from 'open_record' as is_open_record
    from marts.contributions as given
    inner join placed on placed.project_id = given.project_id and placed.placed_by is not distinct from given.placed_by
    left join marts.projects on projects.project_id = given.project_id and projects.is_current
    where given.is_counted and given.form = 'cash' and given.money_stream = 'ground'
),
money as (
    select
        objective_code,
        country_code,
        sum(part_eur) filter (state = 'pledged') as pledged_eur,
        sum(part_eur) filter (state = 'committed') as committed_eur,
        sum(part_eur) filter (state = 'disbursed') as disbursed_eur,
        sum(part_eur) filter (state = 'committed' and not is_open_record) as answering_eur,
        count(*) as contributions_count,
        count(*) filter (amount_eur is null) as unconverted_count,
        count(*) filter (state in ('committed', 'disbursed')) as funding_count,
        count(distinct coalesce(funder_id, funder_name)) as funders_count,
        max(value_on) filter (value_on <= $as_of) as latest_on
    from counted
    group by all
),
asks as (
    select
        places.objective_code,
        places.country_code,
        count(*) as projects_count,
        sum(opportunities.asked_eur * places.share) as asked_eur,
        sum(opportunities.gap_eur * places.share) as unmet_eur,
        max(projects.updated_on) filter (projects.updated_on <= $as_of) as latest_on
    from places
    inner join marts.projects on projects.project_id = places.project_id and projects.is_current
    left join marts.opportunities on opportunities.project_id = places.project_id
    group by all
)
select
    codes.objective_code,
    picked.region_code,
    picked.country_code,
    coalesce(asks.projects_count, 0) as projects_count,
    asks.asked_eur,
    money.pledged_eur,
    money.committed_eur,
    money.disbursed_eur,
    asks.asked_eur - coalesce(money.answering_eur, 0) as gap_eur,
    asks.unmet_eur,
    coalesce(money.contributions_count, 0) as contributions_count,
    coalesce(money.unconverted_count, 0) as unconverted_count,
    coalesce(money.funding_count, 0) as funding_count,
    coalesce(money.funders_count, 0) as funders_count,
    0 as agreements_count,
    0 as expiring_agreements_count,
    false as is_covered,
    objectives.status,
    progress.pace,
    greatest(asks.latest_on, money.latest_on) as latest_reported_on
from (select distinct objective_code from marts.objectives union all select null) as codes
cross join picked
left join asks on asks.objective_code is not distinct from codes.objective_code and asks.country_code = picked.country_code
left join money
    on money.objective_code is not distinct from codes.objective_code and money.country_code = picked.country_code
left join marts.objectives as objectives
    on objectives.objective_code = codes.objective_code and objectives.horizon = 2030
left join marts.objective_progress as progress
    on progress.objective_code = objectives.objective_code
    and progress.indicator_code = objectives.headline_indicator_code
    and progress.horizon = objectives.horizon
order by codes.objective_code, picked.country_code
"""


@cached
def cells(release: Path, countries: str, as_of: date) -> pd.DataFrame:
    """One row per objective, and one without, and country of those named, parted by `;`: as `marts.coverage_gaps`."""
    return gaps.grid(releases.query(release, CELLS, {"countries": countries, "as_of": as_of}), as_of)


def cells_for(release: Path, picked: Selection, as_of: date) -> pd.DataFrame:
    """The cells by country where countries are picked, else those by region; all of them, also beside what is picked."""
    if picked.countries:
        return cells(release, picked.values("countries")["countries"], as_of)
    return coverage_rows.coverage(release)
