"""A made-up list and its mapping, as an operator writes one; no expectations."""

from pathlib import Path

from sources.files.reading import Reading, read
from sources.lists.mapping import ListMapping
from sources.lists.mappings import shipped
from sources.lists.parsing import read_mapping

LOAM = """
label = "Loam Bank projects"
publisher = "Loam Bank"
licence = "CC BY 4.0"
attribution = "Loam Bank"
address = "https://loam.example/projects"
link = "https://loam.example/projects/{list_reference}"
recognised_by = ["Number", "Name of project", "Places", "Approved", "Loan"]
reference_form = 'L-\\d+'
personal = ["Desk officer"]

[also_called]
Loan = ["Loan amount"]

[fields]
list_reference = "Number"
title = "Name of project"
countries = "Places"
country_shares = "Shares"
approved = "Approved"
start = "Approved"
activity_status = "State of play"
judged_text = "What it is for"

[amounts]
loan = { header = "Loan", scale = 1_000_000 }

[constants]
currency = "USD"

[values.activity_status]
Running = "2"
Over = "4"

[left_out]
Region = "named by country"
"""
HEADERS = ("Number", "Name of project", "Places", "Approved", "Loan", "State of play", "What it is for", "Desk officer")
ROW = ("L-1", "Living soils", "Kenya", "2021-05-01", "2.5", "Running", "To restore soils", "Ada Lovelace")


def loam_bank(folder: Path, text: str = LOAM, name: str = "loam-bank") -> ListMapping:
    """The mapping of the made-up bank, from a file."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def lines(*rows: tuple[str, ...]) -> str:
    """Rows as quoted CSV."""
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


def changed(**cells: str) -> tuple[str, ...]:
    """The good row with other cells, by header without blanks."""
    of = {header.replace(" ", "_"): cell for header, cell in zip(HEADERS, ROW, strict=True)}
    return tuple((of | cells).values())


def read_text(folder: Path, text: str | bytes, name: str = "list.csv") -> Reading:
    """What is read of a file with these contents, through the shipped mappings and that of the made-up bank."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, folder, mappings=[*shipped().all, loam_bank(folder)])
