-- What was observed of each indicator, and which of its dated steps are due when?
select
    objectives.goal_code,
    indicators.objective_code,
    facts.indicator_code,
    facts.kind,
    facts.fact_on,
    facts.value,
    facts.state,
    facts.days_overdue,
    facts.origin,
    facts.source_file,
    facts.source_sheet,
    facts.source_row
from (
    select
        observations.indicator_code,
        'observation' as kind,
        observations.observed_on as fact_on,
        observations.value,
        observations.status as state,
        null as days_overdue,
        observations.origin,
        observations.source_file,
        observations.source_sheet,
        observations.source_row
    from marts.observations as observations
    union all
    select
        milestones.indicator_code,
        'step',
        milestones.due_on,
        null,
        milestones.state,
        milestones.days_overdue,
        milestones.origin,
        milestones.source_file,
        milestones.source_sheet,
        milestones.source_row
    from marts.milestones as milestones
) as facts
inner join marts.indicators as indicators on indicators.indicator_code = facts.indicator_code
left join (select distinct objective_code, goal_code from marts.objectives) as objectives
    on objectives.objective_code = indicators.objective_code
order by facts.indicator_code, facts.fact_on
