-- Which agreements are in force, ending, ended or undated on the as-of date?
select
    partnerships.partnership_number,
    partnerships.organisation_name,
    partnerships.country_or_kind,
    partnerships.agreement_text,
    partnerships.agreement_types,
    partnerships.starts_on,
    partnerships.duration_years,
    partnerships.ends_on,
    partnerships.is_end_computed,
    date_diff('day', $as_of, partnerships.ends_on) as days_to_end,
    case
        when partnerships.ends_on is null then 'undated'
        when partnerships.ends_on < $as_of then 'ended'
        when partnerships.ends_on <= $as_of + interval 12 months then 'ending_within_12_months'
        else 'in_force'
    end as standing,
    partnerships.fte,
    partnerships.note,
    partnerships.source,
    partnerships.origin,
    partnerships.source_file,
    partnerships.source_sheet,
    partnerships.source_row
from core.partnerships
order by partnerships.partnership_number
