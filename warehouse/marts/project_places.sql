-- Where do the projects stand that name their places?
select
    project_places.project_id,
    project_places.place_name,
    project_places.country_code,
    project_places.latitude,
    project_places.longitude,
    project_places.precision_code
from core.project_places
order by project_places.project_id, project_places.place_name, project_places.latitude, project_places.longitude
