"""What a reader looks for by a word or a code: objectives, indicators, countries, organisations, projects.

The question is asked of the release in parts, as other long lists are. Does not belong here: what a page says of it.
"""

from dashboard.queries.folding import has_every_word

# Every word must occur in a code or a name, in any language and without regard to capitals and accents. A project, and
# who gives to it, leads it or receives from it, stands in the cell of the coverage grid that its first place lies in. Open
# records would flood the answer: a page of their own looks in their titles.
FOUND = f"""
with placed as (
    select
        project_id,
        min(concat(coalesce(objective_code, 'none'), '.', coalesce(region_code, 'none'))) as cell
    from marts.placements
    group by project_id
),
named as (
    select lead_id as organisation_id, lead_name as name, project_id from marts.projects where is_current
    union
    select funder_id, funder_name, project_id from marts.contributions
    union
    select receiver_id, receiver_name, project_id from marts.contributions
    union
    select null, organisation_name, null from marts.partnerships
),
things as (
    select 1 as place, 'objective' as kind, objective_code as code, label_en, label_fr, label_es,
        objective_code, null as cell, null::bigint as projects_count
    from marts.objectives
    where horizon = 2030
    union all
    select 2, 'indicator', indicator_code, label_en, label_fr, label_es, objective_code, null, null
    from marts.indicators
    union all
    select 3, 'country', country_code, label_en, label_fr, label_es, null, null, null
    from marts.countries
    union all
    select 4, 'organisation', coalesce(min(organisation_id), name), name, null, null, null, min(cell),
        count(distinct project_id)
    from named left join placed using (project_id)
    where name is not null
    group by name
    union all
    select 5, 'project', project_id, title, null, null, null, cell, null
    from marts.projects left join placed using (project_id)
    where is_current and kind is distinct from 'open_record'
)
select kind, code, label_en, label_fr, label_es, objective_code, cell, projects_count
from things
where {has_every_word("concat_ws(' ', code, label_en, label_fr, label_es)")}
order by place, lower(code) <> lower($text), label_en, code
"""
