"""What a mart says in sum, and the same counted another way: two questions that must have one answer.

The other way leaves out the SQL file of the mart and whatever it rests on, so that whoever breaks that file is found.
Does not belong here: the marts of open records (`soil_recounts`), and what is done about a difference (`checks`).
"""

from dataclasses import dataclass

# What was passed on is counted where it came from.
OWN = "(select * replace (amount_eur - coalesce(passed_on_eur, 0) as amount_eur) from core.contributions)"
COUNTED = f"from {OWN} where is_counted and form = 'cash'"
GROUND = f"{COUNTED} and money_stream = 'ground'"
BEFORE_FUNDING = "('idea', 'presented', 'feedback_received', 'full_proposal')"
# What is asked by projects that somebody gave up.
GIVEN_UP = (
    "is_current and asked_amount is not null and (sic_stage in ('declined', 'withdrawn') or activity_status_code = '5')"
)
BY_STATE = "unpivot (value for part in (pledged_eur, committed_eur, disbursed_eur)) group by part"


@dataclass(frozen=True)
class Recount:
    """What is compared, the mart that is asked, and two queries with the columns `part` and `value`."""

    name: str
    mart: str
    answered: str
    recounted: str


def rows_of(name: str, mart: str, expected: str) -> Recount:
    """The number of rows of a mart."""
    return Recount(
        name,
        mart,
        f"select 'rows' as part, count(*) as value from marts.{mart}",
        f"select 'rows' as part, {expected} as value",
    )


def _of_grid(mart: str) -> Recount:
    """Money on the ground by state, over every cell of a grid."""
    return Recount(
        "money in every cell",
        mart,
        f"select part, fsum(value) as value from marts.{mart} {BY_STATE}",
        f"select state || '_eur' as part, fsum(amount_eur) as value {GROUND} group by state",
    )


