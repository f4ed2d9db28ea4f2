-- What was read in each list, country by country, also what is not about soils and is shown nowhere else?
-- Of a list that ships in part the account of the whole list counts; of any other one its records that are here.
with money as (
    select counted_ground_cash.project_id, fsum(counted_ground_cash.amount_eur) as committed_eur
    from core.counted_ground_cash
    where counted_ground_cash.state = 'committed'
    group by all
),

places as (
    select placements.project_id, placements.country_code, sum(placements.placed_share) as share
    from marts.placements
    group by all
),

here as (
    select
        projects.list_name,
        places.country_code,
        coalesce(projects.soil_relevance in ('core', 'contributing'), false) as is_about_soils,
        money.committed_eur * places.share as committed_eur
    from core.projects
    inner join places on places.project_id = projects.project_id
    left join money on money.project_id = projects.project_id
    where projects.is_current and projects.list_name is not null
        and projects.list_name not in (select list_coverage.list_name from core.list_coverage)
)

select
    list_coverage.list_name,
    list_coverage.country_code,
    list_coverage.records_count,
    list_coverage.soil_records_count,
    list_coverage.other_committed_eur
from core.list_coverage
union all
select
    here.list_name,
    here.country_code,
    count(*),
    count(*) filter (here.is_about_soils),
    fsum(here.committed_eur) filter (not here.is_about_soils)
from here
group by all
order by 1, 2
