-- Which open records are about soils, where, and with how much of their money in each place?
-- Whole project amounts, not money for soils. Cancelled and suspended ones are left out, and those that stand in another
-- list, and those that a list shows as in preparation since a day more than three years ago: nobody has said what became
-- of them. A record without a place, and the money of a transaction that names its own, has a row of its own.
with records as (
    select
        projects.project_id,
        projects.soil_relevance,
        coalesce(projects.activity_status_code = '1', false) as is_in_preparation,
        projects.starts_on,
        coalesce(lists.publisher, projects.lead_name, projects.lead_id) as publisher
    from core.projects
    left join core.lists on lists.list_name = projects.list_name
    where projects.is_current and projects.kind = 'open_record' and projects.soil_relevance in ('core', 'contributing')
        and coalesce(projects.activity_status_code, '') not in ('5', '6') and projects.counted_in_project is null
        and not coalesce(projects.is_outdated_plan, false)
),

-- A row that gives way to another report of the same money dates nothing.
approved as (
    select contributions.project_id, min(contributions.value_on) as approved_on
    from core.contributions
    where contributions.state = 'committed' and contributions.form = 'cash' and contributions.counted_in is null
    group by all
),

money as (
    select
        counted_ground_cash.project_id,
        counted_ground_cash.placed_by,
        counted_ground_cash.amount,
        counted_ground_cash.amount_eur,
        false as is_policy_loan
    from core.counted_ground_cash
    where counted_ground_cash.state = 'committed'
    union all
    select
        contributions.project_id,
        contributions.placed_by,
        contributions.amount,
        contributions.amount_eur,
        true
    from core.contributions
    where contributions.not_counted_reason = 'policy_loan' and contributions.state = 'committed'
        and contributions.form = 'cash' and contributions.money_stream = 'ground'
),

sums as (
    select
        money.project_id,
        money.placed_by,
        fsum(money.amount_eur) filter (not money.is_policy_loan) as given_eur,
        fsum(money.amount_eur) filter (money.is_policy_loan) as policy_loans_eur,
        count(*) filter (money.amount is not null and money.amount_eur is null) as unconverted_count
    from money
    group by all
),

places as (
    select
        money_placements.project_id,
        money_placements.placed_by,
        money_placements.country_code,
        money_placements.region_code,
        sum(money_placements.placed_share) as share
    from marts.money_placements
    group by all
),

placed as (
    select
        places.project_id,
        places.country_code,
        places.region_code,
        fsum(sums.given_eur * places.share) as given_eur,
        fsum(sums.policy_loans_eur * places.share) as policy_loans_eur,
        coalesce(sum(sums.unconverted_count), 0) as unconverted_count
    from places
    left join sums on sums.project_id = places.project_id and sums.placed_by is not distinct from places.placed_by
    -- What a transaction says of its own place counts where it has committed money.
    where places.placed_by is null or sums.project_id is not null
    group by all
)

select
    records.project_id,
    placed.country_code,
    placed.region_code,
    records.soil_relevance,
    records.is_in_preparation,
    year(coalesce(approved.approved_on, records.starts_on)) as year,
    records.publisher,
    case when not records.is_in_preparation then placed.given_eur end as committed_eur,
    placed.policy_loans_eur,
    case when records.is_in_preparation then placed.given_eur end as preparation_eur,
    placed.unconverted_count
from records
inner join placed on placed.project_id = records.project_id
left join approved on approved.project_id = records.project_id
order by records.project_id, placed.country_code, placed.region_code
