"""Findings, sources, reconciliation and the release."""

from warehouse.contracts.codes import DIFFERENCE_REASONS, LEFT_OUT_REASONS, SEVERITIES
from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column("severity", "text", "Severity", "error holds the row, warning admits it", values=SEVERITIES),
    Column(
        "column",
        "text",
        "Column",
        "Header of the column as its sender wrote it; the key of a form, the element of IATI",
    ),
    # Stands as `field` in problems; in the matching rules that name is a field of IATI activities.
    Column("stream_field", "text", "Field", "Our name of that column, as in the dictionary of that kind of data"),
    Column("message", "text", "What is wrong", "What is wrong, in words"),
    Column("fix", "text", "Fix", "What the sender can do"),
    Column(
        "rows_count", "integer", "Rows", "Rows that have this finding: more than one where very many have it", least=0
    ),
    Column("parameters", "text", "Parameters", "Codes, names and numbers, as JSON, from which the finding is worded"),
    Column("is_open", "boolean", "Open", "Whether nothing later has corrected or overtaken the row"),
    Column("closed_in", "text", "Corrected in", "The later file that reports the same thing in an accepted row"),
    Column("rows_mended", "integer", "Rows corrected", "Held rows that a later file corrects", least=0),
    # Stands as `status` in sources: other programs read it under that name.
    Column(
        "source_status",
        "text",
        "Outcome",
        "read, read with problems, refused, or replaced by another file",
        values=("read", "problems", "refused", "replaced"),
    ),
    Column("refusal", "text", "Why refused", "Why the file was refused"),
    Column("rows_read", "integer", "Rows read", "Rows read; for IATI the activities", least=0),
    Column("rows_admitted", "integer", "Rows accepted", "Rows accepted", least=0),
    Column(
        "rows_set_aside",
        "integer",
        "Rows set aside",
        "Admitted rows that give way to a later report of the same thing",
        least=0,
    ),
    Column("rows_held", "integer", "Rows held", "Rows held with a reason", least=0),
    Column("transactions_read", "integer", "Transactions read", "Transactions in an IATI file", least=0),
    Column("transactions_admitted", "integer", "Transactions accepted", "Transactions accepted", least=0),
    Column(
        "transactions_set_aside",
        "integer",
        "Transactions set aside",
        "Admitted transactions of a file that another file replaces",
        least=0,
    ),
    Column("transactions_held", "integer", "Transactions held", "Transactions held with a reason", least=0),
    Column("newest_on", "date", "Newest figure", "Newest date found in the rows"),
    Column("is_stale", "boolean", "Stale", "Is its newest figure older than two years?"),
    Column("total", "text", "Total", "Which total is taken apart"),
    Column("cut", "text", "Cut", "By what it is taken apart"),
    Column("total_value", "number", "Value of the total", "The total"),
    Column("parts_value", "number", "Sum of the parts", "The sum of its parts"),
    Column("difference", "number", "Difference", "Total less parts"),
    Column("difference_reason", "text", "Reason", "What the difference is, or could be", values=DIFFERENCE_REASONS),
    Column(
        "left_out_count", "integer", "Rows left out", "Rows that are not among the parts, each with a reason", least=0
    ),
    Column("left_out_reason", "text", "Why left out", "Why it is not among the parts", values=LEFT_OUT_REASONS),
    Column("left_out_value", "number", "Left out", "What is not among the parts, in the unit of the row"),
    Column("of_count", "integer", "Of rows", "Rows the total is made of", least=0),
    Column("unplaced_eur", "number", "Without a place", "Part in rows that belong to nothing in this cut", unit="EUR"),
    Column("assumed_eur", "number", "Split assumed", "Money split in equal parts, as no shares are stated", unit="EUR"),
    Column("explanation", "text", "Explanation", "Why the difference is what it is"),
    Column(
        "figure_id",
        "text",
        "Figure",
        "Short name of a figure: its family and its keys, `none` for a key that is missing",
    ),
    # Stands as `table_name` in figures; in derivations that is the table of a single fact.
    Column(
        "asked_table", "text", "Table", "The mart that is asked, or rows chosen from marts under a name of their own"
    ),
    Column("measure", "text", "Measure", "What is counted, summed or looked up in that table, in SQL"),
    Column("filter", "text", "Filter", "Which of its rows, in SQL; true for all of them"),
    # Stands as `value` in figures; elsewhere that is a value as it was sent.
    Column("figure_value", "number", "Value", "The value, where it is a number"),
    Column("text_value", "text", "Value in words", "The value, where it is a name, a day or a code"),
    # Stands as `unit` in figures; elsewhere that is the unit of an indicator.
    Column("figure_unit", "text", "Unit", "What the value is measured in, or what is counted"),
    Column("figure_meaning", "text", "Meaning", "What the figure says"),
    Column("release_id", "text", "Release", "Identifier of the release"),
    Column("built_at", "instant", "Built", "When the release was built, UTC"),
    Column("code_version", "text", "Code", "Version of the code"),
    Column("rules_version", "text", "Rules", "Version of the rules"),
    Column("inputs_sha256", "text", "Inputs", "Checksum over all inputs"),
    Column("is_demonstration", "boolean", "Demonstration", "Built from made-up data?"),
)
