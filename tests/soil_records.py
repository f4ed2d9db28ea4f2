"""Open records about soils for small releases, made up: projects of lists with their money, the lists and the practices.

Belongs here: rows. Does not: writing a release (`release_factory.py`).
"""

from typing import Any

from tests.release_rows import Rows

BANK, FUND = "world-bank", "gef-aiddata"
LISTS: Rows = [
    {
        "list_name": BANK,
        "label": "World Bank: Projects & Operations",
        "publisher": "World Bank",
        "licence": "CC BY 4.0",
        "attribution": "The World Bank: Projects & Operations",
        "address": "https://projects.worldbank.org/",
        "records_count": 3,
    },
    {
        "list_name": FUND,
        "label": "AidData: GEF projects",
        "publisher": "Global Environment Facility (GEF)",
        "licence": "ODC-By",
        "attribution": "AidData GEF Geocoded Research Release 1.1",
        "address": "https://www.aiddata.org/",
        "records_count": 1,
    },
]
PRACTICES: Rows = [
    {"practice_code": code, "label_en": english, "label_fr": french, "label_es": spanish, "sequence": place}
    for place, (code, english, french, spanish) in enumerate(
        [
            ("land_degradation_slm", "Land degradation", "Dégradation des terres", "Degradación de tierras"),
            ("agroforestry", "Agroforestry", "Agroforesterie", "Agroforestería"),
        ],
        1,
    )
]


def record(project_id: str, title: str, **said: Any) -> dict[str, Any]:
    """A current open record at whose core are soils, of the bank's list unless it says otherwise."""
    plain = {
        "project_id": project_id,
        "title": title,
        "version": 1,
        "is_current": True,
        "kind": "open_record",
        "soil_relevance": "core",
        "practices": "agroforestry",
        "countries": "KEN",
        "list_name": BANK,
        "lead_name": "World Bank",
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
