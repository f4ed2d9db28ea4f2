"""Progress of indicators, objectives and goals against the horizons."""

from warehouse.contracts.codes import REASONS, STATUSES
from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("horizon", "integer", "Horizon", "Target year"),
    Column("baseline_on", "date", "Baseline date", "Last day of the baseline year"),
    Column("latest_value", "number", "Latest value", "Latest approved observation", unit="unit of the indicator"),
    Column("latest_on", "date", "Latest date", "Date of the latest approved observation"),
    Column("target_value", "number", "Target", "Value to reach by the horizon", unit="unit of the indicator"),
    Column("target_on", "date", "Target date", "Last day of the horizon"),
    Column(
        "expected_value",
        "number",
        "Expected today",
        "Value of the even path on the as-of date",
        unit="unit of the indicator",
    ),
    Column(
        "expected_at_latest",
        "number",
        "Expected then",
        "Value of the even path on the date of the latest value",
        unit="unit of the indicator",
    ),
    Column("pace", "number", "Pace", "Share of the journey divided by share of the time", unit="1 = on the even path"),
    Column("status", "text", "Status", "Class of progress", values=STATUSES),
    Column("reason", "text", "Reason", "Why it cannot be assessed", values=REASONS),
    Column("required_per_year", "number", "Required per year", "(T - v) / time left", unit="unit per year"),
    Column("observed_per_year", "number", "Observed per year", "(v - b) / time gone", unit="unit per year"),
    Column("acceleration", "number", "Acceleration", "Required divided by observed", unit="factor"),
    Column("projected_on", "date", "Projected date", "When the target is reached at the observed rate"),
    Column("projected_year", "integer", "Projected year", "Year in which the target is reached at the observed rate"),
    Column("attainment_share", "number", "Attainment", "v / T where T is above zero", unit="share"),
    Column("points_count", "integer", "Points", "Approved observations up to the as-of date", least=0),
    Column("age_days", "integer", "Age", "Age of the latest value on the as-of date", unit="days"),
    Column("days_overdue", "integer", "Days overdue", "Days since the oldest open step was due", unit="days"),
    Column(
        "shortfall_carried",
        "number",
        "Shortfall carried over",
        "Missing from the 2030 target when the second leg starts",
        unit="unit of the indicator",
    ),
    Column(
        "compound_status",
        "text",
        "Status by compound growth",
        "Status by the ratio of compound growth rates",
        values=STATUSES,
    ),
    Column("is_sensitive", "boolean", "Depends on the method", "Linear and compound growth give a different status"),
    Column("method", "text", "Method", "Which formula was applied"),
    Column(
        "headline_indicator_code", "text", "Headline indicator", "The indicator that gives the objective its status"
    ),
    Column("assessed_count", "integer", "Assessed", "How many of them can be assessed", least=0),
    Column("indicators_count", "integer", "Indicators", "How many indicators there are", least=0),
    Column("objectives_count", "integer", "Objectives", "How many objectives there are", least=0),
    Column("achieved_count", "integer", "Achieved", "Objectives with this status", least=0),
    Column("on_track_count", "integer", "On track", "Objectives with this status", least=0),
    Column("acceleration_needed_count", "integer", "Acceleration needed", "Objectives with this status", least=0),
    Column("limited_progress_count", "integer", "Limited progress", "Objectives with this status", least=0),
    Column("moving_away_count", "integer", "Moving away", "Objectives with this status", least=0),
    Column("cannot_be_assessed_count", "integer", "Cannot be assessed", "Objectives with this status", least=0),
    Column("worst_objective_code", "text", "Worst objective", "The assessed objective with the worst status"),
)
