-- Where in the cycle does each project stand? A project of several objectives has one row.
select
    pipeline.project_id,
    any_value(pipeline.title) as title,
    any_value(pipeline.stage) as stage,
    any_value(pipeline.days_in_stage) as days_in_stage,
    coalesce(any_value(pipeline.is_stuck), false) as is_stuck,
    any_value(pipeline.lacks_feedback) as lacks_feedback,
    any_value(projects.origin) as origin,
    any_value(projects.source_file) as source_file,
    any_value(projects.source_sheet) as source_sheet,
    any_value(projects.source_row) as source_row
from marts.pipeline as pipeline
left join marts.projects as projects on projects.project_id = pipeline.project_id and projects.is_current
group by pipeline.project_id
order by is_stuck desc, days_in_stage desc nulls last, pipeline.project_id
