-- Where does the money of each project count? Its shares over objectives and over countries or regions, multiplied.
-- Shares are divided by their sum, so that the parts of one project always make one; a project that names no
-- objective, or no place, keeps its whole share in the row without one.
with objective_shares as (
    select
        project_objectives.project_id,
        project_objectives.objective_code,
        project_objectives.objective_share
        / sum(project_objectives.objective_share) over (partition by project_objectives.project_id) as share
    from core.project_objectives
),

country_shares as (
    select
        project_countries.project_id,
        project_countries.country_code,
        regions.region_code,
        project_countries.country_share
        / sum(project_countries.country_share) over (partition by project_countries.project_id) as share
    from core.project_countries
    left join core.countries on countries.country_code = project_countries.country_code
    left join core.regions on regions.region_code = coalesce(countries.region_code, project_countries.region_code)
)

select
    projects.project_id,
    objective_shares.objective_code,
    country_shares.region_code,
    country_shares.country_code,
    sum(coalesce(objective_shares.share, 1) * coalesce(country_shares.share, 1)) as placed_share
from core.projects
left join objective_shares on objective_shares.project_id = projects.project_id
left join country_shares on country_shares.project_id = projects.project_id
where projects.is_current
group by all
order by all