RECOUNTS = (
    _of_grid("coverage_gaps"),
    _of_grid("country_coverage"),
    rows_of(
        "cells of the grid",
        "coverage_gaps",
        "(select count(*) + 1 from core.objectives) * (select count(*) + 1 from core.regions)",
    ),
    Recount(
        "money given, by state",
        "investments",
        "select concat(money_stream, ' ', state) as part, fsum(amount_eur) as value from marts.investments "
        "where state <> 'asked' group by all",
        f"select concat(money_stream, ' ', state) as part, fsum(amount_eur) as value {COUNTED} group by all",
    ),
    Recount(
        "money asked for",
        "opportunities",
        "select 'asked' as part, fsum(asked_eur) as value from marts.opportunities",
        "select 'asked' as part, fsum(asked_eur) as value from marts.coverage_gaps",
    ),
    Recount(
        "money asked for",
        "investments",
        "select 'asked' as part, fsum(amount_eur) as value from marts.investments where state = 'asked'",
        "select 'asked' as part, fsum(asked_eur) as value from marts.country_coverage",
    ),
    # Those before funding in the cycle: whether others are over depends on the day.
    Recount(
        "projects asking before funding",
        "opportunities",
        f"select stage as part, count(*) as value from marts.opportunities where stage in {BEFORE_FUNDING} group by stage",
        "select sic_stage as part, count(*) as value from core.projects left join (select project_id, "
        f"fsum(amount_eur) as committed_eur {GROUND} and state = 'committed' group by project_id) using (project_id) "
        f"where is_current and sic_stage in {BEFORE_FUNDING} and coalesce(activity_status_code, '') not in ('3', '4', '5') "
        "and coalesce(asked_eur - coalesce(committed_eur, 0), asked_amount) >= 0.005 group by sic_stage",
    ),
    Recount(
        "money under objectives",
        "facilities",
        "select part, fsum(value) as value from marts.facilities "
        "unpivot (value for part in (committed_eur, disbursed_eur)) group by part",
        f"select state || '_eur' as part, fsum(amount_eur) as value {GROUND} and state in ('committed', 'disbursed') "
        "and (transaction_objectives is not null or (coalesce(split_part(placed_by, '|', 3), '') = '' "
        "and project_id in (select project_id from core.project_objectives))) group by state",
    ),
    Recount(
        "money by objective",
        "concentration",
        "select coalesce(objective_code, 'none') as part, given_eur as value from marts.concentration",
        "select part, arg_min(value, state) as value from (select coalesce(objective_code, 'none') as part, state, "
        "fsum(amount_eur) as value from marts.investments where money_stream = 'ground' "
        "and state in ('committed', 'disbursed') group by all) group by part",
    ),
    rows_of("objectives, and none", "concentration", "(select count(*) + 1 from core.objectives)"),
    Recount(
        "whole shares of money",
        "money_placements",
        "select coalesce(placed_by, 'as the project') as part, sum(placed_share) as value from marts.money_placements "
        "group by all",
        "select 'as the project' as part, count(*) as value from core.projects where is_current union all "
        "select placed_by, count(distinct project_id) from core.contributions "
        "where placed_by is not null and project_id is not null group by all",
    ),
    rows_of("objectives", "task_forces", "(select count(*) from core.objectives)"),
    Recount(
        "projects by stage",
        "task_forces",
        "select 'all' as part, sum(idea_count + presented_count + feedback_received_count + full_proposal_count + funded_count "
        "+ implementing_count + completed_count + side_exit_count + no_stage_count) as value from marts.task_forces",
        "select 'all' as part, count(*) as value from core.project_objectives",
    ),
    Recount(
        "vacant seats",
        "seats",
        "select objective_code as part, count(*) filter (not is_seat_filled) as value from marts.seats group by all",
        "select objective_code as part, vacant_leader_seats_count + vacant_representative_seats_count as value "
        "from marts.task_forces where vacant_leader_seats_count is not null",
    ),
    Recount(
        "seats",
        "seats",
        "select objective_code as part, count(*) as value from marts.seats group by all",
        "select distinct objective_code as part, 1 + (select count(*) from core.regions) as value from core.memberships",
    ),
    rows_of(
        "projects with a stage",
        "pipeline",
        "(select count(*) from core.project_objectives inner join core.projects "
        "on projects.project_id = project_objectives.project_id and projects.is_current "
        "where projects.sic_stage is not null)",
    ),
    Recount(
        "support that is not cash",
        "support",
        "select form as part, sum(contributions_count) as value from marts.support group by form",
        "select form as part, count(*) as value from core.contributions "
        "where form <> 'cash' and not_counted_reason = 'not_cash' group by form",
    ),
    rows_of(
        "activities of the Delphi",
        "delphi_activities",
        "(select count(*) from core.delphi_items where kind = 'activity')",
    ),
    rows_of(
        "parties that mention soils",
        "ndc_mentions",
        "(select count(*) from core.ndc_mentions where mention is not null)",
    ),
    Recount(
        "cells that mention soils",
        "ndc_mentions",
        "select 'cells' as part, sum(cells_count) as value from marts.ndc_mentions",
        "select 'cells' as part, sum(cells_count) as value from core.ndc_mentions where mention is not null",
    ),
    Recount(
        "who supports, by form",
        "support",
        "select form as part, count(*) as value from marts.support group by form",
        "select form as part, count(distinct key) as value from (select form, coalesce(funder_key, '') as key "
        "from core.contributions where form <> 'cash' and not_counted_reason = 'not_cash' "
        "union select case type when 'secondment' then type else 'office' end, organisation_key "
        "from (select organisation_key, partnership_number, unnest(string_split(agreement_types, ';')) as type "
        "from core.partnerships) where type in ('secondment', 'office_provision') and partnership_number in "
        "(select partnership_number from marts.partnerships where standing <> 'ended')) group by form",
    ),
    Recount(
        "cash by currency",
        "reconciliation",
        "select unit as part, total_value as value from marts.reconciliation where cut = 'converted'",
        "select coalesce(currency_code, 'not stated') as part, fsum(amount) as value from core.contributions "
        "where form = 'cash' and amount is not null group by all",
    ),
    Recount(
        "current projects, by cut",
        "reconciliation",
        "select cut as part, total_value as value from marts.reconciliation where total = 'current projects'",
        "select unnest(['objective', 'region', 'country', 'objective and region']) as part, "
        "(select count(*) from core.projects where is_current) as value",
    ),
    Recount(
        "totals of money",
        "reconciliation",
        "select concat(total, ' by ', cut) as part, total_value as value from marts.reconciliation "
        "where cut in ('objective', 'funder', 'year', 'source file') and unit = 'EUR' and total not like '%asked'",
        "select concat(money_stream, ' cash, ', state, ' by ', cut) as part, fsum(amount_eur) as value "
        f"from {OWN}, unnest(['objective', 'funder', 'year', 'source file']) as cuts(cut) "
        "where is_counted and form = 'cash' group by all",
    ),
    Recount(
        "money left out, by reason",
        "exclusions",
        "select concat(total, ' ', left_out_reason) as part, left_out_value as value from marts.exclusions "
        "where total like '% cash, %' and total not like '%, asked, %'",
        "select concat(money_stream, ' cash, ', coalesce(state, 'no state'), ', as reported ', "
        "coalesce(not_counted_reason, 'passed_on')) as part, "
        "fsum(value) as value from (select *, amount_eur as value from core.contributions "
        f"union all select *, -amount_eur from {OWN} where is_counted) where form = 'cash' group by all",
    ),
    Recount(
        "money asked no more",
        "exclusions",
        "select if(left_out_reason = 'given_up', 'given_up', 'other') as part, fsum(left_out_value) as value "
        "from marts.exclusions where total like '%, asked, %' group by all",
        f"select 'given_up' as part, fsum(asked_eur) as value from core.projects where {GIVEN_UP} union all "
        "select 'other', (select coalesce(fsum(asked_eur), 0) from core.projects "
        f"where is_current and coalesce(not ({GIVEN_UP}), true)) - (select coalesce(fsum(asked_eur), 0) from marts.country_coverage)",
    ),
    Recount(
        "cash not converted",
        "exclusions",
        "select concat(unit, ' ', left_out_reason) as part, left_out_value as value from marts.exclusions "
        "where total like 'cash in %'",
        "select concat(coalesce(currency_code, 'not stated'), ' no_', if(currency_code is null, 'currency', "
        "if(value_on is null, 'date', 'rate'))) as part, fsum(amount) as value from core.contributions "
        "where form = 'cash' and amount_eur is null and amount is not null group by all",
    ),
    Recount(
        "rows left out",
        "exclusions",
        "select case when total like 'cash in %' then 'converted' when total like '%, asked, %' then 'still asked' "
        "else 'counted once' end as part, sum(left_out_count) as value from marts.exclusions group by all",
        "select cut as part, sum(left_out_count) as value from marts.reconciliation "
        "where cut in ('converted', 'still asked') group by cut union all "
        "select 'counted once', count(*) filter (not is_counted or passed_on_eur <> 0) from core.contributions "
        "where form = 'cash'",
    ),
    Recount(
        "terms adopted, by standing",
        "terms",
        "select standing as part, count(*) as value from marts.terms where term_origin = 'adopted' group by all",
        "select standing as part, count(*) as value from core.terms group by all",
    ),
    Recount(
        "terms that the strategy publishes",
        "terms",
        "select item as part, count(*) as value from marts.terms where term_origin = 'published' "
        "and item <> 'baseline_year' group by all",
        "select unnest(['baseline', 'target_2030', 'target_2050', 'denominator', 'unit', 'kind', 'direction']) as part, "
        "unnest([count(baseline_value), count(target_2030), count(target_2050), count(denominator), count(unit), "
        "count(kind), count(direction)]) as value from core.indicators where certainty = 'published'",
    ),
)
