-- Which seats does each task force have, which of them are vacant, and since when?
-- One leader and one representative of each region are expected. A task force of which nobody reported a member has no
-- row here: missing is not vacant. Who sits in a seat is not published.
with reported as (
    select
        memberships.objective_code,
        memberships.task_force_role as role,
        coalesce(countries.region_code, memberships.region_code) as region_code,
        memberships.left_on,
        coalesce(memberships.joined_on <= $as_of, true) and coalesce(memberships.left_on > $as_of, true)
        and coalesce(memberships.organisation_name, memberships.contact_name) is not null as is_filled
    from core.memberships
    left join core.countries on countries.country_code = memberships.country_code
),

expected as (
    select
        'leader' as role,
        cast(null as varchar) as region_code
    union all
    select
        'regional_representative' as role,
        regions.region_code
    from core.regions
),

task_forces as (select distinct reported.objective_code from reported)

select
    task_forces.objective_code,
    expected.role as task_force_role,
    expected.region_code,
    coalesce(bool_or(reported.is_filled), false) as is_seat_filled,
    -- The last day of whoever sat there; missing where nobody is known to have.
    case
        when not coalesce(bool_or(reported.is_filled), false)
            then max(reported.left_on) filter (reported.left_on <= $as_of)
    end as vacant_since_on
from task_forces
cross join expected
left join reported
    on reported.objective_code = task_forces.objective_code
    and reported.role = expected.role
    and (expected.region_code is null or reported.region_code = expected.region_code)
group by all
order by task_forces.objective_code, expected.role, expected.region_code
