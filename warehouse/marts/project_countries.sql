-- Where does each current project work, with which part of its money?
select
    project_countries.project_id,
    project_countries.country_code,
    project_countries.region_code,
    project_countries.country_share,
    project_countries.split_basis
from core.project_countries
order by project_countries.project_id, project_countries.country_code, project_countries.region_code
