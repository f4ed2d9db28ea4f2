"""Where a row came from."""

from warehouse.contracts.codes import ORIGINS
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
    Column("source_sha256", "text", "Checksum", "SHA-256 of the input file; empty where it was refused unread"),
    Column(
        "received_at",
        "instant",
        "Received",
        "When the file was last changed, or put into its folder where that time is still to come, UTC",
    ),
    Column("source", "text", "Source", "Where the fact was published"),
    Column("stream", "text", "Stream", "Which stream of input the file or row belongs to"),
)
