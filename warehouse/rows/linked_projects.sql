-- Which current projects are tied to which objective, and on what basis?
select
    links.project_id,
    projects.title,
    links.objective_code,
    links.link_basis,
    links.rule_id,
    projects.origin,
    projects.source_file,
    projects.source_sheet,
    projects.source_row
from marts.project_objectives as links
inner join marts.projects as projects on projects.project_id = links.project_id and projects.is_current
order by links.objective_code, links.project_id
