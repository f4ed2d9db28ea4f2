"""Which columns of the registers are figures of the release, by their families, and which columns are their keys.

Does not belong here: registers whose rows are what somebody sent (projects, findings, sources): such a row is found by its
file and row, and is no figure.
"""

from dashboard.rendering.figures import Figured

OBJECTIVE = ("objective_code",)
COUNTRY = ("country_code",)
TOTALS = Figured(
    {
        "projects_count": "objective_projects",
        "asked_eur": "objective_asked",
        "committed_eur": "objective_committed",
        "disbursed_eur": "objective_disbursed",
        "gap_eur": "objective_missing",
    },
    OBJECTIVE,
)
FUNDERS = Figured(
    {
        "pledged_eur": "funder_pledged",
        "committed_eur": "funder_committed",
        "disbursed_eur": "funder_disbursed",
        "tied_eur": "funder_tied",
        "contributions_count": "funder_contributions",
        "unconverted_count": "funder_unconverted",
    },
    ("funder_name",),
)
CONCENTRATION = Figured(
    {
        "funders_count": "funders",
        "given_eur": "given_to",
        "largest_share": "largest_share",
        "agreements_count": "agreements_with",
        "expiring_agreements_count": "expiring_with",
    },
    OBJECTIVE,
)
SEATS = Figured(
    {
        "vacant_leader_seats_count": "vacant_leaders",
        "vacant_representative_seats_count": "vacant_representatives",
        "reports_due_count": "due_reports",
        "reports_sent_count": "sent_reports",
        "leader_seats_count": "leader_seats",
        "representative_seats_count": "representatives",
        "members_count": "members",
        "activities_90_days_count": "activities_90",
        "activities_365_days_count": "activities_365",
    },
    OBJECTIVE,
)
FACILITIES = Figured({"assessed_count": "facility_assessed", "committed_eur": "facility_committed"}, ("facility_code",))
COUNTRIES = Figured(
    {"projects_count": "country_projects", "committed_eur": "country_committed", "disbursed_eur": "country_disbursed"},
    COUNTRY,
)
NEEDS = Figured(
    {
        "debt_rank": "debt_rank",
        "soc_debt_mt": "debt",
        "four_per_mille_mt_per_year": "per_mille",
        "core_count": "core_records",
        "contributing_count": "contributing_records",
        "soils_eur": "soils_eur",
        "policy_loans_eur": "policy_loans",
        "preparation_count": "prepared",
        "preparation_eur": "prepared_eur",
    },
    COUNTRY,
)
PROGRESS = Figured(
    {
        "baseline_value": "baseline",
        "latest_value": "latest",
        "target_value": "target",
        "expected_value": "expected",
        "pace": "pace",
        "required_per_year": "required",
        "observed_per_year": "observed",
        "acceleration": "acceleration",
        "projected_year": "projected_year",
        "points_count": "points",
    },
    ("indicator_code", "horizon"),
)
PARTNERSHIPS = Figured({"days_to_end": "days_to_end"}, ("partnership_number",))
FINDINGS = Figured({"findings_count": "findings"}, ("stream", "source_file", "rule_id", "severity"))
RECONCILIATION = Figured(
    {"total_value": "total", "parts_value": "parts", "difference": "difference"}, ("total_code", "cut")
)
PUBLISHERS = Figured(
    {
        "records_count": "publisher_records",
        "core_count": "publisher_core",
        "countries_count": "publisher_countries",
        "practices_count": "publisher_practices",
        "first_year": "publisher_since",
        "sized_count": "publisher_sized",
        "lower_eur": "publisher_lower",
        "median_eur": "publisher_median",
        "upper_eur": "publisher_upper",
    },
    ("publisher",),
)
