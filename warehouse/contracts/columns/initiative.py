"""Partnerships, calls, budgets and counts of the Initiative."""

from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("partnership_number", "integer", "Number", "Number in the published list", least=1),
    Column("country_or_kind", "text", "Country or kind", "As the list gives it"),
    Column("agreement_text", "text", "Agreement", "As published"),
    Column("agreement_types", "text", "Kind of agreement", "Types of agreement, separated by ;"),
    Column("duration_years", "number", "Duration", "Agreed duration", unit="years", least=0),
    Column("is_end_computed", "boolean", "End computed", "Computed from the signature and the duration?"),
    Column("days_to_end", "integer", "Days to the end", "Below zero: ended", unit="days"),
    Column(
        "standing",
        "text",
        "Standing",
        "Where the agreement stands on the as-of date",
        values=("in_force", "ending_within_12_months", "ended", "undated"),
    ),
    Column("call_code", "text", "Call", "Number of the call for projects"),
    Column("opened_on", "date", "Opened", "When the call opened"),
    Column("closed_on", "date", "Closed", "When the call closed"),
    Column("received_count", "integer", "Received", "Projects received by the call", least=0),
    Column("in_line_count", "integer", "In line", "Projects judged in line", least=0),
    Column("recommendations_count", "integer", "Recommendations", "Projects given recommendations only", least=0),
    Column("modality", "text", "Modality", "1 new, seeking funds; 2 ongoing, seeking recognition"),
    Column("assessed_on", "date", "Assessed", "Date of the report"),
    Column("budget_year", "integer", "Year", "Year of the budget"),
    Column("item", "text", "Item", "Item of the budget"),
    Column("budget_eur", "number", "Amount", "Amount of the item", unit="EUR"),
    Column("partners_count", "integer", "Partners", "Partner organisations", least=0),
    Column(
        "initiative_members_count", "integer", "Members", "Members of the Consortium, counted within partners", least=0
    ),
    Column("countries_count", "integer", "Countries", "Countries", least=0),
)
