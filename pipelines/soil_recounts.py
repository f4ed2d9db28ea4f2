"""What the marts of open records about soils say in sum, and the same counted another way.

Does not belong here: the other marts (`recounts`), and what is done about a difference (`checks`).
"""

from pipelines.recounts import OWN, Recount, rows_of

ABOUT_SOILS = (
    "(select project_id, soil_relevance, practices, coalesce(activity_status_code = '1', false) as is_in_preparation "
    "from core.projects where is_current and kind = 'open_record' and soil_relevance in ('core', 'contributing') "
    "and coalesce(activity_status_code, '') not in ('5', '6') and counted_in_project is null "
    "and is_outdated_plan is distinct from true)"
)
# Their committed money, policy loans among it.
MONEY = (
    f"(select * from {OWN} inner join {ABOUT_SOILS} using (project_id) where form = 'cash' and money_stream = 'ground' "
    "and state = 'committed' and (is_counted or not_counted_reason = 'policy_loan'))"
)
EUROS = (
    "select case when not_counted_reason = 'policy_loan' then 'policy_loans_eur' when is_in_preparation "
    f"then 'preparation_eur' else 'committed_eur' end as part, fsum(amount_eur) as value from {MONEY} group by all"
)
# Each record and place, also the places that its transactions name themselves.
PLACES = (
    f"(select project_id, country_code, region_code from {ABOUT_SOILS} left join core.project_countries using (project_id) "
    f"union select project_id, unnest(string_split(transaction_countries, ';')), null from {MONEY} "
    f"union select project_id, null, unnest(string_split(transaction_regions, ';')) from {MONEY} "
    "where transaction_countries is null)"
)
BY_MONEY = "unpivot (value for part in (committed_eur, policy_loans_eur, preparation_eur)) group by part"
# Records and places of each list, and what is committed to those that are not about soils: since 2000, not cancelled.
RECENT = (
    "(select project_id, list_name, coalesce(soil_relevance, 'none') as soil_relevance from core.projects left join "
    "(select project_id, min(value_on) as approved_on from core.contributions where state = 'committed' group by all) "
    "using (project_id) where is_current and list_name is not null and coalesce(activity_status_code, '') <> '5' "
    "and (activity_status_code = '1' or coalesce(year(coalesce(approved_on, starts_on)), 2000) >= 2000))"
)
OTHER_MONEY = (
    f"(select list_name, fsum(amount_eur) as eur from {OWN} inner join {RECENT} using (project_id) where is_counted "
    "and form = 'cash' and money_stream = 'ground' and state = 'committed' and soil_relevance = 'none' group by all)"
)
# Two accounts of each list, that which ships and that of what is here: the one with more records stands.
ACCOUNTS = (
    "(select list_name, sum(records_count) as records_count, sum(soil_records_count) as soil_records_count, "
    "coalesce(fsum(other_committed_eur), 0) as other_committed_eur, true as ships from core.list_coverage group by all union all "
    "select list_name, count(*), count(*) filter (soil_relevance <> 'none'), coalesce(any_value(eur), 0), false "
    f"from {RECENT} left join (select distinct project_id, country_code from core.project_countries) using (project_id) "
    f"left join {OTHER_MONEY} using (list_name) group by all)"
)
MEASURES = "unpivot (value for part in (records_count, soil_records_count, other_committed_eur))"
LISTED = (
    "(select country_code from marts.list_coverage union "
    "select country_code from core.project_countries inner join core.projects using (project_id) "
    "where is_current and kind = 'open_record' and list_name is null union "
    "select country_code from marts.soil_records where is_in_preparation or year >= 2015)"
)

