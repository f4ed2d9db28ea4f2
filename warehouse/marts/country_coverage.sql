-- Which countries do projects name for each objective, and how much ground cash is reported there?
with places as (
    select
        placements.project_id,
        placements.objective_code,
        placements.country_code,
        sum(placements.placed_share) as share
    from marts.placements
    group by all
),

money as (
    select
        places.objective_code,
        places.country_code,
        fsum(contributions.amount_eur * coalesce(places.share, 1))
            filter (contributions.state = 'pledged') as pledged_eur,
        fsum(contributions.amount_eur * coalesce(places.share, 1))
            filter (contributions.state = 'committed') as committed_eur,
        fsum(contributions.amount_eur * coalesce(places.share, 1))
            filter (contributions.state = 'disbursed') as disbursed_eur,
        count(*) as contributions_count,
        count(*) filter (contributions.amount_eur is null) as unconverted_count
    from core.contributions
    left join places on places.project_id = contributions.project_id
    where contributions.is_counted and contributions.form = 'cash' and contributions.money_stream = 'ground'
    group by all
),

asks as (
    select
        places.objective_code,
        places.country_code,
        count(*) as projects_count,
        fsum(projects.asked_eur * places.share) as asked_eur
    from places
    inner join core.projects on projects.project_id = places.project_id and projects.is_current
    group by all
),

cells as (
    select asks.objective_code, asks.country_code from asks
    union
    select money.objective_code, money.country_code from money
)

select
    cells.objective_code,
    cells.country_code,
    countries.region_code,
    coalesce(asks.projects_count, 0) as projects_count,
    asks.asked_eur,
    money.pledged_eur,
    money.committed_eur,
    money.disbursed_eur,
    coalesce(money.contributions_count, 0) as contributions_count,
    coalesce(money.unconverted_count, 0) as unconverted_count
from cells
left join asks
    on asks.objective_code is not distinct from cells.objective_code
    and asks.country_code is not distinct from cells.country_code
left join money
    on money.objective_code is not distinct from cells.objective_code
    and money.country_code is not distinct from cells.country_code
left join core.countries on countries.country_code = cells.country_code
order by cells.objective_code, cells.country_code
