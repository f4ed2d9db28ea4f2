-- Which open records about soils tell of which practice in which region? A cell without a record has one row without one.
with practised as (
    select
        projects.project_id,
        unnest(coalesce(list_distinct(string_split(nullif(projects.practices, ''), ';')), [null::varchar])) as practice_code,
        1 / coalesce(len(list_distinct(string_split(nullif(projects.practices, ''), ';'))), 1) as practice_share,
        projects.origin,
        projects.source_file,
        projects.source_sheet,
        projects.source_row
    from marts.projects as projects
    where projects.is_current and projects.soil_relevance in ('core', 'contributing')
),

cells as (
    select practices.practice_code, regions.region_code
    from (select practices.practice_code from marts.practices union all select null) as practices
    cross join (select regions.region_code from marts.regions union all select null) as regions
),

placed as (
    select
        records.project_id,
        practised.practice_code,
        records.region_code,
        records.country_code,
        records.soil_relevance,
        records.is_in_preparation,
        records.committed_eur * practised.practice_share as committed_here_eur,
        records.policy_loans_eur * practised.practice_share as policy_loans_here_eur,
        records.preparation_eur * practised.practice_share as preparation_here_eur,
        practised.origin,
        practised.source_file,
        practised.source_sheet,
        practised.source_row
    from marts.soil_records as records
    inner join practised on practised.project_id = records.project_id
)

select
    cells.practice_code,
    cells.region_code,
    placed.* exclude (practice_code, region_code)
from cells
left join placed
    on placed.practice_code is not distinct from cells.practice_code
    and placed.region_code is not distinct from cells.region_code
order by committed_here_eur desc nulls last, placed.project_id
