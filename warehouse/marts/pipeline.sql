-- In which stage is each project, since when, and which ones wait for an answer of a funder?
-- A stage counts from the first version that reported it without a break; the day is that of its update, or of its
-- submission where no update is dated. The stage may be older than the first report of it: at least so many days.
with constants as (
    -- Half a year without a word from a funder: our reading, the strategy names no period.
    select 180 as stuck_after_days
),

versions as (
    select
        projects.*,
        case
            when coalesce(projects.updated_on, projects.submitted_on) <= $as_of
                then coalesce(projects.updated_on, projects.submitted_on)
        end as reported_on
    from core.projects
),

changed as (
    select versions.project_id, max(versions.version) as last_version
    from versions
    inner join versions as latest on latest.project_id = versions.project_id and latest.is_current
    where versions.sic_stage is distinct from latest.sic_stage
    group by all
),

staged as (
    select
        versions.project_id,
        arg_max(versions.title, versions.version) as title,
        arg_max(versions.sic_stage, versions.version) as stage,
        min(versions.reported_on) as stage_since_on
    from versions
    left join changed on changed.project_id = versions.project_id
    where versions.sic_stage is not null and versions.version > coalesce(changed.last_version, 0)
    group by all
)

select
    project_objectives.objective_code,
    staged.project_id,
    staged.title,
    staged.stage,
    staged.stage_since_on,
    date_diff('day', staged.stage_since_on, $as_of) as days_in_stage,
    -- Without a date it is not known whether the project waits too long.
    case
        when staged.stage <> 'presented' then false
        else date_diff('day', staged.stage_since_on, $as_of) > constants.stuck_after_days
    end as is_stuck,
    staged.stage = 'presented' as lacks_feedback,
    project_objectives.link_basis
from staged
inner join core.project_objectives on project_objectives.project_id = staged.project_id
cross join constants
order by project_objectives.objective_code, staged.project_id
