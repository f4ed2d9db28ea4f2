-- Which open records about soils count in which country or region, and where do they come from?
select
    places.project_id,
    projects.title,
    places.country_code,
    places.region_code,
    places.soil_relevance,
    places.is_in_preparation,
    places.year,
    places.publisher,
    places.committed_eur,
    places.policy_loans_eur,
    places.preparation_eur,
    projects.origin,
    projects.source_file,
    projects.source_sheet,
    projects.source_row
from marts.soil_records as places
inner join marts.projects as projects on projects.project_id = places.project_id and projects.is_current
order by places.year desc nulls last, places.project_id
