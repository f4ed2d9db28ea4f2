-- Which part of each contribution that goes to the ground counts in which objective, region and country?
-- Money of no known project counts whole, in no objective and no place. The kind is that of the project.
select
    counted_ground_cash.contribution_id,
    counted_ground_cash.funder_id,
    counted_ground_cash.funder_name,
    counted_ground_cash.funder_key,
    counted_ground_cash.state,
    counted_ground_cash.value_on,
    counted_ground_cash.amount_eur * coalesce(money_placements.placed_share, 1) as amount_eur,
    money_placements.objective_code,
    money_placements.region_code,
    money_placements.country_code,
    projects.kind
from core.counted_ground_cash
left join core.projects on projects.project_id = counted_ground_cash.project_id and projects.is_current
left join marts.money_placements
    on money_placements.project_id = counted_ground_cash.project_id
    and money_placements.placed_by is not distinct from counted_ground_cash.placed_by
