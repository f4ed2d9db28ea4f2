-- Which countries do projects and money name for each objective, and what is asked, given and missing there?
-- The columns are those of `coverage_gaps.sql`, counted by country, so that the same rule can judge its cells.
with money as (
    select
        here.objective_code,
        here.country_code,
        fsum(here.amount_eur) filter (here.state = 'pledged') as pledged_eur,
        fsum(here.amount_eur) filter (here.state = 'committed') as committed_eur,
        fsum(here.amount_eur) filter (here.state = 'disbursed') as disbursed_eur,
        fsum(here.amount_eur) filter (here.state = 'committed' and here.kind is distinct from 'open_record') as answering_eur,
        count(distinct here.contribution_id) as contributions_count,
        count(distinct here.contribution_id) filter (here.amount_eur is null) as unconverted_count,
        count(distinct here.contribution_id) filter (here.state in ('committed', 'disbursed')) as funding_count,
        count(distinct coalesce(here.funder_id, here.funder_name)) as funders_count,
        max(here.value_on) filter (here.value_on <= $as_of) as latest_on
    from marts.placed_ground_cash as here
    group by all
),

asks as (
    select
        placements.objective_code,
        placements.country_code,
        count(distinct placements.project_id) as projects_count,
        fsum(opportunities.asked_eur * placements.placed_share) as asked_eur,
        fsum(opportunities.gap_eur * placements.placed_share) as unmet_eur,
        max(projects.updated_on) filter (projects.updated_on <= $as_of) as latest_on
    from marts.placements
    inner join core.projects on projects.project_id = placements.project_id and projects.is_current
    left join marts.opportunities on opportunities.project_id = placements.project_id
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
    asks.asked_eur - coalesce(money.answering_eur, 0) as gap_eur,
    asks.unmet_eur,
    coalesce(money.contributions_count, 0) as contributions_count,
    coalesce(money.unconverted_count, 0) as unconverted_count,
    coalesce(money.funding_count, 0) as funding_count,
    coalesce(money.funders_count, 0) as funders_count,
    greatest(asks.latest_on, money.latest_on) as latest_reported_on
from cells
left join asks
    on asks.objective_code is not distinct from cells.objective_code
    and asks.country_code is not distinct from cells.country_code
left join money
    on money.objective_code is not distinct from cells.objective_code
    and money.country_code is not distinct from cells.country_code
left join core.countries on countries.country_code = cells.country_code
order by cells.objective_code, cells.country_code
