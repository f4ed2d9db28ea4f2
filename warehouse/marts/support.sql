-- Who supports the Initiative and its projects with people, offices and other things that are not cash?
-- Posts and offices named by the list of partnerships are shown where nobody reported them as a contribution.
with reported as (
    select
        contributions.form,
        coalesce(contributions.funder_name, contributions.funder_id, 'giver not stated') as funder_name,
        any_value(contributions.funder_id) as funder_id,
        contributions.funder_key,
        sum(contributions.fte) as fte,
        fsum(contributions.amount_eur) as valuation_eur,
        count(*) as contributions_count,
        cast(null as varchar) as note
    from core.contributions
    where contributions.form <> 'cash'
        -- Every row that is not cash has a reason why it is not counted; every reason but this one marks a double.
        and contributions.not_counted_reason = 'not_cash'
    group by all
),

listed as (
    select
        case types.type when 'secondment' then 'secondment' else 'office' end as form,
        partnerships.organisation_name as funder_name,
        any_value(names.organisation_id) as funder_id,
        any_value(names.organisation_key) as funder_key,
        sum(partnerships.fte) filter (types.type = 'secondment') as fte,
        cast(null as double) as valuation_eur,
        0 as contributions_count,
        string_agg(
            concat_ws('; ', partnerships.agreement_text, concat('agreement ', replace(partnerships.standing, '_', ' '))),
            ' · ' order by partnerships.partnership_number
        ) as note
    from marts.partnerships
    inner join core.partnerships as names on names.partnership_number = partnerships.partnership_number
    cross join unnest(string_split(partnerships.agreement_types, ';')) as types(type)
    where types.type in ('secondment', 'office_provision') and partnerships.standing <> 'ended'
    group by all
)

select reported.* exclude (funder_id, funder_key) from reported
union all
select listed.* exclude (funder_id, funder_key) from listed
anti join reported
    on reported.form = listed.form
    and (
        reported.funder_id = listed.funder_id
        or (listed.funder_id is null and reported.funder_key = listed.funder_key)
    )
order by 1, 2
