-- Which open projects seek money, and how much is missing? The assessment is advice; funders decide.
-- Open: before funding in the cycle, or not yet covered and neither over nor given up.
with funders as (
    select
        counted_cash.project_id,
        nullif(array_to_string(list_sort(list_distinct(list(
            coalesce(counted_cash.funder_name, counted_cash.funder_id)
        ))), ';'), '') as funders
    from core.counted_cash
    group by all
),

asking as (
    select projects.*, projects.asked_eur - coalesce(projects.committed_eur, 0) as gap_eur
    from marts.projects
    where projects.is_current and projects.asked_amount is not null
)

select
    asking.project_id,
    asking.title,
    asking.lead_name as lead,
    asking.objectives,
    asking.countries,
    asking.regions,
    asking.sic_stage as stage,
    asking.asked_eur,
    asking.committed_eur,
    asking.gap_eur,
    asking.assessment_result as assessment,
    asking.has_letter_of_support,
    asking.sdgs,
    funders.funders,
    asking.updated_on,
    asking.starts_on,
    asking.ends_on
from asking
left join funders on funders.project_id = asking.project_id
where asking.sic_stage in ('idea', 'presented', 'feedback_received', 'full_proposal')
    or (
        asking.gap_eur > 0
        and (asking.ends_on is null or asking.ends_on >= $as_of)
        and coalesce(asking.sic_stage, '') not in ('completed', 'declined', 'withdrawn')
    )
order by asking.project_id
