-- Which rows of cash on the ground are counted, and with how much of their own?
select
    given.contribution_id,
    given.project_id,
    given.funder_name,
    given.state,
    given.value_on,
    year(given.value_on) as year,
    given.amount_eur - coalesce(given.passed_on_eur, 0) as counted_eur,
    given.origin,
    given.source_file,
    given.source_sheet,
    given.source_row
from marts.contributions as given
where given.is_counted and given.form = 'cash' and given.money_stream = 'ground'
order by counted_eur desc nulls last, given.contribution_id
