-- Which objectives does each current project serve, with which part of its money?
select
    project_objectives.project_id,
    project_objectives.objective_code,
    project_objectives.objective_share,
    project_objectives.is_primary,
    project_objectives.split_basis,
    project_objectives.link_basis,
    project_objectives.rule_id
from core.project_objectives
order by project_objectives.project_id, project_objectives.objective_code
