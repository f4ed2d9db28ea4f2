"""Sums of money, coverage by objective and place, and what funders ask: gaps, stages, concentration, likely doubles."""

from warehouse.contracts.codes import ASSESSMENT_RESULTS, COVERAGE_STATES, SCORE_LACKS, SIC_STAGES
from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("projects_count", "integer", "Projects", "Projects", least=0),
    Column("contributions_count", "integer", "Contributions", "Rows of money", least=0),
    Column("unconverted_count", "integer", "Not converted", "Rows of money without a rate, not in the sum", least=0),
    Column("funders_count", "integer", "Funders", "Distinct funders", least=0),
    Column("pledged_eur", "number", "Pledged", "Pledged", unit="EUR"),
    Column("committed_eur", "number", "Committed", "Committed", unit="EUR"),
    Column("disbursed_eur", "number", "Disbursed", "Disbursed, net", unit="EUR"),
    Column(
        "gap_eur", "number", "Gap", "Asked less committed to what was sent; below zero is over-subscribed", unit="EUR"
    ),
    Column(
        "unmet_eur",
        "number",
        "Unmet",
        "Asked less committed, project by project and never below zero",
        unit="EUR",
        least=0,
    ),
    Column("funding_count", "integer", "Rows of funding", "Rows committed or disbursed, converted or not", least=0),
    Column("agreements_count", "integer", "Agreements", "Agreements in force with the funders", least=0),
    Column(
        "expiring_agreements_count", "integer", "Expiring agreements", "Agreements ending within 12 months", least=0
    ),
    Column("is_covered", "boolean", "Reported on", "Did a report name the objective and the region?"),
    Column("coverage_state", "text", "Coverage", "State of the field of the grid", values=COVERAGE_STATES),
    Column(
        "gap_score",
        "number",
        "Gap score",
        "0 to 100, mean of the parts that have data; none with fewer than two projects or three parts",
        unit="points",
        least=0,
        most=100,
    ),
    Column(
        "score_lacks",
        "text",
        "Lacks for a score",
        "Why there is no gap score: fewer than two projects, fewer than three parts with data, or both",
        values=SCORE_LACKS,
    ),
    Column("shortfall_part", "number", "Shortfall in progress", "1 - pace, bounded", unit="0 to 1", least=0, most=1),
    Column("unmet_part", "number", "Unmet requirement", "gap / asked, bounded", unit="0 to 1", least=0, most=1),
    Column("thinness_part", "number", "Thinness", "1 / distinct funders", unit="0 to 1", least=0, most=1),
    Column(
        "staleness_part", "number", "Staleness", "Age of data / maximum age, bounded", unit="0 to 1", least=0, most=1
    ),
    Column(
        "expiry_part", "number", "Expiring agreements", "Share ending within 12 months", unit="0 to 1", least=0, most=1
    ),
    Column("latest_reported_on", "date", "Latest", "Newest date reported"),
    Column("objectives", "text", "Objectives", "Codes of the objectives, separated by ;"),
    Column("countries", "text", "Countries", "Codes of the countries, separated by ;"),
    Column("regions", "text", "Regions", "Codes of the regions, separated by ;"),
    Column("funders", "text", "Funders", "Names of the funders, separated by ;"),
    Column("stage", "text", "Stage", "Stage of the Strategy Implementation Cycle", values=SIC_STAGES),
    Column(
        "assessment",
        "text",
        "Assessment",
        "Result of the formative assessment; advice, not funding",
        values=ASSESSMENT_RESULTS,
    ),
    Column("stage_since_on", "date", "In this stage since", "First report of the stage without a break"),
    Column(
        "days_in_stage",
        "integer",
        "Days in this stage",
        "At least so many days; missing without a date",
        unit="days",
        least=0,
    ),
    Column(
        "is_stuck",
        "boolean",
        "Stuck",
        "Presented for more than 180 days and no funder has answered; missing without a date",
    ),
    Column("lacks_feedback", "boolean", "Lacks an answer", "Presented, and no answer of a funder is reported"),
    Column("given_eur", "number", "Given", "Sum in the state of the row", unit="EUR"),
    Column("largest_funder_id", "text", "Largest funder", "Identifier of the funder with the largest share"),
    Column("largest_funder_name", "text", "Largest funder", "Name of the funder with the largest share"),
    Column(
        "largest_share",
        "number",
        "Share of the largest",
        "Part of the money that comes from the largest funder",
        unit="0 to 1",
        least=0,
        most=1,
    ),
    Column("giver", "text", "Giver", "Identifier of the giver, or the key of its name where it has none"),
    Column("receiver", "text", "Receiver", "Identifier of the receiver, or the key of its name where it has none"),
    Column(
        "difference_share",
        "number",
        "Difference",
        "Difference of the two amounts over the larger",
        unit="0 to 1",
        least=0,
        most=1,
    ),
    Column("alike_count", "integer", "Rows alike", "Rows of the group, the two shown among them", least=2),
    Column("alike_files_count", "integer", "Files", "Files in which the rows of the group stand", least=2),
)
