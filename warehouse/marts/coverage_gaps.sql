-- Where does nobody work or invest? Each objective in each region, ground cash counted once, split by its shares.
-- What is asked is held against money for what was sent to the Initiative: open records that a rule ties to an objective,
-- with their whole amounts, are no money for what partners ask.
-- Coverage state, the gap score and its parts are decided by a rule (`pipelines/rules/coverage/gaps.py`) and null here.
with money as (
    select
        here.objective_code,
        here.region_code,
        fsum(here.amount_eur) filter (here.state = 'pledged') as pledged_eur,
        fsum(here.amount_eur) filter (here.state = 'committed') as committed_eur,
        fsum(here.amount_eur) filter (here.state = 'disbursed') as disbursed_eur,
        fsum(here.amount_eur) filter (here.state = 'committed' and here.kind is distinct from 'open_record') as answering_eur,
        count(distinct here.contribution_id) as contributions_count,
        count(distinct here.contribution_id) filter (here.amount_eur is null) as unconverted_count,
        count(distinct here.contribution_id) filter (here.state in ('committed', 'disbursed')) as funding_count,
        count(distinct coalesce(here.funder_id, here.funder_name)) as funders_count,
        max(here.value_on) filter (here.value_on <= $as_of) as latest_on
    from marts.placed_ground_cash as here
    group by all
),

-- Agreements with the funders of a cell that are in force.
agreements as (
    select
        counted.objective_code,
        counted.region_code,
        count(distinct partnerships.partnership_number) as agreements_count,
        count(distinct partnerships.partnership_number)
            filter (partnerships.standing = 'ending_within_12_months') as expiring_agreements_count
    from (
        select distinct here.objective_code, here.region_code, here.funder_id, here.funder_key
        from marts.placed_ground_cash as here
    ) as counted
    -- An agreement whose organisation has an identifier is that of the identifier; the others are met by name.
    inner join core.partnerships as listed
        on listed.organisation_id = counted.funder_id
        or (listed.organisation_id is null and listed.organisation_key = counted.funder_key)
    inner join marts.partnerships on partnerships.partnership_number = listed.partnership_number
    where partnerships.standing in ('in_force', 'ending_within_12_months')
    group by all
),

asks as (
    select
        placements.objective_code,
        placements.region_code,
        count(distinct placements.project_id) as projects_count,
        fsum(opportunities.asked_eur * placements.placed_share) as asked_eur,
        fsum(opportunities.gap_eur * placements.placed_share) as unmet_eur,
        max(projects.updated_on) filter (projects.updated_on <= $as_of) as latest_on
    from marts.placements
    inner join core.projects on projects.project_id = placements.project_id and projects.is_current
    left join marts.opportunities on opportunities.project_id = placements.project_id
    group by all
),

reports as (
    select
        activities.objective_code,
        coalesce(countries.region_code, activities.region_code) as region_code,
        max(activities.happened_on) as latest_on,
        -- A report that names objective and region says that somebody looked there.
        bool_or(activities.activity_type = 'report' and activities.objective_code is not null) as is_covered
    from core.activities
    left join core.countries on countries.country_code = activities.country_code
    where activities.happened_on <= $as_of
    group by all
),

cells as (
    select objectives.objective_code, regions.region_code
    from (select objectives.objective_code from core.objectives union all select null) as objectives
    cross join (select regions.region_code from core.regions union all select null) as regions
)

select
    cells.objective_code,
    cells.region_code,
    coalesce(asks.projects_count, 0) as projects_count,
    asks.asked_eur,
    money.pledged_eur,
    money.committed_eur,
    money.disbursed_eur,
    asks.asked_eur - coalesce(money.answering_eur, 0) as gap_eur,
    asks.unmet_eur,
    coalesce(money.contributions_count, 0) as contributions_count,
    coalesce(money.unconverted_count, 0) as unconverted_count,
    coalesce(money.funding_count, 0) as funding_count,
    coalesce(money.funders_count, 0) as funders_count,
    coalesce(agreements.agreements_count, 0) as agreements_count,
    coalesce(agreements.expiring_agreements_count, 0) as expiring_agreements_count,
    coalesce(reports.is_covered and cells.region_code is not null, false) as is_covered,
    objectives.status,
    progress.pace,
    null::varchar as coverage_state,
    greatest(asks.latest_on, money.latest_on, reports.latest_on) as latest_reported_on,
    null::double as gap_score,
    null::varchar as score_lacks,
    null::double as shortfall_part,
    null::double as unmet_part,
    null::double as thinness_part,
    null::double as staleness_part,
    null::double as expiry_part
from cells
left join money
    on money.objective_code is not distinct from cells.objective_code
    and money.region_code is not distinct from cells.region_code
left join agreements
    on agreements.objective_code is not distinct from cells.objective_code
    and agreements.region_code is not distinct from cells.region_code
left join asks
    on asks.objective_code is not distinct from cells.objective_code
    and asks.region_code is not distinct from cells.region_code
left join reports
    on reports.objective_code is not distinct from cells.objective_code
    and reports.region_code is not distinct from cells.region_code
left join marts.objectives
    on objectives.objective_code = cells.objective_code and objectives.horizon = 2030
left join marts.objective_progress as progress
    on progress.objective_code = objectives.objective_code
    and progress.indicator_code = objectives.headline_indicator_code
    and progress.horizon = objectives.horizon
order by cells.objective_code, cells.region_code
