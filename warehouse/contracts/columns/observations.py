"""Observations, and what derived figures rest on."""

from warehouse.contracts.codes import FACT_REASONS
from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("observation_id", "text", "Observation", "Identifier of the observation"),
    Column("observed_on", "date", "Observed", "The date the value describes"),
    Column("value", "text", "Value", "The value as it was sent"),
    # Stands as `value` in observations, as in the stream; in problems a value is the text that was sent.
    Column("observed_value", "number", "Value", "The value", unit="unit of the indicator"),
    Column("numerator", "number", "Numerator", "Upper part of a share"),
    # Stands as `denominator` in observations, as in the stream; of an indicator that name is a description.
    Column("denominator_value", "number", "Denominator", "Lower part of a share"),
    # Stands as `status` in observations: so the stream calls the field, and so the mart has been published.
    Column(
        "approval",
        "text",
        "Approval",
        "Only approved observations count",
        values=("approved", "checked", "draft", "rejected"),
    ),
    Column("evidence", "text", "Evidence", "Where the figure can be read"),
    Column("note", "text", "Note", "Remark of the sender or the register"),
    Column(
        "basis", "text", "Basis", "reported by somebody, or derived from the warehouse", values=("reported", "derived")
    ),
    Column(
        "part",
        "text",
        "Part",
        "Does the fact enter the figure above (numerator) or below (denominator) the line?",
        values=("numerator", "denominator"),
    ),
    Column("table_name", "text", "Table", "Table the fact stands in"),
    Column("row_key", "text", "Key", "Key of the row in that table, its parts separated by |"),
    Column("fact_on", "date", "Date of the fact", "When it happened; missing where it has no date"),
    Column(
        "counted_value",
        "number",
        "Adds",
        "What the fact adds to its part; missing where it is left out",
        unit="1, or EUR for money",
    ),
    # Stands as `is_counted` in derivations; for money that name is about totals.
    Column("is_fact_counted", "boolean", "Counted", "Did the fact enter the figure?"),
    Column("why", "text", "Why", "Why the fact is counted or left out, as a code", values=FACT_REASONS),
    # Stands as `parameters` in derivations; in problems that name is what a finding is worded from.
    Column("why_parameters", "text", "Parameters", "Codes and names, as JSON, from which that reason is worded"),
    Column(
        "mention",
        "text",
        "Mention",
        "What the NDC content names; sub_sector_only: filed under a sub-sector without the word",
        values=("soil_carbon", "peatland", "wetland", "peat_soil", "sub_sector_only"),
    ),
    # Stands as `is_counted` in the NDC mentions; for money that name is about totals.
    Column(
        "is_mention_counted",
        "boolean",
        "Counted",
        "Is it one of the three things the baseline of the indicator counts?",
    ),
    Column("sub_sectors", "text", "Sub-sectors", "Where the source files the answers, separated by ;"),
    Column("question_codes", "text", "Questions", "Codes of the questions answered, separated by ;"),
    Column("fact_id", "text", "Fact", "Code of the fact: its objective and a number"),
    # Stands as `value` in the context facts: it is no text that was sent.
    Column(
        "context_value",
        "number",
        "Value",
        "The figure as it was published; the lower one of two",
        unit="unit of the fact",
    ),
    Column("value_high", "number", "Up to", "The upper figure, where two were published", unit="unit of the fact"),
    Column("why_en", "text", "Why it is not the indicator", "In one sentence, in our words"),
    Column("why_fr", "text", "Why in French", "The sentence in French, our translation"),
    Column("why_es", "text", "Why in Spanish", "The sentence in Spanish, our translation"),
    Column("accessed_on", "date", "Read on", "The day on which the source was read"),
    Column("cells_count", "integer", "Answers", "How many answers mention it", least=0),
)
