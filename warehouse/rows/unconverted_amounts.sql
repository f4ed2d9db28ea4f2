-- Which amounts of cash, given or asked, have no amount in euros?
select
    given.state,
    given.amount,
    given.currency_code,
    given.funder_name,
    given.project_id,
    given.value_on,
    given.origin,
    given.source_file,
    given.source_sheet,
    given.source_row
from marts.contributions as given
where given.is_counted and given.form = 'cash' and given.amount is not null and given.amount_eur is null
union all
select
    'asked',
    projects.asked_amount,
    projects.currency_code,
    null,
    projects.project_id,
    coalesce(projects.submitted_on, projects.updated_on, projects.starts_on),
    projects.origin,
    projects.source_file,
    projects.source_sheet,
    projects.source_row
from marts.projects as projects
semi join marts.opportunities as opportunities on opportunities.project_id = projects.project_id
where projects.is_current and projects.asked_eur is null
