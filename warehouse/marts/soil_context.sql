-- Where did soils lose most carbon, and how much is invested there?
-- Context for a reader, part of no score. A country without reported investment has no money, and not zero.
-- The figures of soils are those of soil_carbon.csv.
with money as (
    select
        country_coverage.country_code,
        fsum(country_coverage.committed_eur) as committed_eur,
        fsum(country_coverage.disbursed_eur) as disbursed_eur
    from marts.country_coverage
    where country_coverage.country_code is not null
    group by all
),

-- A project of several objectives stands in several rows of the coverage, and counts once here.
active as (
    select placements.country_code, count(distinct placements.project_id) as projects_count
    from marts.placements
    where placements.country_code is not null
    group by all
),

-- Much aid has nothing to do with soils; these are the projects tied to an objective or of land use.
near_soil as (
    select placements.project_id, placements.country_code, sum(placements.placed_share) as share
    from marts.placements
    inner join core.projects on projects.project_id = placements.project_id and projects.is_current
    where placements.country_code is not null
        and (placements.objective_code is not null or coalesce(projects.is_land_use, false))
    group by all
),

near_soil_projects as (
    select near_soil.country_code, count(*) as projects_count from near_soil group by all
),

-- The money of a transaction counts in the country that it names itself, where it names one.
near_soil_money as (
    select
        money_placements.country_code,
        fsum(counted_ground_cash.amount_eur * money_placements.placed_share) as committed_eur
    from core.counted_ground_cash
    inner join marts.money_placements
        on money_placements.project_id = counted_ground_cash.project_id
        and money_placements.placed_by is not distinct from counted_ground_cash.placed_by
    left join core.projects on projects.project_id = counted_ground_cash.project_id and projects.is_current
    where counted_ground_cash.state = 'committed' and money_placements.country_code is not null
        and (money_placements.objective_code is not null or coalesce(projects.is_land_use, false))
    group by all
),

known as (
    select soil_carbon.country_code from core.soil_carbon
    union
    select active.country_code from active
    union
    select money.country_code from money
),

lost as (
    select
        soil_carbon.country_code,
        -soil_carbon.soc_change_mt as soc_debt_mt,
        rank() over (order by soil_carbon.soc_change_mt) as debt_rank
    from core.soil_carbon
    where soil_carbon.soc_change_mt is not null
)

select
    known.country_code,
    countries.region_code,
    soil_carbon.soil_area_mha,
    soil_carbon.soc_mean_t_ha,
    soil_carbon.soc_stock_mt,
    soil_carbon.soc_stock_no_landuse_mt,
    soil_carbon.soc_change_mt,
    lost.soc_debt_mt,
    lost.debt_rank,
    soil_carbon.four_per_mille_mt_per_year,
    active.projects_count,
    money.committed_eur,
    money.disbursed_eur,
    near_soil_projects.projects_count as near_soil_projects_count,
    near_soil_money.committed_eur as near_soil_committed_eur,
    soil_carbon.source
from known
left join core.soil_carbon on soil_carbon.country_code = known.country_code
left join core.countries on countries.country_code = known.country_code
left join lost on lost.country_code = known.country_code
left join active on active.country_code = known.country_code
left join near_soil_projects on near_soil_projects.country_code = known.country_code
left join near_soil_money on near_soil_money.country_code = known.country_code
left join money on money.country_code = known.country_code
order by known.country_code
