"""The codes that columns allow: statuses, reasons, states, forms, stages and what else is chosen from a list."""

STATUSES = (
    "achieved",
    "on_track",
    "acceleration_needed",
    "limited_progress",
    "moving_away",
    "cannot_be_assessed",
)
REASONS = (
    "wording_not_available",
    "no_target",
    "no_baseline",
    "no_observation",
    "baseline_is_latest",
    "target_equals_baseline_not_held",
    "denominator_missing",
    "stale",
    "not_started",
    "only_unapproved",
)
TERM_ITEMS = (
    "baseline",
    "baseline_year",
    "target_2030",
    "target_2050",
    "step_2030",
    "step_2050",
    "wording",
    "denominator",
    "unit",
    "kind",
    "direction",
    "maximum_age_days",
)
TERM_ORIGINS = ("published", "adopted", "reported", "derived")
TERM_STANDINGS = (
    "in_force",
    "not_yet",
    "replaced",
    "sent_again",
    "strategy_publishes",
    "wrong_side",
    "other_unit",
    "no_such_term",
)
SCORE_LACKS = ("projects", "parts", "projects;parts")
COVERAGE_STATES = (
    "nothing_reported",
    "no_activity",
    "activity_unfunded",
    "partly_funded",
    "funded",
    "funding_without_activity",
)
MONEY_STATES = ("asked", "pledged", "committed", "disbursed")
MONEY_STREAMS = ("ground", "initiative")
MONEY_FORMS = ("cash", "secondment", "office", "other_in_kind")
SIC_STAGES = (
    "idea",
    "presented",
    "feedback_received",
    "full_proposal",
    "funded",
    "implementing",
    "completed",
    "declined",
    "withdrawn",
    "on_hold",
)
ASSESSMENT_RESULTS = ("not_submitted", "submitted", "under_assessment", "in_line", "recommendations")
SPLIT_BASES = ("stated", "assumed")
LINK_BASES = ("declared", "inferred")
SOIL_RELEVANCES = ("core", "contributing", "none")
SOIL_BASES = ("rules", "extract", "decision")
SOIL_GRADES = ("core", "contributing")
RELEVANCE_CLASSES = ("core", "relevant")
ORIGINS = ("record", "iati", "inbox")
INPUT_KINDS = ("file", "replacement", "strategy", "context", "rates", "mapping")
DIFFERENCE_REASONS = (
    "even",
    "nothing_converted",
    "parts_differ",
    "by_reason",
    "no_longer_asked",
    "not_converted",
    "rows_differ",
    "each_cell",
)
NOT_COUNTED_REASONS = (
    "no_state",
    "superseded",
    "same_file",
    "same_row",
    "updated",
    "same_grant",
    "decided_same",
    "equal_transaction",
    "same_as_parent",
    "passed_on",
    "cancelled",
    "suspended",
    "loan",
    "guarantee",
    "repayment",
    "interest",
    "policy_loan",
    "in_other_list",
    "not_cash",
    "no_amount",
)
# Why something of a total is left out: its row does not count, its project asks no more, its currency is not converted.
LEFT_OUT_REASONS = (
    *(reason for reason in NOT_COUNTED_REASONS if reason != "not_cash"),
    "given_up",
    "over",
    "nothing_asked",
    "fully_funded",
    "no_currency",
    "no_date",
    "no_rate",
)
# Why a derived indicator counts a fact, or leaves it out.
FACT_REASONS = (
    "no_date",
    "in_future",
    "reported_value_used",
    "in_line_supported",
    "in_line_unsupported",
    "not_in_line",
    "project_counted_in_year",
    "number_without_projects",
    "no_dated_assessment",
    "awareness_event",
    "same_event",
    "first_contact",
    "earlier_contact_counted",
    "no_institution",
    "newest_meeting",
    "later_meeting_counted",
    "no_region",
    "region_in_use",
    "no_register",
    "not_registered_partner",
    "first_in_force",
    "other_agreement_counted",
    "no_end_stated",
    "ended",
    "not_begun",
    "carries_out_in_line",
    "other_project_counted",
    "project_not_in_line",
    "not_under_way",
    "not_carrying_out",
    "partner",
    "not_a_partner",
    "partner_status_not_stated",
    "committed_in_year",
    "no_comparison",
    "not_converted",
    "tied_to_no_objective",
    "tied_by_rule_only",
)
SEVERITIES = ("error", "warning", "info")
