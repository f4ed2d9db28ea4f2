"""Money and other support: each row, its conversion and whether it is counted."""

from warehouse.contracts.codes import MONEY_FORMS, MONEY_STATES, MONEY_STREAMS, NOT_COUNTED_REASONS
from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("contribution_id", "text", "Contribution", "Identifier of the row"),
    Column("grant_id", "text", "Grant", "Identifier of the grant its parties use"),
    Column("funder_id", "text", "Funder", "Identifier of the giver; missing means not attributed to a funder"),
    Column("funder_name", "text", "Funder", "Name of the giver"),
    Column("receiver_id", "text", "Receiver", "Identifier of the receiver"),
    Column("receiver_name", "text", "Receiver", "Name of the receiver"),
    Column(
        "money_stream",
        "text",
        "Which money",
        "ground: projects; initiative: Secretariat and core facilities",
        values=MONEY_STREAMS,
    ),
    Column("form", "text", "Form", "cash and the forms never summed with it", values=MONEY_FORMS),
    Column("state", "text", "Money state", "asked, pledged, committed or disbursed", values=MONEY_STATES),
    Column("transaction_type_code", "text", "IATI type", "IATI TransactionType code"),
    Column("amount", "number", "Amount", "Amount in its own currency", unit="currency of the row"),
    Column("fte", "number", "Posts", "Seconded posts", unit="full-time equivalents", least=0),
    Column("valuation_eur", "number", "Valuation", "What its giver says it is worth; in no sum of money", unit="EUR"),
    Column("value_on", "date", "Value date", "The date the amount is valued at"),
    Column("rate", "number", "Rate", "EUR for one unit of the currency"),
    Column("rate_on", "text", "Rate of", "Day or month the rate is published for"),
    Column("rate_source", "text", "Source of the rate", "Who published the rate"),
    Column("amount_eur", "number", "Amount", "Amount converted at the rate of the row", unit="EUR"),
    Column("is_counted", "boolean", "Counted", "Does the row enter the totals of its state?"),
    Column("not_counted_reason", "text", "Why not counted", "Why the row enters no total", values=NOT_COUNTED_REASONS),
    Column("counted_in", "text", "Counted in", "File whose report of the same money stands instead of the row"),
    Column("also_reported_in", "text", "Also reported in", "Other files that report the same money, separated by ;"),
    Column(
        "passed_on_from", "text", "Passed on from", "IATI activities the money came from, counted there, separated by ;"
    ),
    Column("passed_on_eur", "number", "Passed on", "Part of the amount that is counted where it came from", unit="EUR"),
    Column("transaction_ref", "text", "Transaction reference", "The publisher's own reference of the IATI transaction"),
    Column(
        "activity_occurrence",
        "integer",
        "Occurrence of the activity",
        "Which time the IATI activity stands in its file",
        least=1,
    ),
    Column(
        "transaction_number", "integer", "Transaction number", "Place of the transaction in its IATI activity", least=1
    ),
    Column("provider_activity_id", "text", "Provider activity", "IATI activity the money is said to come from"),
    Column("receiver_activity_id", "text", "Receiver activity", "IATI activity the money is said to go to"),
    Column("finance_type_code", "text", "Finance type", "OECD DAC code of the type of finance"),
    Column("transaction_countries", "text", "Own countries", "Countries the transaction itself names, separated by ;"),
    Column("transaction_regions", "text", "Own regions", "Regions the transaction itself names, separated by ;"),
    Column("transaction_sectors", "text", "Own sectors", "OECD DAC codes of the transaction itself, separated by ;"),
    Column(
        "transaction_objectives",
        "text",
        "Own objectives",
        "Objectives that the rules infer from the sectors of the transaction itself, separated by ;",
    ),
    Column(
        "placed_by",
        "text",
        "Placing",
        "What the transaction says of its own place and sectors; blank: it counts where its project does",
    ),
    Column("stands_apart", "text", "Stands apart", "Why the publisher's list sets the money apart"),
    Column("confidence", "text", "Confidence", "What the row rests on"),
    Column("year", "integer", "Year", "Calendar year of the value date"),
)
