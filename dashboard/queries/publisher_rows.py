"""What the pages ask of those who publish open records about soils: all of them, and what, where and since when of one.

Does not belong here: the records of a publisher one by one (`open_records`).
"""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.open_records import OF_CHOICE, PRACTISED
from warehouse import releases

SINCE_YEAR = 2015
FEWEST_SIZED = 5  # records with a commitment, from which on a typical size is said
# One row per record, approved or not, whole: places summed.
WHOLE = """
whole as (
    select
        project_id,
        soil_relevance,
        is_in_preparation,
        publisher,
        year,
        fsum(committed_eur) as committed_eur
    from marts.soil_records
    semi join of_choice using (project_id)
    group by project_id, soil_relevance, is_in_preparation, publisher, year
)
"""
# One row per publisher; typical size, practices and countries are those of what is approved.
PUBLISHERS = f"""
with {PRACTISED}, {OF_CHOICE}, {WHOLE},
sizes as (
    select
        publisher,
        count(*) filter (not is_in_preparation) as records_count,
        count(*) filter (not is_in_preparation and soil_relevance = 'core') as core_count,
        min(year) filter (not is_in_preparation) as first_year,
        count(*) filter (committed_eur > 0) as sized_count,
        fsum(committed_eur) as committed_eur,
        count(*) filter (year >= {SINCE_YEAR} and not is_in_preparation) as recent_count,
        fsum(committed_eur) filter (year >= {SINCE_YEAR}) as recent_eur,
        quantile_cont(committed_eur, 0.25) filter (committed_eur > 0) as lower_eur,
        quantile_cont(committed_eur, 0.5) filter (committed_eur > 0) as median_eur,
        quantile_cont(committed_eur, 0.75) filter (committed_eur > 0) as upper_eur,
        count(*) filter (is_in_preparation) as preparation_count,
        string_agg(distinct projects.list_name, ';' order by projects.list_name) as lists
    from whole
    join (select project_id, list_name from marts.projects where is_current) as projects using (project_id)
    group by publisher
),
spread as (
    select
        publisher,
        count(distinct country_code) filter (not is_in_preparation) as countries_count,
        count(distinct practice_code) filter (not is_in_preparation) as practices_count,
        fsum(policy_loans_eur * practice_share) as policy_loans_eur
    from marts.soil_records
    semi join of_choice using (project_id)
    join practised using (project_id)
    group by publisher
)
select
    sizes.* exclude (lower_eur, median_eur, upper_eur),
    case when sized_count >= {FEWEST_SIZED} then lower_eur end as lower_eur,
    case when sized_count >= {FEWEST_SIZED} then median_eur end as median_eur,
    case when sized_count >= {FEWEST_SIZED} then upper_eur end as upper_eur,
    countries_count,
    practices_count,
    policy_loans_eur
from sizes
left join spread on spread.publisher is not distinct from sizes.publisher
order by records_count desc, publisher
"""


@cached
def publishers(release: Path, regions: str = "", countries: str = "", practices: str = "") -> pd.DataFrame:
    """One row per publisher: records, since when, EUR since 2015, typical size of a commitment, countries, practices, lists.

    The typical size, median and quartiles, is missing where fewer than five records state a commitment. Of what is picked,
    codes parted by `;`, only records that name it, whole; of all where nothing is.
    """
    values: dict[str, object] = {"regions": regions, "countries": countries, "practices": practices}
    return releases.query(release, PUBLISHERS, values)


@cached
def by_practice(release: Path, publisher: str) -> pd.DataFrame:
    """One row per practice of a publisher: approved records, core ones, EUR committed, and since when."""
    return releases.query(
        release,
        f"""
        with {PRACTISED}
        select
            practice_code,
            count(distinct project_id) as records_count,
            count(distinct project_id) filter (soil_relevance = 'core') as core_count,
            min(year) as first_year,
            fsum(committed_eur * practice_share) as committed_eur
        from marts.soil_records
        join practised using (project_id)
        where publisher = $publisher and not is_in_preparation
        group by practice_code
        order by practice_code is null, records_count desc, practice_code
        """,
        {"publisher": publisher},
    )


@cached
def by_country(release: Path, publisher: str) -> pd.DataFrame:
    """One row per country of a publisher, and one for what names none: approved records, core ones, EUR, and since when."""
    return releases.query(
        release,
        """
        select
            country_code,
            count(distinct project_id) as records_count,
            count(distinct project_id) filter (soil_relevance = 'core') as core_count,
            min(year) as first_year,
            fsum(committed_eur) as committed_eur
        from marts.soil_records
        where publisher = $publisher and not is_in_preparation
        group by country_code
        order by country_code is null, records_count desc, country_code
        """,
        {"publisher": publisher},
    )


@cached
def by_year(release: Path, publisher: str) -> pd.DataFrame:
    """One row per year and grade of a publisher: approved records, EUR committed, policy loans apart."""
    return releases.query(
        release,
        """
        select
            year,
            soil_relevance,
            count(distinct project_id) as records_count,
            fsum(committed_eur) as committed_eur,
            fsum(policy_loans_eur) as policy_loans_eur
        from marts.soil_records
        where publisher = $publisher and not is_in_preparation
        group by all
        order by year nulls last, soil_relevance desc
        """,
        {"publisher": publisher},
    )
