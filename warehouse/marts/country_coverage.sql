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

placed as (
    select
        money_placements.project_id,
        money_placements.placed_by,
        money_placements.objective_code,
        money_placements.country_code,
        sum(money_placements.placed_share) as share
    from marts.money_placements
    group by all
),

money as (
    select
        placed.objective_code,
        placed.country_code,
        fsum(counted_ground_cash.amount_eur * coalesce(placed.share, 1))
            filter (counted_ground_cash.state = 'pledged') as pledged_eur,
        fsum(counted_ground_cash.amount_eur * coalesce(placed.share, 1))
            filter (counted_ground_cash.state = 'committed') as committed_eur,
        fsum(counted_ground_cash.amount_eur * coalesce(placed.share, 1))
            filter (counted_ground_cash.state = 'disbursed') as disbursed_eur,
        count(*) as contributions_count,
        count(*) filter (counted_ground_cash.amount_eur is null) as unconverted_count
    from core.counted_ground_cash
    left join placed
        on placed.project_id = counted_ground_cash.project_id
        and placed.placed_by is not distinct from counted_ground_cash.placed_by
    group by all
),

asks as (
    select
        places.objective_code,
        places.country_code,
        count(*) as projects_count,
        fsum(opportunities.asked_eur * places.share) as asked_eur
    from places
    left join marts.opportunities on opportunities.project_id = places.project_id
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
