"""Which columns each register shows, in which order; names as in the contracts."""

from warehouse.contracts import TABLES

OBJECTIVES = (
    "objective_code",
    "horizon",
    "label_en",
    "status",
    "reason",
    "headline_indicator_code",
    "assessed_count",
    "indicators_count",
    "days_overdue",
)
PARTNER_COUNTS = ("as_of", "partners_count", "initiative_members_count", "countries_count", "note", "source")
BUDGETS = ("budget_year", "item", "budget_eur", "source")
SUPPORT = ("funder_name", "form", "fte", "valuation_eur", "note")
COUNTRIES = ("label", "projects_count", "committed_eur", "disbursed_eur")
FUNDERS = (
    "funder_name",
    "pledged_eur",
    "committed_eur",
    "disbursed_eur",
    "tied_eur",
    "contributions_count",
    "unconverted_count",
)
TOTALS = ("objective_code", "label", "projects_count", "asked_eur", "committed_eur", "disbursed_eur", "gap_eur")
PROGRESS = (
    "indicator_code",
    "horizon",
    "status",
    "reason",
    "unit",
    "baseline_value",
    "latest_value",
    "latest_on",
    "target_value",
    "expected_value",
    "pace",
    "required_per_year",
    "observed_per_year",
    "acceleration",
    "projected_year",
    "points_count",
)
STEPS = ("label", "indicator_code", "due_on", "state", "reached_on", "days_overdue", "source_file", "source_row")
PROJECTS = (
    "title",
    "lead_name",
    "sic_stage",
    "link_basis",
    "rule_id",
    "objective_share",
    "committed_eur",
    "source_file",
    "source_row",
)
SEATS = (
    "objective_code",
    "label",
    "leader_seats_count",
    "vacant_leader_seats_count",
    "representative_seats_count",
    "vacant_representative_seats_count",
    "members_count",
    "activities_90_days_count",
    "activities_365_days_count",
    "reports_due_count",
    "reports_sent_count",
)
FACILITIES = (
    "facility_code",
    "label",
    "objectives",
    "lead",
    "assessed_count",
    "worst_objective_code",
    "committed_eur",
    "caveat",
)
SOURCES = (
    "source_file",
    "stream",
    "status",
    "newest_on",
    "is_stale",
    "rows_read",
    "rows_admitted",
    "rows_set_aside",
    "rows_held",
    "refusal",
)
PROBLEM_COUNTS = ("stream", "source_file", "message", "rule_id", "severity", "findings_count")
PROBLEMS = ("source_file", "source_sheet", "source_row", "column", "value", "severity", "message", "fix", "rule_id")
# Every column of a finding but its parameters, which are already in its words.
PROBLEM_ROWS = tuple(name for name in TABLES["marts.problems"].column_names if name != "parameters")
RECONCILIATION = ("total", "cut", "unit", "total_value", "parts_value", "difference", "explanation")
EXCLUSIONS = ("total", "unit", "left_out_reason", "left_out_value", "left_out_count")
RELEASES = ("release_id", "release_label", "as_of", "built_at", "code_version", "rules_version", "is_demonstration")
TABLES = ("table", "grain", "table_rows")
DICTIONARY = ("column", "title", "meaning", "unit", "values", "kind")
VECTORS = ("case", "path", "pace", "status", "acceleration")
CELL_PROJECTS = ("title", "lead_name", "sic_stage", "placed_share", "asked_here_eur", "source_file", "source_row")
CELL_CONTRIBUTIONS = (
    "funder_name",
    "project_id",
    "state",
    "amount",
    "currency_code",
    "value_on",
    "placed_share",
    "counted_here_eur",
    "source_file",
    "source_row",
)
NEEDS = (
    "label",
    "debt_rank",
    "soc_debt_mt",
    "four_per_mille_mt_per_year",
    "core_count",
    "contributing_count",
    "soils_eur",
    "policy_loans_eur",
    "preparation_count",
)
RECORDS = (
    "title",
    "soil_relevance",
    "practices",
    "publisher",
    "year",
    "ends_on",
    "committed_eur",
    "policy_loans_eur",
    "source_link",
    "source_file",
    "source_row",
)
IN_PREPARATION = (
    "title",
    "soil_relevance",
    "practices",
    "publisher",
    "preparation_eur",
    "policy_loans_eur",
    "source_link",
    "source_file",
    "source_row",
)
PLACES = ("place_name", "title", "latitude", "longitude", "precision_code", "source_link")
READ = ("label", "as_of", "records_count", "soil_records_count", "other_committed_eur")
MENTIONS = ("label", "mention", "is_counted", "sub_sectors", "cells_count")
MENTIONS_WHOLE = (*MENTIONS, "country_code", "question_codes", "source", "source_file", "source_row")
REASONS = ("why", "is_counted", "part", "facts_count")
FACTS = ("fact_on", "row_key", "part", "counted_value", "is_counted", "why", "source_file", "source_row")
COMPARISON = ("case", "path", "status", "eurostat", "open_sdg", "unsd", "sdsn")
CALLS = ("call_code", "opened_on", "closed_on", "received_count", "in_line_count", "recommendations_count", "source")
PIPELINE = (
    "title",
    "objectives",
    "stage",
    "stage_since_on",
    "days_in_stage",
    "lacks_feedback",
    "is_stuck",
    "link_basis",
)
DELPHI = ("summary", "objective_code", "category", "source_file", "source_row")
UNCONVERTED = (
    "state",
    "amount",
    "currency_code",
    "funder_name",
    "project_id",
    "value_on",
    "source_file",
    "source_row",
)
CONCENTRATION = (
    "objective_code",
    "state",
    "funders_count",
    "given_eur",
    "largest_funder_name",
    "largest_share",
    "agreements_count",
    "expiring_agreements_count",
    "unconverted_count",
)
DOUBLES = (
    "giver",
    "receiver",
    "project_id",
    "year",
    "state",
    "amount_a",
    "currency_code_a",
    "place_a",
    "amount_b",
    "currency_code_b",
    "place_b",
    "difference_share",
    "alike_count",
    "what_to_do",
)
REACHED = ("target_year", "target_value", "as_is", "low", "middle", "high")
