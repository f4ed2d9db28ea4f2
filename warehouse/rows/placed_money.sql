-- Which counted rows of cash on the ground count in which objective and place, and with which part?
select
    given.contribution_id,
    given.project_id,
    given.funder_name,
    given.state,
    given.value_on,
    places.objective_code,
    places.region_code,
    places.country_code,
    coalesce(places.placed_share, 1) as placed_share,
    (given.amount_eur - coalesce(given.passed_on_eur, 0)) * coalesce(places.placed_share, 1) as counted_here_eur,
    given.origin,
    given.source_file,
    given.source_sheet,
    given.source_row
from marts.contributions as given
left join marts.money_placements as places
    on places.project_id = given.project_id and places.placed_by is not distinct from given.placed_by
where given.is_counted and given.form = 'cash' and given.money_stream = 'ground'
order by counted_here_eur desc nulls last, given.contribution_id
