"""The marts: one question each, public columns only. Parts add up: what belongs to nothing is a row of its own."""

from warehouse.contracts.columns import COLUMNS
from warehouse.contracts.core import (
    CONTEXT_FACT,
    LIST,
    LIST_COVERAGE,
    OPEN_RECORD,
    ORIGINS_OF_TERMS,
    PRACTICE,
    PROJECT_PLACE,
    RELEVANCE_MEASURE,
    TRANSACTION,
)
from warehouse.contracts.table import Table, table

PLACE = "origin source_file source_sheet? source_row"
CLASS_COUNTS = (
    "achieved_count on_track_count acceleration_needed_count limited_progress_count moving_away_count "
    "cannot_be_assessed_count"
)


def _mart(name: str, grain: str, key: str, columns: str) -> Table:
    return table(f"marts.{name}", grain, key, columns, COLUMNS)


MARTS: tuple[Table, ...] = (
    _mart("goals", "One row per goal and horizon: how many objectives stand where.", "goal_code horizon",
          f"goal_code horizon label_en label_fr? label_es? statement statement_fr? statement_es? objectives_count {CLASS_COUNTS} worst_objective_code?"),
    _mart("objectives", "One row per objective and horizon: the headline and the words of the strategy.",
          "objective_code horizon",
          "objective_code horizon goal_code facility_code? label_en label_fr? label_es? summary? baseline_text? "
          "target_2030_text? target_2050_text? wording_status source status reason? headline_indicator_code? "
          "assessed_count indicators_count days_overdue?"),
    _mart("indicators", "One row per indicator.", "indicator_code",
          "indicator_code objective_code label_en label_fr? label_es? kind unit denominator? baseline_year? baseline_value? "
          f"target_2030? target_2050? source_of_values certainty maximum_age_days caveat? direction? {ORIGINS_OF_TERMS}"),
    _mart("terms", "One row per term of an indicator: published, adopted (each report of it) or reported.",
          "indicator_code item term_origin in_force_from version",
          "indicator_code objective_code item=term_item value=term_value unit? term_origin standing=term_standing "
          "in_force_from? decided_by? decided_on? source? replaced_value? version? note? "
          "origin? source_file? source_sheet? source_row?"),
    _mart("objective_progress", "One row per objective, indicator and horizon.",
          "objective_code indicator_code horizon",
          "objective_code indicator_code horizon baseline_value? baseline_year? baseline_on? latest_value? latest_on? "
          "baseline_origin? baseline_adopted_on? target_value? target_on? target_origin? target_adopted_on? expected_value? expected_at_latest? pace? status reason? required_per_year? "
          "observed_per_year? acceleration? projected_on? projected_year? attainment_share? points_count age_days? "
          "days_overdue? shortfall_carried? compound_status? is_sensitive? method"),
    _mart("milestones", "One row per dated step.", "milestone_code",
          "milestone_code indicator_code label_en label_fr? label_es? due_on? state=milestone_state reached_on? as_of? source? "
          f"days_overdue? {PLACE}"),
    _mart("observations", "One row per accepted observation.", "observation_id",
          "observation_id indicator_code observed_on value=observed_value? numerator? denominator=denominator_value? "
          f"country_code? region_code? status=approval basis evidence? note? {PLACE}"),
    _mart("derivations", "One row per fact a derived indicator counted or left out.",
          "indicator_code observed_on part table_name row_key",
          "indicator_code observation_id? observed_on? part table_name row_key fact_on? counted_value? "
          "is_counted=is_fact_counted why parameters=why_parameters? origin? source_file? source_sheet? source_row?"),
    _mart("ndc_mentions", "One row per party and thing its NDC content mentions.", "country_code mention",
          "country_code label_en? region_code? mention is_counted=is_mention_counted sub_sectors? question_codes? cells_count "
          f"source {PLACE}"),
    _mart("context_facts", "One row per published fact that stands beside an indicator and is not it.", "fact_id",
          f"{CONTEXT_FACT} {PLACE}"),
    _mart("project_places", "One row per place of a project.", "project_id place_name latitude longitude", PROJECT_PLACE),
    _mart("coverage_gaps", "One row per objective and region, with rows for what is linked to no objective or no region.",
          "objective_code region_code",
          "objective_code? region_code? projects_count asked_eur? pledged_eur? committed_eur? disbursed_eur? gap_eur? "
          "unmet_eur? contributions_count unconverted_count funding_count funders_count agreements_count "
          "expiring_agreements_count is_covered status? pace? coverage_state latest_reported_on? gap_score? score_lacks? "
          "shortfall_part? unmet_part? thinness_part? staleness_part? expiry_part?"),
    _mart("placements", "One row per current project, objective and place: the part of its money that counts there.",
          "project_id objective_code region_code country_code",
          "project_id objective_code? region_code? country_code? placed_share"),
    _mart("money_placements",
          "One row per project, what its transactions say of their own place and sectors, objective and place.",
          "project_id placed_by objective_code region_code country_code",
          "project_id placed_by? objective_code? region_code? country_code? placed_share"),
    _mart("country_coverage", "One row per objective and country named by a project.", "objective_code country_code",
          "objective_code? country_code? region_code? projects_count asked_eur? pledged_eur? committed_eur? disbursed_eur? gap_eur? "
          "unmet_eur? contributions_count unconverted_count funding_count funders_count latest_reported_on?"),
    _mart("investments", "One row per objective, funder, year, which money and its state; cash only.",
          "objective_code funder_id year money_stream state",
          "objective_code? funder_id? funder_name? year? money_stream state amount_eur? contributions_count "
          "unconverted_count"),
    _mart("concentration", "One row per objective, and one without: how much rests on its largest funder.", "objective_code",
          "objective_code? state? funders_count given_eur? largest_funder_id? largest_funder_name? largest_share? "
          "agreements_count expiring_agreements_count unconverted_count"),
    _mart("likely_doubles", "One row per group of rows of money that may be one grant, with the two that somebody must look at first.",
          "contribution_id_a contribution_id_b",
          "contribution_id_a=contribution_id contribution_id_b=contribution_id giver receiver? project_id? year "
          "state amount_a=amount currency_code_a=currency_code amount_eur_a=amount_eur? amount_b=amount "
          "currency_code_b=currency_code amount_eur_b=amount_eur? difference_share source_file_a=source_file "
          "source_row_a=source_row source_file_b=source_file source_row_b=source_row alike_count? alike_files_count?"),
    _mart("practices", "One row per practice that keeps or improves soils.", "practice_code", PRACTICE),
    _mart("lists", "One row per list of projects that can be read as its publisher makes it.", "list_name",
          f"{LIST} records_count"),
    _mart("list_coverage", "One row per list and country it names: what was read, also what is not about soils.",
          "list_name country_code", LIST_COVERAGE),
    _mart("relevance_measures", "One row per list and class: how well the rules of relevance find what readers find.",
          "list_name class", f"{RELEVANCE_MEASURE} {PLACE}"),
    _mart("soil_records", "One row per open record about soils and place: the part of its money that counts there.",
          "project_id country_code region_code",
          "project_id country_code? region_code? soil_relevance=soil_grade is_in_preparation year=approval_year? publisher? "
          "committed_eur? policy_loans_eur? preparation_eur? unconverted_count"),
    _mart("soil_activity", "One row per place, practice, grade, year and publisher of open records about soils.",
          "country_code region_code practice_code soil_relevance year publisher",
          "country_code? region_code? practice_code? soil_relevance=soil_grade year=approval_year? publisher? projects_count "
          "committed_eur? policy_loans_eur? preparation_count preparation_eur? unconverted_count"),
    _mart("country_need", "One row per country with soil figures or in a list: what its soils lost, and what is done there.",
          "country_code",
          "country_code region_code? soil_area_mha? soc_mean_t_ha? soc_stock_mt? soc_stock_no_landuse_mt? soc_change_mt? "
          "soc_debt_mt? debt_rank? four_per_mille_mt_per_year? core_count contributing_count core_eur? contributing_eur? "
          "policy_loans_eur? preparation_count preparation_eur? is_listed lists? source?"),
    _mart("support", "One row per form of support other than cash and its giver.", "form funder_name",
          "form funder_name fte? valuation_eur? contributions_count note?"),
    _mart("opportunities", "One row per open project seeking money.", "project_id",
          "project_id title lead? objectives? countries? regions? stage? asked_eur? committed_eur? gap_eur? assessment? "
          "has_letter_of_support? sdgs? funders? updated_on? starts_on? ends_on?"),
    _mart("pipeline", "One row per objective and current project with a stage of the cycle.", "objective_code project_id",
          "objective_code project_id title stage stage_since_on? days_in_stage? is_stuck? lacks_feedback link_basis"),
    _mart("task_forces", "One row per objective and its task force.", "objective_code",
          "objective_code leader_seats_count? vacant_leader_seats_count? representative_seats_count? "
          "vacant_representative_seats_count? members_count? activities_90_days_count? activities_365_days_count? "
          "reports_due_count? reports_sent_count? latest_report_on? is_report_late? latest_reported_on? delphi_activities_count? delphi_without_project_count? idea_count presented_count feedback_received_count "
          "full_proposal_count funded_count implementing_count completed_count side_exit_count no_stage_count"),
    _mart("seats", "One row per seat that a task force with a reported member is expected to have.",
          "objective_code task_force_role region_code",
          "objective_code task_force_role region_code? is_seat_filled vacant_since_on?"),
    _mart("delphi_activities", "One row per activity of the Delphi implementation strategies.", "delphi_item_id",
          f"delphi_item_id objective_code summary category? projects? projects_count {PLACE}"),
    _mart("partnerships", "One row per agreement.", "partnership_number",
          "partnership_number organisation_name country_or_kind? agreement_text? agreement_types? starts_on? duration_years? "
          f"ends_on? is_end_computed days_to_end? standing fte? note? source? {PLACE}"),
    _mart("facilities", "One row per facility, with the progress and money of the objectives under it.", "facility_code",
          "facility_code label_en? label_fr? label_es? kind objectives? purpose lead caveat? source objectives_count "
          "assessed_count worst_objective_code? projects_count committed_eur? disbursed_eur?"),
    _mart("projects", "One row per accepted version of a project.", "project_id version",
          "project_id version is_current title kind? summary? lead_id? lead_name? objectives? link_basis? rule_id? countries? "
          "regions? starts_on? ends_on? asked_amount? currency_code? asked_eur? committed_eur? disbursed_eur? sic_stage? "
          "assessment_result? call_code? has_letter_of_support? is_published_opportunity? sdgs? practices? area_ha? soc_increase? soc_avoided_loss? soc_unit? "
          "beneficiaries_count? activity_status_code? sectors? policy_markers? tags? submitted_on? updated_on? "
          f"{OPEN_RECORD} {PLACE} received_at"),
    _mart("project_objectives", "One row per current project and objective.", "project_id objective_code",
          "project_id objective_code objective_share is_primary split_basis link_basis rule_id?"),
    _mart("project_countries", "One row per current project and country, or region where no country is named.",
          "project_id country_code region_code", "project_id country_code? region_code? country_share split_basis"),
    _mart("contributions", "One row per accepted transaction or contribution, of every type.", "contribution_id",
          "contribution_id project_id? grant_id? funder_id? funder_name? receiver_id? receiver_name? money_stream form "
          "state? transaction_type_code? amount? currency_code? fte? value_on? rate? rate_on? rate_source? "
          "amount_eur? is_counted not_counted_reason? counted_in? also_reported_in? passed_on_from? passed_on_eur? "
          f"confidence? {TRANSACTION} {PLACE}"),
    _mart("calls", "One row per call for projects.", "call_code",
          f"call_code opened_on? closed_on? received_count? in_line_count? recommendations_count? source? {PLACE}"),
    _mart("budgets", "One row per year and item of the budget of the Initiative.", "budget_year item",
          f"budget_year item budget_eur source? {PLACE}"),
    _mart("partner_counts", "One row per published count of partners, members and countries.",
          "as_of partners_count source",
          f"as_of? partners_count? initiative_members_count? countries_count? note? source? {PLACE}"),
    _mart("regions", "One row per region of the scheme in use.", "region_code",
          "region_code label_en label_fr? label_es? sequence"),
    _mart("countries", "One row per country or area.", "country_code",
          "country_code country_alpha2 label_en label_fr? label_es? region_code?"),
    _mart("problems", "One row per finding in a file, a row or a cell of it.", key="",
          columns="rule_id severity origin stream source_file source_sheet? source_row? column? value? message fix parameters? field=stream_field? rows_count is_open closed_in?"),
    _mart("reconciliation", "One row per total and way of splitting it.", "total cut",
          "total cut unit total_value? parts_value? difference? difference_reason? left_out_count? of_count? unconverted_count? "
          "unplaced_eur? assumed_eur? explanation"),
    _mart("exclusions", "One row per total and reason for which something of it is left out.", "total left_out_reason",
          "total unit left_out_reason left_out_value? left_out_count"),
    _mart("sources", "One row per input file and kind of data.", "origin source_file stream",
          "origin source_file stream as_of? received_at rows_read rows_admitted rows_set_aside rows_held rows_mended transactions_read? "
          "transactions_admitted? transactions_set_aside? transactions_held? newest_on? is_stale status=source_status refusal?"),
    _mart("figures", "One row per figure that a page or paper shows: where it comes from and what it is.", "figure_id",
          "figure_id table_name=asked_table measure filter value=figure_value? text_value? unit=figure_unit "
          "meaning=figure_meaning"),
    table("meta.inputs", "One row per input of this release: a file, a statement on files, a reviewed file, a mapping.",
          "input_kind origin input_name received_order", "input_kind origin? input_name sha256 replaces? received_order?", COLUMNS),
    table("meta.release", "One row: this release.", "release_id",
          "release_id built_at as_of code_version rules_version inputs_sha256 is_demonstration", COLUMNS),
)  # fmt: skip

VIEWS_OF_MARTS: tuple[Table, ...] = (
    _mart("placed_ground_cash",
          "One row per contribution to the ground that enters a sum, and objective and place where a part of it counts.",
          "contribution_id objective_code region_code country_code",
          "contribution_id funder_id? funder_name? funder_key? state value_on? amount_eur? objective_code? region_code? "
          "country_code? kind?"),
)  # fmt: skip
