-- Who gave how much cash for which objective, in which year? States and streams apart, every grant once.
-- A giver without an identifier stands under the name it was sent with; what is asked has no giver,
-- and is asked by the projects that still seek money (`opportunities.sql`).
with shares as (
    select placements.project_id, placements.objective_code, sum(placements.placed_share) as share
    from marts.placements
    group by all
),

placed as (
    select
        money_placements.project_id,
        money_placements.placed_by,
        money_placements.objective_code,
        sum(money_placements.placed_share) as share
    from marts.money_placements
    group by all
),

given as (
    select
        placed.objective_code,
        coalesce(counted_cash.funder_id, counted_cash.funder_name) as funder_id,
        counted_cash.funder_name,
        year(counted_cash.value_on) as year,
        counted_cash.money_stream,
        counted_cash.state,
        counted_cash.amount_eur * coalesce(placed.share, 1) as part_eur
    from core.counted_cash
    left join placed
        on placed.project_id = counted_cash.project_id and placed.placed_by is not distinct from counted_cash.placed_by
),

asked as (
    select
        shares.objective_code,
        null as funder_id,
        null as funder_name,
        year(coalesce(projects.submitted_on, projects.starts_on)) as year,
        'ground' as money_stream,
        'asked' as state,
        opportunities.asked_eur * shares.share as part_eur
    from marts.opportunities
    inner join core.projects on projects.project_id = opportunities.project_id and projects.is_current
    inner join shares on shares.project_id = opportunities.project_id
),

parts as (
    select * from given
    union all by name
    select * from asked
)

select
    parts.objective_code,
    parts.funder_id,
    max(parts.funder_name) as funder_name,
    parts.year,
    parts.money_stream,
    parts.state,
    fsum(parts.part_eur) as amount_eur,
    count(*) as contributions_count,
    count(*) filter (parts.part_eur is null) as unconverted_count
from parts
group by parts.objective_code, parts.funder_id, parts.year, parts.money_stream, parts.state
order by parts.objective_code, parts.funder_id, parts.year, parts.money_stream, parts.state
