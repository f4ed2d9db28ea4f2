-- Which open projects seek money, and how much is missing? The assessment is advice; funders decide.
-- What is asked, on every page, is what these projects ask: a project that was declined, withdrawn, completed or fully
-- funded asks for nothing, and neither does an IATI activity in finalisation, closed or cancelled. One whose last day is
-- past still asks while it stands before funding in the cycle. A gap below half a cent is none: sums are not exact.
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
where coalesce(asking.sic_stage, '') not in ('completed', 'declined', 'withdrawn')
    and coalesce(asking.activity_status_code, '') not in ('3', '4', '5')
    and coalesce(asking.gap_eur, asking.asked_amount) >= 0.005
    and (
        asking.ends_on is null or asking.ends_on >= $as_of
        or coalesce(asking.sic_stage, '') in ('idea', 'presented', 'feedback_received', 'full_proposal')
    )
order by asking.project_id