SOIL_RECOUNTS = (
    Recount("money of records", "soil_records", f"select part, fsum(value) as value from marts.soil_records {BY_MONEY}", EUROS),
    Recount("money of records", "soil_activity", f"select part, fsum(value) as value from marts.soil_activity {BY_MONEY}", EUROS),
    Recount(
        "records and places, by grade",
        "soil_records",
        "select soil_relevance as part, count(*) as value from marts.soil_records group by all",
        f"select soil_relevance as part, count(*) as value from {PLACES} inner join {ABOUT_SOILS} using (project_id) group by all",
    ),
    Recount(
        "money without a rate",
        "soil_records",
        "select 'rows' as part, sum(unconverted_count) as value from (select project_id, max(unconverted_count) as "
        "unconverted_count from marts.soil_records group by all)",
        f"select 'rows' as part, count(*) as value from {MONEY} where amount is not null and amount_eur is null",
    ),
    Recount(
        "records, places and practices, by grade",
        "soil_activity",
        "select soil_relevance as part, sum(projects_count + preparation_count) as value from marts.soil_activity group by all",
        "select soil_relevance as part, sum(1 + length(practices) - length(replace(practices, ';', ''))) as value from "
        f"(select soil_relevance, coalesce(practices, '') as practices from {PLACES} inner join {ABOUT_SOILS} using (project_id)) "
        "group by all",
    ),
    Recount(
        "money without a rate, in every row",
        "soil_activity",
        "select 'rows' as part, sum(unconverted_count) as value from marts.soil_activity",
        "select 'rows' as part, sum(unconverted_count * (1 + length(practices) - length(replace(practices, ';', '')))) as value "
        "from marts.soil_records inner join (select project_id, coalesce(practices, '') as practices "
        f"from {ABOUT_SOILS}) using (project_id)",
    ),
    Recount(
        "money since 2015",
        "country_need",
        "select part, fsum(value) as value from marts.country_need unpivot (value for part in "
        "(core_eur, contributing_eur, policy_loans_eur, preparation_eur)) group by part",
        "select part, fsum(value) as value from (select case when year >= 2015 and soil_relevance = 'core' then committed_eur "
        "end as core_eur, case when year >= 2015 and soil_relevance = 'contributing' then committed_eur end as contributing_eur, "
        "case when year >= 2015 then policy_loans_eur end as policy_loans_eur, preparation_eur from marts.soil_activity "
        "where country_code is not null) unpivot (value for part in (core_eur, contributing_eur, policy_loans_eur, "
        "preparation_eur)) group by part",
    ),
    Recount(
        "records since 2015 and in preparation",
        "country_need",
        "select part, sum(value) as value from marts.country_need unpivot (value for part in "
        "(core_count, contributing_count, preparation_count)) group by part",
        "select if(is_in_preparation, 'preparation', soil_relevance) || '_count' as part, count(*) as value "
        "from marts.soil_records where country_code is not null and (is_in_preparation or year >= 2015) group by all",
    ),
    rows_of(
        "countries with soil figures or in a list",
        "country_need",
        f"(select count(*) from (select country_code from core.soil_carbon union select country_code from marts.soil_records "
        f"union {LISTED[1:-1]}) where country_code is not null)",
    ),
    Recount(
        "countries in a list",
        "country_need",
        "select 'named' as part, count(*) filter (is_listed) as value from marts.country_need",
        f"select 'named' as part, count(*) as value from {LISTED} where country_code is not null",
    ),
    Recount(
        "records here",
        "lists",
        "select list_name as part, records_count as value from marts.lists",
        "select list_name as part, count(distinct project_id) as value from core.projects inner join core.lists "
        "using (list_name) where is_current group by all",
    ),
    Recount(
        "records read, those about soils, and other aid",
        "list_coverage",
        f"select concat(list_name, ' ', part) as part, fsum(value) as value from (from marts.list_coverage {MEASURES}) group by all",
        "select concat(list_name, ' ', part) as part, arg_max(value, (records, ships)) as value from (select *, records_count "
        f"as records from {ACCOUNTS}) unpivot (value for part in (records_count, soil_records_count, other_committed_eur)) group by all",
    ),
)  # fmt: skip
