"""Withholds the addresses of persons in the tables that would be published, cell by cell, before they are.

Cells of what was sent are scrubbed as they are read; here is found what came another way: an address of an unusual form
that somebody gave as a contact, or one in a table that nobody sent. Does not belong here: the fact that no address is
left (`checks`), which looks for addresses in its own words.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb
import pandas as pd

from sources.addresses import BEGINNING, SIGN, WITHHELD, is_signed, without_addresses
from sources.files.listing import mark_of
from sources.findings import with_texts
from warehouse.contracts import TABLES
from warehouse.contracts.table import Table
from warehouse.frames import as_rows
from warehouse.releases import PUBLISHED_SCHEMAS
from warehouse.storage.embedded import transaction

Warehouse = duckdb.DuckDBPyConnection
JSON_COLUMN = "parameters"
PLACE = ("source_file", "source_sheet", "source_row")
CONTACT_COLUMNS = ("contact_email", "contact_name")  # the second is where some write the first
_RUN = re.compile(r"[^\s<>(){}\[\],;\"']+")  # what stands together in a text


@dataclass(frozen=True)
class Cell:
    """A cell that would be published with an address: its table, column and text, and the row of the input behind it."""

    table: str
    column: str
    text: str
    source_file: str | None
    source_sheet: str | None
    source_row: int | None

    def __str__(self) -> str:
        """The place in words, without the text."""
        if self.source_file is None:
            return f"{self.table}, in {self.column}"
        if self.column in PLACE:
            return f"{self.source_file}, in {self.column}"
        sheet = f", sheet '{self.source_sheet}'" if self.source_sheet else ""
        row = f", row {self.source_row}" if self.source_row is not None else ""
        return f"{self.source_file}{sheet}{row}, in {self.column} of {self.table}"


def published_tables(opened: Warehouse) -> Iterator[tuple[Table, list[str]]]:
    """Every table of a release that is made, with its columns of free text."""
    made = {".".join(row) for row in opened.execute("select schema_name, table_name from duckdb_tables()").fetchall()}
    for name in sorted(made & TABLES.keys()):
        texts = [column.name for column in TABLES[name].columns if column.kind == "text" and not column.values]
        if TABLES[name].layer in PUBLISHED_SCHEMAS and texts:
            yield TABLES[name], texts


def addressed(opened: Warehouse) -> list[Cell]:
    """The cells with an address in the tables that would be published; what one table says of a row, others repeat."""
    cells = [cell for cell, _, _ in _withheld_cells(opened)]
    placed = {cell.text for cell in cells if cell.source_file is not None}
    shown = [cell for cell in cells if cell.source_file is not None or cell.text not in placed]
    return sorted(shown, key=lambda cell: cell.source_file is None)


def withhold(opened: Warehouse) -> None:
    """Withhold every address in the tables that would be published.

    A key is marked by what it was: keys that differ go on differing, also from those that somebody sent in this form, and
    none names another thing when a further file arrives.
    """
    found = _withheld_cells(opened)
    left_of = {cell.text: left for cell, left, _ in found}
    taken = _alike(opened)
    for text in {cell.text for cell, _, is_key in found if is_key}:
        left_of[text] += f"~{mark_of(text)}"
        while left_of[text] in taken:
            left_of[text] += f"~{mark_of(left_of[text])}"
    pairs = pd.DataFrame({"text": list(left_of), "left_of_it": list(left_of.values())}, dtype="str")
    opened.register("withheld", as_rows(pairs))
    with transaction(opened):
        for table, column in sorted({(cell.table, cell.column) for cell, _, _ in found}):
            opened.execute(f'update {table} set "{column}" = left_of_it from withheld where "{column}" = withheld.text')
    opened.unregister("withheld")


def _withheld_cells(opened: Warehouse) -> list[tuple[Cell, str, bool]]:
    """Each cell with an address, what is left of its text, and whether it is a key."""
    form, found = _form(contacts(opened)), []
    for contract, texts in published_tables(opened):
        place = [name if name in contract.column_names else "null" for name in PLACE]
        columns = ", ".join(f'"{name}"' for name in texts)
        signed = opened.execute(
            f"select {', '.join(place)}, {columns} from {contract.name} "
            f"where regexp_matches(concat_ws(' ', {columns}), $beginning) "
            f"and regexp_matches(concat_ws(' ', {columns}), $sign) order by all",
            {"beginning": BEGINNING, "sign": SIGN},
        ).fetchall()
        for file, sheet, number, *cells in signed:
            for name, text in zip(texts, cells, strict=True):
                left = text and (_in_json(text, form) if name == JSON_COLUMN else form(text))
                if left != text:
                    cell = Cell(contract.name, name, text, file and form(file), sheet and form(sheet), number)
                    found.append((cell, left, _is_key(contract, name)))
    return found


def _is_key(contract: Table, column: str) -> bool:
    return column in contract.key or column.endswith("_id") or column in PLACE


def _alike(opened: Warehouse) -> set[str]:
    """The keys that look as if something were withheld in them, and were sent so."""
    asked = [
        f'select "{name}" from {contract.name} where contains("{name}", \'{WITHHELD}\')'
        for contract, texts in published_tables(opened)
        for name in texts
        if _is_key(contract, name)
    ]
    return {row[0] for row in opened.execute(" union ".join(asked)).fetchall()} if asked else set()


def _form(contacts: frozenset[str]) -> Callable[[str], str]:
    """Withholds in a text every address, and whatever stands together with one that somebody gave as a contact."""
    domains: dict[str, set[str]] = {}
    for name, _, domain in (_plain(contact).rpartition("@") for contact in contacts):
        domains.setdefault(name, set()).add(domain)
    lengths = {len(name) for name in domains}

    def is_of_contact(run: str) -> bool:
        plain = _plain(run)
        if "@" not in plain:
            return False
        return run in contacts or any(
            plain.startswith(tuple(domains.get(plain[found.start() - length : found.start()], ())), found.end())
            for found in re.finditer("@", plain)
            for length in lengths
            if length <= found.start()
        )

    def form(text: str) -> str:
        left = without_addresses(text)
        return _RUN.sub(lambda run: WITHHELD if is_of_contact(run[0]) else run[0], left) if is_signed(left) else left

    return form


def contacts(opened: Warehouse) -> frozenset[str]:
    """What people gave as contacts, as far as it has an @: also what is no address elsewhere, as one inside a network.

    Those of held rows, which stand in the raw tables alone, are contacts too.
    """
    having = (
        "select column_name, table_schema || '.' || table_name from information_schema.columns "
        "where list_contains($columns, column_name) and table_schema in ('raw', 'core')"
    )
    places = opened.execute(having, {"columns": list(CONTACT_COLUMNS)}).fetchall()
    asked = " union ".join(f"select {column} from {table}" for column, table in places)
    cells = (row[0] for row in opened.execute(asked).fetchall()) if places else ()
    return frozenset(run for cell in cells if cell for run in _RUN.findall(cell) if _names_somebody(run))


def _names_somebody(run: str) -> bool:
    """Has it a name, and behind an @ something with a letter? A lone @ or a place on a map would be found in every text."""
    name, _, domain = _plain(run).rpartition("@")
    return bool(name) and any(map(str.isalpha, domain))


def _plain(text: str) -> str:
    """The text without differences that a reader does not see."""
    if not text.isascii():
        seen = unicodedata.normalize("NFKC", text)
        text = "".join(letter for letter in seen if unicodedata.category(letter) != "Cf")
    return text.casefold().replace("%40", "@")


def _in_json(text: str, form: Callable[[str], str]) -> str:
    left = with_texts(json.loads(text), form)
    return json.dumps(left, ensure_ascii=False) if left != json.loads(text) else text
