-- What do open records do for soils: where, with which practice, how much is it about soils, since when, and whose is it?
-- A record of several practices or places counts in each row, its money in equal parts of practices and stated parts of
-- places; what has no place, no practice or no year has rows of its own, so that the euros add up.
with codes as (
    select
        projects.project_id,
        coalesce(list_distinct(string_split(nullif(projects.practices, ''), ';')), [null::varchar]) as practices
    from core.projects
    where projects.is_current
),

practised as (
    select codes.project_id, unnest(codes.practices) as practice_code, 1 / len(codes.practices) as share
    from codes
)

select
    soil_records.country_code,
    soil_records.region_code,
    practised.practice_code,
    soil_records.soil_relevance,
    soil_records.year,
    soil_records.publisher,
    count(*) filter (not soil_records.is_in_preparation) as projects_count,
    fsum(soil_records.committed_eur * practised.share) as committed_eur,
    fsum(soil_records.policy_loans_eur * practised.share) as policy_loans_eur,
    count(*) filter (soil_records.is_in_preparation) as preparation_count,
    fsum(soil_records.preparation_eur * practised.share) as preparation_eur,
    sum(soil_records.unconverted_count) as unconverted_count
from marts.soil_records
inner join practised on practised.project_id = soil_records.project_id
group by all
order by 1, 2, 3, 4, 5, 6
