-- Which projects were admitted, in which versions, and what is known of the one that counts?
-- The register of assessments takes precedence over what the project says of itself.
with objectives as (
    select
        project_objectives.project_id,
        array_to_string(list_sort(list(project_objectives.objective_code)), ';') as objectives,
        min(project_objectives.link_basis) as link_basis,
        min(project_objectives.rule_id) as rule_id
    from core.project_objectives
    group by all
),

places as (
    select
        placements.project_id,
        nullif(array_to_string(list_sort(list_distinct(list(placements.country_code))), ';'), '') as countries,
        nullif(array_to_string(list_sort(list_distinct(list(placements.region_code))), ';'), '') as regions
    from marts.placements
    group by all
),

money as (
    select
        counted_ground_cash.project_id,
        fsum(counted_ground_cash.amount_eur) filter (counted_ground_cash.state = 'committed') as committed_eur,
        fsum(counted_ground_cash.amount_eur) filter (counted_ground_cash.state = 'disbursed') as disbursed_eur
    from core.counted_ground_cash
    group by all
),

assessed as (
    select
        assessments.project_id,
        any_value(assessments.assessment_result) filter (assessments.is_current) as assessment_result,
        bool_or(assessments.has_letter_of_support) as has_letter_of_support,
        bool_or(assessments.is_published_opportunity) as is_published_opportunity
    from core.assessments
    group by all
),

-- Links and money belong to the version that counts: the others have no identifier to join on.
versions as (
    select projects.*, case when projects.is_current then projects.project_id end as current_id
    from core.projects
)

select
    versions.project_id,
    versions.version,
    versions.is_current,
    versions.title,
    versions.kind,
    versions.summary,
    versions.lead_id,
    versions.lead_name,
    objectives.objectives,
    objectives.link_basis,
    objectives.rule_id,
    places.countries,
    places.regions,
    versions.starts_on,
    versions.ends_on,
    versions.asked_amount,
    versions.currency_code,
    versions.asked_eur,
    money.committed_eur,
    money.disbursed_eur,
    versions.sic_stage,
    coalesce(assessed.assessment_result, versions.assessment_result) as assessment_result,
    versions.call_code,
    coalesce(assessed.has_letter_of_support, versions.has_letter_of_support) as has_letter_of_support,
    coalesce(assessed.is_published_opportunity, versions.is_published_opportunity) as is_published_opportunity,
    versions.sdgs,
    versions.practices,
    versions.area_ha,
    versions.soc_increase,
    versions.soc_avoided_loss,
    versions.soc_unit,
    versions.beneficiaries_count,
    versions.activity_status_code,
    versions.sectors,
    versions.policy_markers,
    versions.tags,
    versions.submitted_on,
    versions.updated_on,
    versions.soil_relevance,
    versions.soil_rules,
    versions.soil_words,
    versions.soil_places,
    versions.soil_basis,
    versions.soil_reason,
    versions.list_name,
    versions.list_reference,
    versions.source_link,
    versions.other_references,
    versions.counted_in_project,
    versions.is_outdated_plan,
    versions.origin,
    versions.source_file,
    versions.source_sheet,
    versions.source_row,
    versions.received_at
from versions
left join objectives on objectives.project_id = versions.current_id
left join places on places.project_id = versions.current_id
left join money on money.project_id = versions.current_id
left join assessed on assessed.project_id = versions.current_id
order by versions.project_id, versions.version
