-- What is left out of each total, and why? The rows of one total make the whole difference that the reconciliation names.
with money as (
    select
        concat(contributions.money_stream, ' cash, ', coalesce(contributions.state, 'no state'), ', as reported') as total,
        'EUR' as unit,
        -- Of a row that counts, what was received from another activity counts there.
        case when contributions.is_counted then 'passed_on' else contributions.not_counted_reason end as left_out_reason,
        case when contributions.is_counted then contributions.passed_on_eur else contributions.amount_eur end as left_out_value
    from core.contributions
    where contributions.form = 'cash' and (not contributions.is_counted or contributions.passed_on_eur <> 0)
),

-- What makes a project ask no more is settled by the question of the opportunities; here each such project has its reason.
asked as (
    select
        'ground cash, asked, as reported' as total,
        'EUR' as unit,
        case
            when projects.sic_stage in ('declined', 'withdrawn') or projects.activity_status_code = '5' then 'given_up'
            when projects.sic_stage = 'completed' or projects.activity_status_code in ('3', '4') then 'over'
            when projects.asked_amount < 0.005 then 'nothing_asked'
            when projects.asked_eur - coalesce(projects.committed_eur, 0) < 0.005 then 'fully_funded'
            when projects.ends_on < $as_of then 'over'
        end as left_out_reason,
        projects.asked_eur as left_out_value
    from marts.projects
    anti join marts.opportunities on opportunities.project_id = projects.project_id
    where projects.is_current and projects.asked_amount is not null
),

unconverted as (
    select
        concat('cash in ', coalesce(contributions.currency_code, 'no stated currency')) as total,
        coalesce(contributions.currency_code, 'not stated') as unit,
        case
            when contributions.currency_code is null then 'no_currency'
            when contributions.value_on is null then 'no_date'
            else 'no_rate'
        end as left_out_reason,
        contributions.amount as left_out_value
    from core.contributions
    where contributions.form = 'cash' and contributions.amount is not null and contributions.amount_eur is null
),

left_out as (
    from money
    union all
    from asked
    union all
    from unconverted
)

select
    left_out.total,
    left_out.unit,
    left_out.left_out_reason,
    fsum(left_out.left_out_value) as left_out_value,
    count(*) as left_out_count
from left_out
group by all
order by left_out.total, left_out_value desc nulls last, left_out.left_out_reason
