-- What was read in each list, country by country, also what is not about soils and is shown nowhere else?
-- Counted are records in preparation or approved since 2000, those of unknown date among them, without cancelled ones. Of
-- a list that ships in part the account of the whole list stands, unless more of it is here.
with money as (
    select counted_ground_cash.project_id, fsum(counted_ground_cash.amount_eur) as committed_eur
    from core.counted_ground_cash
    where counted_ground_cash.state = 'committed'
    group by all
),

approved as (
    select contributions.project_id, min(contributions.value_on) as approved_on
    from core.contributions
    where contributions.state = 'committed'
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
        count(*) as records_count,
        count(*) filter (coalesce(projects.soil_relevance, 'none') <> 'none') as soil_records_count,
        fsum(money.committed_eur * places.share)
            filter (coalesce(projects.soil_relevance, 'none') = 'none') as other_committed_eur
    from core.projects
    inner join places on places.project_id = projects.project_id
    left join money on money.project_id = projects.project_id
    left join approved on approved.project_id = projects.project_id
    where projects.is_current and projects.list_name is not null
        and coalesce(projects.activity_status_code, '') <> '5'
        and (
            projects.activity_status_code = '1'
            or coalesce(approved.approved_on, projects.starts_on, date '2000-01-01') >= date '2000-01-01'
        )
    group by all
),

accounts as (
    select
        list_coverage.list_name,
        list_coverage.country_code,
        list_coverage.records_count,
        list_coverage.soil_records_count,
        list_coverage.other_committed_eur,
        false as is_here
    from core.list_coverage
    union all
    select here.*, true
    from here
),

-- The fuller account of each list.
fuller as (
    select totals.list_name, arg_max(totals.is_here, (totals.records_count, not totals.is_here)) as is_here
    from (
        select accounts.list_name, accounts.is_here, sum(accounts.records_count) as records_count
        from accounts
        group by all
    ) as totals
    group by all
)

select
    accounts.list_name,
    accounts.country_code,
    accounts.records_count,
    accounts.soil_records_count,
    accounts.other_committed_eur
from accounts
inner join fuller on fuller.list_name = accounts.list_name and fuller.is_here = accounts.is_here
order by accounts.list_name, accounts.country_code
