-- Which lists of projects can be read as their publishers make them, and how many records of each are here?
-- The day of a list is that of the edition that ships: of another one, in an inbox, nobody has said it.
with here as (
    select projects.list_name, count(*) as records_count, bool_and(projects.origin = 'record') as is_as_shipped
    from core.projects
    where projects.is_current and projects.list_name is not null
    group by all
)

select
    lists.list_name,
    lists.label,
    lists.publisher,
    lists.licence,
    lists.attribution,
    lists.address,
    case when here.is_as_shipped is distinct from false then lists.as_of end as as_of,
    coalesce(here.records_count, 0) as records_count
from core.lists
left join here on here.list_name = lists.list_name
order by lists.list_name
