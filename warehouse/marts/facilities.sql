-- Which objectives does each facility carry, how do they stand in 2030, and how much money is reported under them?
with classes as (
    select * from (values
        ('moving_away', 1), ('limited_progress', 2), ('acceleration_needed', 3), ('on_track', 4), ('achieved', 5)
    ) as classes(status, worst_first)
),

standings as (
    select
        facility_objectives.facility_code,
        string_agg(facility_objectives.objective_code, ';' order by facility_objectives.objective_code) as objectives,
        count(*) as objectives_count,
        count(classes.status) as assessed_count,
        -- Within a class the longest overdue, then the lowest pace, then the lower code: as for goals.
        first(facility_objectives.objective_code order by
            classes.worst_first, objectives.days_overdue desc nulls last, progress.pace nulls last,
            facility_objectives.objective_code) filter (classes.status is not null) as worst_objective_code
    from core.facility_objectives
    left join marts.objectives
        on objectives.objective_code = facility_objectives.objective_code and objectives.horizon = 2030
    left join marts.objective_progress as progress
        on progress.objective_code = objectives.objective_code
        and progress.indicator_code = objectives.headline_indicator_code
        and progress.horizon = objectives.horizon
    left join classes on classes.status = objectives.status
    group by all
),

projects as (
    select facility_objectives.facility_code, count(distinct project_objectives.project_id) as projects_count
    from core.facility_objectives
    inner join core.project_objectives on project_objectives.objective_code = facility_objectives.objective_code
    group by all
),

money as (
    select
        facility_objectives.facility_code,
        fsum(investments.amount_eur) filter (investments.state = 'committed') as committed_eur,
        fsum(investments.amount_eur) filter (investments.state = 'disbursed') as disbursed_eur
    from core.facility_objectives
    inner join marts.investments on investments.objective_code = facility_objectives.objective_code
    where investments.money_stream = 'ground'
    group by all
)

select
    facilities.facility_code,
    facilities.label_en,
    facilities.label_fr,
    facilities.label_es,
    facilities.kind,
    standings.objectives,
    facilities.purpose,
    facilities.lead,
    facilities.caveat,
    facilities.source,
    coalesce(standings.objectives_count, 0) as objectives_count,
    coalesce(standings.assessed_count, 0) as assessed_count,
    standings.worst_objective_code,
    coalesce(projects.projects_count, 0) as projects_count,
    money.committed_eur,
    money.disbursed_eur
from core.facilities
left join standings on standings.facility_code = facilities.facility_code
left join projects on projects.facility_code = facilities.facility_code
left join money on money.facility_code = facilities.facility_code
order by facilities.facility_code
