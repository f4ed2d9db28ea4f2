"""Writes rows as files that partners send: a template filled in, a plain table, an IATI file; the same rows make the same bytes.

Does not belong here: what the rows say, and when they are sent (`world`).
"""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from sources.demonstration.projects import Project
from sources.feedback.sealing import sealed
from sources.feedback.spreadsheets import as_text
from sources.feedback.templates import template
from sources.iati.ours import OBJECTIVES, PLACES
from sources.iati.writing import iati
from sources.streams import streams

REMARK = "Made-up projects of a demonstration: none of them exists."
IATI_STATUS = {"implementing": "2", "completed": "3", "funded": "2"}
TYPES = {"pledged": "12", "committed": "2", "disbursed": "3"}

Row = Mapping[str, object]


def filled_template(stream: str, language: str, rows: Sequence[Row], at: datetime) -> bytes:
    """The template of a stream in a language with these rows in place of its example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        template(stream, path, language)
        book = load_workbook(path)
    sheet, fields = book.worksheets[0], [one for one in streams()[stream].fields if one.role != "machine"]
    for number, row in enumerate(rows, start=2):
        for column, one in enumerate(fields, start=1):
            cell = sheet.cell(number, column)
            cell.value = row.get(one.name)
            as_text(cell)
    saved = io.BytesIO()
    book.save(saved)
    return sealed(saved.getvalue(), at)


def table(rows: Sequence[Row], separator: str = ",") -> bytes:
    """A plain table of text with the names of the fields as headers."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    written = io.StringIO()
    writer = csv.DictWriter(written, names, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if row.get(name) is None else row[name] for name in names} for row in rows)
    return written.getvalue().encode()


def activities(projects: Sequence[Project], rows: Sequence[Row], money: Sequence[Row], at: datetime) -> bytes:
    """An IATI file of these projects with their money; `rows` are the projects as they would stand in a table."""
    own = {str(row["project_id"]): row for row in rows}
    sent = [_activity(project, own[project.project_id]) for project in projects]
    links = {
        OBJECTIVES: _links((one.project_id, one.objectives, False) for one in projects),
        PLACES: _links((one.project_id, one.countries, False) for one in projects),
    }
    written = io.BytesIO()
    iati(
        written,
        pd.DataFrame(sent),
        links,
        pd.DataFrame([_transaction(row) for row in money], columns=MONEY),
        at,
        REMARK,
    )
    return written.getvalue()


def _activity(project: Project, row: Row) -> dict[str, object]:
    carried = ("project_id", "title", "summary", "kind", "sic_stage", "sdgs", "sectors", "practices")
    return {
        **{name: row[name] for name in carried},
        "lead_name": project.lead.name,
        "lead_ref": project.lead.organisation_id,
        "currency_code": project.currency,
        "status_code": IATI_STATUS.get(str(row["sic_stage"]), "1"),
        "starts_on": row["start"],
        "ends_on": row["end"],
        "is_start_actual": True,
        "is_end_actual": row["sic_stage"] == "completed",
        "updated_on": row["updated_on"],
        "assessment_result": None,
        "call": None,
    }


def _links(listed: object) -> pd.DataFrame:
    rows = [
        {
            "project_id": own,
            "code": code,
            "name": code,
            "share": 1 / len(codes),
            "is_assumed": True,
            "is_region": is_region,
        }
        for own, codes, is_region in listed  # ty: ignore[not-iterable]
        for code in codes
    ]
    return pd.DataFrame(rows)


MONEY = ["project_id", "contribution_id", "type_code", "value_on", "currency_code", "amount", "funder_name", "funder_ref",
         "receiver_name", "receiver_ref", "finance_type_code"]  # fmt: skip


def _transaction(row: Row) -> dict[str, object]:
    return {
        "project_id": row["project"],
        "contribution_id": row["contribution_id"],
        "type_code": TYPES[str(row["state"])],
        "value_on": row["date"],
        "currency_code": row["currency"],
        "amount": row["amount"],
        "funder_name": row["funder"],
        "funder_ref": row["funder_id"],
        "receiver_name": row["receiver"],
        "receiver_ref": None,
        "finance_type_code": None,
    }
