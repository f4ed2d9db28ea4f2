-- Which objectives rest on one funder or one agreement?
-- Ground cash counted once, split by its shares: what is committed or, where nothing is, what is disbursed; never both.
-- A funder whose corrections bring it below zero weighs nothing; money of unnamed funders is part of the whole, and
-- they are never the largest funder.
with shares as (
    select
        money_placements.project_id,
        money_placements.placed_by,
        money_placements.objective_code,
        sum(money_placements.placed_share) as share
    from marts.money_placements
    group by all
),

given as (
    select
        shares.objective_code,
        counted_ground_cash.state,
        coalesce(counted_ground_cash.funder_id, counted_ground_cash.funder_name) as funder_id,
        max(counted_ground_cash.funder_name) as funder_name,
        arg_max(counted_ground_cash.funder_key, counted_ground_cash.funder_name) as funder_key,
        fsum(counted_ground_cash.amount_eur * coalesce(shares.share, 1)) as given_eur,
        count(*) filter (counted_ground_cash.amount_eur is null) as unconverted_count
    from core.counted_ground_cash
    left join shares
        on shares.project_id = counted_ground_cash.project_id
        and shares.placed_by is not distinct from counted_ground_cash.placed_by
    where counted_ground_cash.state in ('committed', 'disbursed')
    group by all
),

considered as (
    select given.*, greatest(given.given_eur, 0) as weight_eur
    from given
    -- committed stands before disbursed in the alphabet as it does in the order of money.
    qualify dense_rank() over (partition by given.objective_code order by given.state) = 1
),

largest as (
    select considered.objective_code, considered.funder_id, considered.funder_name, considered.weight_eur
    from considered
    where considered.funder_id is not null and considered.weight_eur > 0
    qualify row_number() over (
        partition by considered.objective_code order by considered.weight_eur desc, considered.funder_id
    ) = 1
),

summed as (
    select
        considered.objective_code,
        min(considered.state) as state,
        count(distinct considered.funder_id) as funders_count,
        fsum(considered.given_eur) as given_eur,
        fsum(considered.weight_eur) as weight_eur,
        sum(considered.unconverted_count) as unconverted_count
    from considered
    group by all
),

-- Agreements in force with a funder of the objective.
agreements as (
    select
        considered.objective_code,
        count(distinct partnerships.partnership_number) as agreements_count,
        count(distinct partnerships.partnership_number)
            filter (partnerships.standing = 'ending_within_12_months') as expiring_agreements_count
    from considered
    -- An agreement whose organisation has an identifier is that of the identifier; the others are met by name.
    inner join core.partnerships as listed
        on listed.organisation_id = considered.funder_id
        or (listed.organisation_id is null and listed.organisation_key = considered.funder_key)
    inner join marts.partnerships on partnerships.partnership_number = listed.partnership_number
    where partnerships.standing in ('in_force', 'ending_within_12_months')
    group by all
)

select
    objectives.objective_code,
    summed.state,
    coalesce(summed.funders_count, 0) as funders_count,
    summed.given_eur,
    largest.funder_id as largest_funder_id,
    largest.funder_name as largest_funder_name,
    largest.weight_eur / summed.weight_eur as largest_share,
    coalesce(agreements.agreements_count, 0) as agreements_count,
    coalesce(agreements.expiring_agreements_count, 0) as expiring_agreements_count,
    coalesce(summed.unconverted_count, 0) as unconverted_count
from (select objectives.objective_code from core.objectives union all select null) as objectives
left join summed on summed.objective_code is not distinct from objectives.objective_code
left join largest on largest.objective_code is not distinct from objectives.objective_code
left join agreements on agreements.objective_code is not distinct from objectives.objective_code
order by objectives.objective_code
