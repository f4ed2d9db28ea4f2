"""Open records about soils for small releases, one at a time: projects of lists and their money.

Belongs here: rows that a test varies. Does not: writing a release (`release_factory.py`), records that agree with other
marts (`open_record_rows.py`).
"""

from typing import Any

BANK, FUND = "made-up-bank", "made-up-fund"


def record(project_id: str, title: str, **said: Any) -> dict[str, Any]:
    """A current open record at whose core are soils, of the bank's list unless it says otherwise."""
    plain = {
        "project_id": project_id,
        "title": title,
        "version": 1,
        "is_current": True,
        "kind": "open_record",
        "soil_relevance": "core",
        "practices": "P1",
        "countries": "KEN",
        "list_name": BANK,
        "lead_name": "Made-up Bank",
        "starts_on": "2016-05-01",
        "activity_status_code": "2",
        "source_link": f"https://example.org/{project_id}",
        "source_file": "list.csv",
        "source_row": 2,
    }
    return plain | said


def given(project_id: str, amount_eur: float | None, **said: Any) -> dict[str, Any]:
    """Money committed to a record, counted unless it says otherwise."""
    plain = {
        "contribution_id": f"{project_id}#grant",
        "project_id": project_id,
        "money_stream": "ground",
        "form": "cash",
        "state": "committed",
        "amount": 1.0,
        "amount_eur": amount_eur,
        "value_on": "2016-05-01",
        "is_counted": True,
    }
    return plain | said
