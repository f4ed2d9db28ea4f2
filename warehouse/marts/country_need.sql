-- Where did soils lose most carbon, what do open records do there since 2015, and which countries does no list name?
-- Context for a reader, part of no score. A country that no list names has no records that were read, and not none at
-- all: rich countries finance soils at home. The figures of soils are those of soil_carbon.csv.
with constants as (
    select 2015 as since_year
),

dated as (
    select
        soil_records.*,
        coalesce(soil_records.year >= constants.since_year, false) as is_recent,
        is_recent and not soil_records.is_in_preparation as is_approved
    from marts.soil_records
    cross join constants
),

active as (
    select
        dated.country_code,
        count(*) filter (dated.is_approved and dated.soil_relevance = 'core') as core_count,
        count(*) filter (dated.is_approved and dated.soil_relevance = 'contributing') as contributing_count,
        fsum(dated.committed_eur) filter (dated.is_recent and dated.soil_relevance = 'core') as core_eur,
        fsum(dated.committed_eur)
            filter (dated.is_recent and dated.soil_relevance = 'contributing') as contributing_eur,
        fsum(dated.policy_loans_eur) filter (dated.is_recent) as policy_loans_eur,
        count(*) filter (dated.is_in_preparation) as preparation_count,
        fsum(dated.preparation_eur) as preparation_eur
    from dated
    where dated.country_code is not null
    group by all
),

named as (
    select list_coverage.country_code, list_coverage.list_name
    from marts.list_coverage
    union
    select placements.country_code, null
    from marts.placements
    inner join core.projects on projects.project_id = placements.project_id and projects.is_current
    where projects.kind = 'open_record' and projects.list_name is null
    union
    select soil_records.country_code, null
    from marts.soil_records
    where soil_records.is_in_preparation or soil_records.year >= 2015
),

listed as (
    select
        named.country_code,
        nullif(array_to_string(list_sort(list_distinct(list(named.list_name))), ';'), '') as lists
    from named
    where named.country_code is not null
    group by all
),

known as (
    select soil_carbon.country_code from core.soil_carbon
    union
    select listed.country_code from listed
    union
    select soil_records.country_code from marts.soil_records where soil_records.country_code is not null
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
    coalesce(active.core_count, 0) as core_count,
    coalesce(active.contributing_count, 0) as contributing_count,
    active.core_eur,
    active.contributing_eur,
    active.policy_loans_eur,
    coalesce(active.preparation_count, 0) as preparation_count,
    active.preparation_eur,
    listed.country_code is not null as is_listed,
    listed.lists,
    soil_carbon.source
from known
left join core.soil_carbon on soil_carbon.country_code = known.country_code
left join core.countries on countries.country_code = known.country_code
left join lost on lost.country_code = known.country_code
left join active on active.country_code = known.country_code
left join listed on listed.country_code = known.country_code
order by known.country_code
