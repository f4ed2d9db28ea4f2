"""Where a row came from."""

from warehouse.contracts.codes import INPUT_KINDS, ORIGINS
from warehouse.contracts.table import Column

COLUMNS: tuple[Column, ...] = (
    Column(
        "origin",
        "text",
        "Origin",
        "Which folder the file came from: shipped record, IATI folder or inbox",
        values=ORIGINS,
    ),
    Column("source_file", "text", "File", "Path of the input file, relative to its folder"),
    Column("source_sheet", "text", "Sheet", "Sheet of the workbook; empty for files without sheets"),
    Column("source_row", "integer", "Row", "Row of the sheet as a spreadsheet numbers it; in XML the line", least=0),
    Column(
        "source_sha256",
        "text",
        "Checksum",
        "SHA-256 of the input file; empty of what is no file with content, and of one too large to read",
    ),
    Column(
        "received_at",
        "instant",
        "Received",
        "When the file was last changed, or put into its folder where that time is still to come, UTC",
    ),
    Column("source", "text", "Source", "Where the fact was published"),
    Column("stream", "text", "Kind of data", "Which kind of data the file or row belongs to"),
    Column(
        "input_kind",
        "text",
        "Kind of input",
        "A file received, a statement that a file replaces another one, a reviewed file by its folder, a mapping of a list",
        values=INPUT_KINDS,
    ),
    Column("input_name", "text", "Input", "The file or mapping, relative to its folder; of a statement the new file"),
    Column("sha256", "text", "Checksum of the input", "SHA-256 of its content; where that has none, of the refusal"),
    Column("replaces", "text", "Replaces", "The file that the new one replaces, as its sender said"),
    Column(
        "received_order",
        "integer",
        "Order of receipt",
        "Place among the files of its folder by time of receipt, or among the statements; files received together share one",
        least=1,
    ),
)
