-- By which terms is each indicator assessed: what the strategy publishes, what was adopted since, and what each replaced?
with
published as (
    select indicator_code, objective_code, unit, unnest([
        {'item': 'baseline', 'value': baseline_value},
        {'item': 'baseline_year', 'value': case when baseline_value is not null then baseline_year end},
        {'item': 'target_2030', 'value': target_2030},
        {'item': 'target_2050', 'value': target_2050}
    ]) as term
    from core.indicators
    where certainty = 'published'
),
worded as (
    select indicator_code, objective_code, unnest([
        {'item': 'denominator', 'value': denominator},
        {'item': 'unit', 'value': unit},
        {'item': 'kind', 'value': kind},
        {'item': 'direction', 'value': direction}
    ]) as term
    from core.indicators
    where certainty = 'published'
),
reported as (
    select * from core.indicators_in_force where baseline_origin in ('reported', 'derived')
)
select
    published.indicator_code,
    published.objective_code,
    published.term.item as item,
    -- A number as people write it: 100, not 100.0.
    format('{:g}', published.term.value) as value,
    case when published.term.item <> 'baseline_year' then published.unit end as unit,
    'published' as term_origin,
    'in_force' as standing,
    null::date as in_force_from,
    null::varchar as decided_by,
    null::date as decided_on,
    objectives.source,
    null::varchar as replaced_value,
    null::bigint as version,
    null::varchar as note,
    null::varchar as origin,
    null::varchar as source_file,
    null::varchar as source_sheet,
    null::bigint as source_row
from published
join core.objectives as objectives using (objective_code)
where published.term.value is not null
union all by name
select
    worded.indicator_code,
    worded.objective_code,
    worded.term.item as item,
    worded.term.value as value,
    'published' as term_origin,
    'in_force' as standing,
    objectives.source
from worded
join core.objectives as objectives using (objective_code)
where worded.term.value is not null
union all by name
select
    reported.indicator_code,
    reported.objective_code,
    'baseline' as item,
    format('{:g}', reported.baseline_value) as value,
    reported.unit,
    reported.baseline_origin as term_origin,
    'in_force' as standing,
    make_date(reported.baseline_year::integer, 12, 31) as in_force_from
from reported
union all by name
select
    terms.indicator_code,
    indicators.objective_code,
    terms.item,
    terms.value,
    -- A number without a unit is in that of its indicator.
    case when terms.item in ('baseline', 'target_2030', 'target_2050') then coalesce(terms.unit, indicators.unit) end as unit,
    'adopted' as term_origin,
    terms.standing,
    terms.in_force_from,
    terms.decided_by,
    terms.decided_on,
    terms.source,
    terms.replaced_value,
    terms.version,
    terms.note,
    terms.origin,
    terms.source_file,
    terms.source_sheet,
    terms.source_row
from core.terms as terms
join core.indicators_in_force as indicators using (indicator_code)
order by indicator_code, item, in_force_from nulls first, version nulls first
