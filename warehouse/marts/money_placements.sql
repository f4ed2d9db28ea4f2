-- Where does the money of each project count, also that of transactions which name their own country or sector?
-- Those of a transaction win over those of its activity: several in equal parts. Without `placed_by` the money counts where
-- its project does. What neither names keeps its share in the row without one.
with placed as (
    select distinct
        contributions.project_id,
        contributions.placed_by,
        contributions.transaction_countries,
        contributions.transaction_regions,
        contributions.transaction_objectives,
        -- The sectors stand in `placed_by` only where they decide.
        split_part(contributions.placed_by, '|', 3) <> '' as has_sectors
    from core.contributions
    where contributions.placed_by is not null and contributions.project_id is not null
),

objective_shares as (
    select placements.project_id, placements.objective_code, sum(placements.placed_share) as share
    from marts.placements
    group by all
),

place_shares as (
    select placements.project_id, placements.region_code, placements.country_code, sum(placements.placed_share) as share
    from marts.placements
    group by all
),

own_objectives as (
    select
        placed.project_id,
        placed.placed_by,
        unnest(coalesce(string_split(placed.transaction_objectives, ';'), [null::varchar])) as objective_code,
        1 / len(coalesce(string_split(placed.transaction_objectives, ';'), [null::varchar])) as share
    from placed
    where placed.has_sectors
    union all
    select placed.project_id, placed.placed_by, objective_shares.objective_code, coalesce(objective_shares.share, 1)
    from placed
    left join objective_shares on objective_shares.project_id = placed.project_id
    where not placed.has_sectors
),

named as (
    select
        placed.project_id,
        placed.placed_by,
        unnest(string_split(placed.transaction_countries, ';')) as country_code,
        null::varchar as region_code,
        1 / len(string_split(placed.transaction_countries, ';')) as share
    from placed
    where placed.transaction_countries is not null
    union all
    select
        placed.project_id,
        placed.placed_by,
        null,
        unnest(string_split(placed.transaction_regions, ';')),
        1 / len(string_split(placed.transaction_regions, ';'))
    from placed
    where placed.transaction_countries is null and placed.transaction_regions is not null
),

own_places as (
    select named.project_id, named.placed_by, regions.region_code, named.country_code, named.share
    from named
    left join core.countries on countries.country_code = named.country_code
    left join core.regions on regions.region_code = coalesce(countries.region_code, named.region_code)
    union all
    select
        placed.project_id,
        placed.placed_by,
        place_shares.region_code,
        place_shares.country_code,
        coalesce(place_shares.share, 1)
    from placed
    left join place_shares on place_shares.project_id = placed.project_id
    where placed.transaction_countries is null and placed.transaction_regions is null
)

select
    placements.project_id,
    null::varchar as placed_by,
    placements.objective_code,
    placements.region_code,
    placements.country_code,
    placements.placed_share
from marts.placements
union all
select
    own_objectives.project_id,
    own_objectives.placed_by,
    own_objectives.objective_code,
    own_places.region_code,
    own_places.country_code,
    sum(own_objectives.share * own_places.share)
from own_objectives
inner join own_places
    on own_places.project_id = own_objectives.project_id and own_places.placed_by = own_objectives.placed_by
group by all
order by all
