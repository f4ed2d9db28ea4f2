"""The cells of the coverage grid for countries instead of regions: the same columns, decided by the same rule.

What the release counts by country (`marts.country_coverage`) is judged as its cells by region are. A country has no
agreements of its own and no report says that nobody works there, so that these two stay unknown. Does not belong here:
the cells by region (`coverage_rows`), one cell opened (`cell_rows`).
"""

from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.queries import coverage_rows, published
from dashboard.queries.caching import cached
from dashboard.rendering.selection import Selection
from pipelines.rules.coverage import gaps
from warehouse import releases

CELLS = """
with picked as (
    select country_code, region_code from marts.countries where list_contains(string_split($countries, ';'), country_code)
)
select
    codes.objective_code,
    picked.region_code,
    picked.country_code,
    coalesce(here.projects_count, 0) as projects_count,
    here.asked_eur,
    here.pledged_eur,
    here.committed_eur,
    here.disbursed_eur,
    here.gap_eur,
    here.unmet_eur,
    coalesce(here.contributions_count, 0) as contributions_count,
    coalesce(here.unconverted_count, 0) as unconverted_count,
    coalesce(here.funding_count, 0) as funding_count,
    coalesce(here.funders_count, 0) as funders_count,
    0 as agreements_count,
    0 as expiring_agreements_count,
    false as is_covered,
    objectives.status,
    progress.pace,
    here.latest_reported_on
from (select distinct objective_code from marts.objectives union all select null) as codes
cross join picked
left join marts.country_coverage as here
    on here.objective_code is not distinct from codes.objective_code and here.country_code = picked.country_code
left join marts.objectives as objectives
    on objectives.objective_code = codes.objective_code and objectives.horizon = 2030
left join marts.objective_progress as progress
    on progress.objective_code = objectives.objective_code
    and progress.indicator_code = objectives.headline_indicator_code
    and progress.horizon = objectives.horizon
order by codes.objective_code, picked.country_code
"""


def are_counted(release: Path) -> bool:
    """Does the release count by country all that a cell is judged by? One made before it did leaves out the choice."""
    return published.has_column(release, "marts.country_coverage", "unmet_eur")


@cached
def cells(release: Path, countries: str, as_of: date) -> pd.DataFrame:
    """One row per objective, and one without, and country of those named, parted by `;`: as `marts.coverage_gaps`."""
    return gaps.grid(releases.query(release, CELLS, {"countries": countries}), as_of)


def cells_for(release: Path, picked: Selection, as_of: date) -> pd.DataFrame:
    """The cells by country where countries are picked, else those by region; all of them, also beside what is picked."""
    if picked.countries:
        return cells(release, picked.values("countries")["countries"], as_of)
    return coverage_rows.coverage(release)
