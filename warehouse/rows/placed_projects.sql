-- Which current projects count in which objective and place, with which part, and what do they ask there?
select
    places.project_id,
    projects.title,
    projects.sic_stage,
    places.objective_code,
    places.region_code,
    places.country_code,
    places.placed_share,
    asking.asked_eur * places.placed_share as asked_here_eur,
    projects.origin,
    projects.source_file,
    projects.source_sheet,
    projects.source_row
from marts.placements as places
inner join marts.projects as projects on projects.project_id = places.project_id and projects.is_current
left join marts.opportunities as asking on asking.project_id = places.project_id
order by asked_here_eur desc nulls last, projects.title, places.project_id
