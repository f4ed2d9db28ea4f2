-- Who sits in each task force, what did it do, and where do its projects stand in the cycle?
-- Seats and activity stay empty until somebody reports one: missing is not zero. One leader and one representative per
-- region are expected. No calendar of reports is published, so how many are due cannot be said.
with seats as (
    select
        memberships.objective_code,
        memberships.task_force_role as role,
        coalesce(countries.region_code, memberships.region_code) as region_code,
        coalesce(memberships.joined_on <= $as_of, true) and coalesce(memberships.left_on > $as_of, true)
        and coalesce(memberships.organisation_name, memberships.contact_name) is not null as is_filled,
        greatest(memberships.joined_on, memberships.left_on) as changed_on
    from core.memberships
    left join core.countries on countries.country_code = memberships.country_code
),

seated as (
    select
        seats.objective_code,
        count(*) filter (seats.is_filled and seats.role = 'leader') as leader_seats_count,
        count(distinct seats.region_code)
            filter (seats.is_filled and seats.role = 'regional_representative') as representative_seats_count,
        count(*) filter (seats.is_filled) as members_count,
        max(seats.changed_on) filter (seats.changed_on <= $as_of) as latest_on
    from seats
    group by all
),

active as (
    select
        activities.objective_code,
        count(*) filter (activities.happened_on > $as_of - interval 90 days) as activities_90_days_count,
        count(*) filter (activities.happened_on > $as_of - interval 365 days) as activities_365_days_count,
        count(*) filter (activities.activity_type = 'report') as reports_sent_count,
        max(activities.happened_on) filter (activities.activity_type = 'report') as latest_report_on,
        max(activities.happened_on) as latest_on
    from core.activities
    where activities.happened_on <= $as_of
    group by all
),

staged as (
    select
        project_objectives.objective_code,
        count(*) filter (projects.sic_stage = 'idea') as idea_count,
        count(*) filter (projects.sic_stage = 'presented') as presented_count,
        count(*) filter (projects.sic_stage = 'feedback_received') as feedback_received_count,
        count(*) filter (projects.sic_stage = 'full_proposal') as full_proposal_count,
        count(*) filter (projects.sic_stage = 'funded') as funded_count,
        count(*) filter (projects.sic_stage = 'implementing') as implementing_count,
        count(*) filter (projects.sic_stage = 'completed') as completed_count,
        count(*) filter (projects.sic_stage in ('declined', 'withdrawn', 'on_hold')) as side_exit_count,
        count(*) filter (projects.sic_stage is null) as no_stage_count
    from core.project_objectives
    inner join core.projects on projects.project_id = project_objectives.project_id and projects.is_current
    group by all
),

planned as (
    select
        delphi_activities.objective_code,
        count(*) as activities_count,
        count(*) filter (delphi_activities.projects_count = 0) as without_project_count
    from marts.delphi_activities
    group by all
),

regions as (select count(*) as regions_count from core.regions)

select
    objectives.objective_code,
    seated.leader_seats_count,
    case when seated.leader_seats_count = 0 then 1 when seated.leader_seats_count > 0 then 0 end
        as vacant_leader_seats_count,
    seated.representative_seats_count,
    regions.regions_count - seated.representative_seats_count as vacant_representative_seats_count,
    seated.members_count,
    active.activities_90_days_count,
    active.activities_365_days_count,
    cast(null as bigint) as reports_due_count,
    active.reports_sent_count,
    active.latest_report_on,
    -- A report a year: our reading, as no calendar is published. Of a task force that is silent nothing is said.
    case
        when coalesce(seated.members_count, active.reports_sent_count) is not null
            then coalesce(active.latest_report_on <= $as_of - interval 365 days, true)
    end as is_report_late,
    greatest(seated.latest_on, active.latest_on) as latest_reported_on,
    planned.activities_count as delphi_activities_count,
    planned.without_project_count as delphi_without_project_count,
    coalesce(staged.idea_count, 0) as idea_count,
    coalesce(staged.presented_count, 0) as presented_count,
    coalesce(staged.feedback_received_count, 0) as feedback_received_count,
    coalesce(staged.full_proposal_count, 0) as full_proposal_count,
    coalesce(staged.funded_count, 0) as funded_count,
    coalesce(staged.implementing_count, 0) as implementing_count,
    coalesce(staged.completed_count, 0) as completed_count,
    coalesce(staged.side_exit_count, 0) as side_exit_count,
    coalesce(staged.no_stage_count, 0) as no_stage_count
from core.objectives
cross join regions
left join seated on seated.objective_code = objectives.objective_code
left join active on active.objective_code = objectives.objective_code
left join staged on staged.objective_code = objectives.objective_code
left join planned on planned.objective_code = objectives.objective_code
order by objectives.objective_code
