-- Which projects carry out each activity of the Delphi implementation strategies?
-- The keeper of the list names the projects of an activity; only admitted projects are counted.
with named as (
    select
        delphi_items.delphi_item_id,
        string_agg(projects.project_id, ';' order by projects.project_id) as projects,
        count(*) as projects_count
    from core.delphi_items
    inner join core.projects
        on projects.is_current and list_contains(string_split(delphi_items.projects, ';'), projects.project_id)
    group by all
)

select
    delphi_items.delphi_item_id,
    delphi_items.objective_code,
    delphi_items.summary,
    delphi_items.category,
    named.projects,
    coalesce(named.projects_count, 0) as projects_count,
    delphi_items.origin,
    delphi_items.source_file,
    delphi_items.source_sheet,
    delphi_items.source_row
from core.delphi_items
left join named on named.delphi_item_id = delphi_items.delphi_item_id
where delphi_items.kind = 'activity'
order by delphi_items.objective_code, delphi_items.delphi_item_id
