-- What is committed to open records that were read and are neither about soils nor tied to an objective?
select list_coverage.list_name, list_coverage.country_code, list_coverage.other_committed_eur as other_eur
from marts.list_coverage as list_coverage
union all
select null, null, projects.committed_eur
from marts.projects as projects
where projects.is_current and projects.kind = 'open_record' and projects.list_name is null
    and coalesce(projects.soil_relevance, 'none') = 'none'
    and projects.project_id not in (
        select links.project_id from marts.project_objectives as links where links.objective_code is not null
    )
