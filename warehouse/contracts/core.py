"""The core tables: typed, admitted, one grain each. Contact details live here and nowhere else."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from warehouse.contracts.columns import COLUMNS
from warehouse.contracts.table import Table, table

PROVENANCE = "origin source_file source_sheet? source_row source_sha256 received_at"
TRANSACTION = (
    "transaction_ref? activity_occurrence? transaction_number? provider_activity_id? receiver_activity_id? "
    "finance_type_code? transaction_countries? transaction_regions? transaction_sectors? transaction_objectives? placed_by?"
)
# Where baseline, targets and wording of an indicator come from, and when they were adopted.
ORIGINS_OF_TERMS = (
    "baseline_origin? baseline_adopted_on? target_2030_origin? target_2030_adopted_on? "
    "target_2050_origin? target_2050_adopted_on? wording_origin? wording_adopted_on? wording?"
)
# What an open record says of itself, and how its relevance to soils was judged.
OPEN_RECORD = (
    "soil_relevance? soil_rules? soil_words? soil_places? soil_basis? soil_reason? list_name? list_reference? "
    "source_link? other_references? counted_in_project? is_outdated_plan?"
)
# A published fact that is not the indicator, and why.
CONTEXT_FACT = (
    "fact_id objective_code indicator_code? label_en label_fr label_es value=context_value value_high? unit as_of "
    "why_en why_fr why_es source"
)
PROJECT_PLACE = "project_id place_name country_code? latitude longitude precision_code"
PRACTICE = "practice_code label_en label_fr label_es sequence"
LIST = "list_name label publisher licence attribution address as_of?"
LIST_COVERAGE = "list_name country_code? records_count soil_records_count other_committed_eur?"
RELEVANCE_MEASURE = (
    "list_name? class records_count readers_count agreement_kappa? precision? recall? true_count found_count hit_count"
)
DERIVED_PLACE = "origin? source_file? source_sheet? source_row?"  # a region comes from no file anybody sent


def _core(name: str, grain: str, key: str, columns: str) -> Table:
    return table(f"core.{name}", grain, key, columns, COLUMNS)


STRATEGY: tuple[Table, ...] = (
    _core("goals", "One row per goal of the strategy.", "goal_code", "goal_code label_en label_fr? label_es? statement statement_fr? statement_es?"),
    _core("objectives", "One row per objective of the strategy.", "objective_code",
          "objective_code goal_code label_en label_fr? label_es? summary? baseline_text? target_2030_text? "
          "target_2050_text? wording_status source"),
    _core("indicators", "One row per indicator of an objective.", "indicator_code",
          "indicator_code objective_code label_en label_fr? label_es? kind unit denominator? baseline_year? "
          "baseline_value? target_2030? target_2050? source_of_values certainty maximum_age_days caveat? direction?"),
    _core("milestone_steps", "One row per dated step that the strategy defines for a milestone indicator.",
          "milestone_code", "milestone_code indicator_code label_en label_fr? label_es? due_on? source"),
    _core("facilities", "One row per facility, core and global.", "facility_code",
          "facility_code label_en? label_fr? label_es? kind purpose lead source caveat?"),
    _core("facility_objectives", "One row per objective and the facility that carries it.", "objective_code",
          "facility_code objective_code"),
    _core("regions", "One row per region of the scheme in use.", "region_code",
          "region_code label_en label_fr? label_es? sequence"),
    _core("countries", "One row per country or area with an ISO 3166-1 code.", "country_code",
          "country_code country_alpha2 label_en label_fr? label_es? region_code?"),
    _core("matching_rules", "One row per rule that ties an IATI activity to an objective.", "rule_id",
          "rule_id objective_code field text_pattern rule_note"),
    _core("rates", "One row per currency and day or month: units of the currency for one US dollar.",
          "currency_code rate_on", "currency_code rate_on starts_on ends_on rate rate_source"),
    _core("ndc_mentions", "One row per party and mention in its NDC content; a party that names nothing has one row without.",
          "country_code mention",
          "country_code mention? is_counted=is_mention_counted sub_sectors? question_codes? cells_count source "
          f"{PROVENANCE}"),
    _core("context_facts", "One row per published fact that stands beside an indicator and is not it.", "fact_id",
          f"{CONTEXT_FACT} accessed_on {PROVENANCE}"),
    _core("project_places", "One row per place of a project that ships.", "project_id place_name latitude longitude",
          f"{PROJECT_PLACE} {PROVENANCE}"),
    _core("soil_carbon", "One row per country: its soil carbon of 0 to 30 cm, from published maps.", "country_code",
          "country_code soil_area_mha soc_mean_t_ha? soc_stock_mt? soc_stock_no_landuse_mt? soc_change_mt? "
          "four_per_mille_mt_per_year? source"),
    _core("practices", "One row per practice that keeps or improves soils.", "practice_code", PRACTICE),
    _core("lists", "One row per list of projects that can be read as its publisher makes it.", "list_name", LIST),
    _core("list_coverage", "One row per list that ships in part, and country it names: what was read in the whole list.",
          "list_name country_code", f"{LIST_COVERAGE} {PROVENANCE}"),
    _core("relevance_measures", "One row per list and class: how well the rules of relevance find what readers find.",
          "list_name class", f"{RELEVANCE_MEASURE} {PROVENANCE}"),
)  # fmt: skip

ADMITTED: tuple[Table, ...] = (
    _core("projects", "One row per admitted version of a project; is_current marks the one that counts.",
          "project_id version",
          "project_id version is_current title title_key? kind? summary? lead_id? lead_name? starts_on? ends_on? asked_amount? "
          "currency_code? asked_eur? sic_stage? assessment_result? call_code? has_letter_of_support? "
          "is_published_opportunity? sdgs? practices? area_ha? soc_increase? soc_avoided_loss? soc_unit? beneficiaries_count? activity_status_code? hierarchy? "
          f"sectors? policy_markers? tags? related_activities? submitted_on? updated_on? contact_name? contact_email? {OPEN_RECORD} {PROVENANCE}"),
    _core("project_objectives", "One row per current project and objective.", "project_id objective_code",
          "project_id objective_code objective_share is_primary split_basis link_basis rule_id?"),
    _core("project_countries",
          "One row per current project and country, or region where no country is named.",
          "project_id country_code region_code",
          "project_id country_code? region_code? country_share split_basis"),
    _core("project_organisations", "One row per current project, organisation and role.",
          "project_id organisation_id organisation_name role",
          "project_id organisation_id? organisation_name organisation_key? role"),
    _core("contributions", "One row per admitted transaction or contribution, of every type.", "contribution_id",
          "contribution_id project_id? grant_id? funder_id? funder_name? funder_key? receiver_id? receiver_name? receiver_key? money_stream form "
          "state? transaction_type_code? amount? currency_code? fte? value_on? rate? rate_on? rate_source? "
          f"amount_eur? is_counted not_counted_reason? counted_in? also_reported_in? passed_on_from? passed_on_eur? confidence? stands_apart? {TRANSACTION} {PROVENANCE}"),
    _core("memberships", "One row per seat in a task force.", "membership_id",
          f"membership_id objective_code task_force_role organisation_name? country_code? region_code? joined_on? left_on? "
          f"contact_name? contact_email? {PROVENANCE}"),
    _core("activities", "One row per activity of a task force or the network.", "activity_id",
          "activity_id objective_code? activity_type title? title_key? happened_on place? country_code? region_code? "
          f"organisation_name? organisation_key? note? {PROVENANCE}"),
    _core("delphi_items", "One row per item of the Delphi implementation strategies.", "delphi_item_id",
          f"delphi_item_id objective_code kind summary category? projects? {PROVENANCE}"),
    _core("observations", "One row per observation of an indicator, approved or not.", "observation_id",
          "observation_id indicator_code observed_on value=observed_value? numerator? denominator=denominator_value? "
          f"country_code? region_code? status=approval basis evidence? note? {PROVENANCE}"),
    _core("milestones", "One row per dated step of a milestone indicator.", "milestone_code",
          "milestone_code indicator_code label_en label_fr? label_es? due_on? state=milestone_state reached_on? as_of? source? "
          f"{PROVENANCE}"),
    _core("partnerships", "One row per agreement of the published list or sent since.", "partnership_number",
          "partnership_number organisation_id? organisation_name organisation_key? country_or_kind? agreement_text? agreement_types? "
          "starts_on? duration_years? "
          f"ends_on? is_end_computed fte? note? source? {PROVENANCE}"),
    _core("organisations", "One row per organisation of the register.", "organisation_id",
          "organisation_id organisation_name organisation_key? organisation_type? country_code? initiative_status? is_nonprofit? "
          f"joined_on? {PROVENANCE}"),
    _core("calls", "One row per call for projects.", "call_code",
          f"call_code opened_on? closed_on? received_count? in_line_count? recommendations_count? source? {PROVENANCE}"),
    _core("assessments", "One row per formative assessment of a project in a call.", "project_id call_code",
          "project_id call_code is_current modality? assessment_result assessed_on? has_letter_of_support? is_published_opportunity? "
          f"{PROVENANCE}"),
    _core("budgets", "One row per year and item of the budget of the Initiative.", "budget_year item",
          f"budget_year item budget_eur source? {PROVENANCE}"),
    _core("terms", "One row per report of a term adopted for an indicator; one sent again for the same day is a later version.",
          "indicator_code item in_force_from version",
          "indicator_code item=term_item in_force_from version value=term_value unit? decided_by decided_on source note? "
          f"standing=term_standing replaced_value? {PROVENANCE}"),
    _core("partner_counts", "One row per published count of partners, members and countries.",
          "as_of partners_count source", f"as_of? partners_count? initiative_members_count? countries_count? note? source? "
          f"{PROVENANCE}"),
)  # fmt: skip

ACCOUNTS: tuple[Table, ...] = (
    _core("indicators_in_force", "One row per indicator: the terms it is assessed by on the day of the run, and where they come from.",
          "indicator_code",
          "indicator_code objective_code label_en label_fr? label_es? kind unit denominator? baseline_year? "
          "baseline_value? target_2030? target_2050? source_of_values certainty maximum_age_days caveat? direction? "
          f"{ORIGINS_OF_TERMS}"),
    _core("derivations", "One row per fact a derived indicator counted or left out.",
          "indicator_code observed_on part table_name row_key",
          "indicator_code observation_id? observed_on? part table_name row_key fact_on? counted_value? "
          f"is_counted=is_fact_counted why parameters=why_parameters? {DERIVED_PLACE}"),
    _core("problems", "One row per finding in a file, row or cell.", key="",
          columns="rule_id severity origin stream source_file source_sheet? source_row? column? value? message fix parameters? field=stream_field? rows_count is_open closed_in?"),
    _core("sources", "One row per input file and stream.", "origin source_file stream",
          "origin source_file stream source_sha256 received_at as_of? rows_read rows_admitted rows_set_aside rows_held rows_mended "
          "transactions_read? transactions_admitted? transactions_set_aside? transactions_held? newest_on? is_stale status=source_status refusal?"),
)  # fmt: skip

CORE: tuple[Table, ...] = STRATEGY + ADMITTED + ACCOUNTS


def typed_strategy(written: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The reviewed tables typed, by short name; one that is not there has no rows. `milestones` are the defined steps.

    Raises ContractError where a table lacks a column or a cell is of another type.
    """
    tables = {**written, "milestone_steps": written["milestones"]}
    return {
        short: contract.shape(tables[short][contract.column_names]) if short in tables else contract.empty()
        for contract in STRATEGY
        if (short := contract.name.removeprefix("core."))
    }


def _view(name: str, grain: str, of: str) -> Table:
    """A view (`warehouse/views/core/`) with the columns of the core table whose rows it chooses."""
    return replace(next(each for each in CORE if each.name == f"core.{of}"), name=f"core.{name}", grain=grain)


VIEWS_OF_CORE: tuple[Table, ...] = (
    _view("counted_cash", "One row per contribution that enters a sum: cash, each grant once.", "contributions"),
    _view("counted_ground_cash", "One row per contribution that enters a sum and goes to the ground.", "contributions"),
)  # fmt: skip
