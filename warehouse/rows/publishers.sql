-- Who publishes open records about soils: how many, where, since when, and of which size?
with whole as (
    select
        records.project_id,
        records.soil_relevance,
        records.is_in_preparation,
        records.publisher,
        records.year,
        fsum(records.committed_eur) as committed_eur
    from marts.soil_records as records
    group by records.project_id, records.soil_relevance, records.is_in_preparation, records.publisher, records.year
),

sizes as (
    select
        whole.publisher,
        count(*) filter (not whole.is_in_preparation) as records_count,
        count(*) filter (not whole.is_in_preparation and whole.soil_relevance = 'core') as core_count,
        min(whole.year) filter (not whole.is_in_preparation) as first_year,
        count(*) filter (whole.committed_eur > 0) as sized_count,
        fsum(whole.committed_eur) filter (whole.year >= 2015) as recent_eur,
        quantile_cont(whole.committed_eur, 0.25) filter (whole.committed_eur > 0) as lower_eur,
        quantile_cont(whole.committed_eur, 0.5) filter (whole.committed_eur > 0) as median_eur,
        quantile_cont(whole.committed_eur, 0.75) filter (whole.committed_eur > 0) as upper_eur,
        count(*) filter (whole.is_in_preparation) as preparation_count
    from whole
    group by whole.publisher
),

spread as (
    select
        records.publisher,
        count(distinct records.country_code) filter (not records.is_in_preparation) as countries_count,
        count(distinct practised.practice_code) filter (not records.is_in_preparation) as practices_count,
        fsum(records.policy_loans_eur / practised.practices_count) as policy_loans_eur
    from marts.soil_records as records
    inner join (
        select
            projects.project_id,
            unnest(coalesce(list_distinct(string_split(nullif(projects.practices, ''), ';')), [null::varchar])) as practice_code,
            coalesce(len(list_distinct(string_split(nullif(projects.practices, ''), ';'))), 1) as practices_count
        from marts.projects as projects
        where projects.is_current
    ) as practised on practised.project_id = records.project_id
    group by records.publisher
)

select
    sizes.* exclude (lower_eur, median_eur, upper_eur),
    -- Of fewer than five a typical size is not said.
    case when sizes.sized_count >= 5 then sizes.lower_eur end as lower_eur,
    case when sizes.sized_count >= 5 then sizes.median_eur end as median_eur,
    case when sizes.sized_count >= 5 then sizes.upper_eur end as upper_eur,
    spread.countries_count,
    spread.practices_count,
    spread.policy_loans_eur
from sizes
left join spread on spread.publisher is not distinct from sizes.publisher
order by sizes.records_count desc, sizes.publisher
