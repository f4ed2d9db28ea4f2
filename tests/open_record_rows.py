"""Open records about soils for small releases, by hand: five records of two lists, and what four countries need and have.

Belongs here: rows of marts that agree with one another. Does not: writing a release.
"""

from typing import Any

from tests.release_rows import Rows

LISTS: Rows = [
    {
        "list_name": "made-up-bank",
        "label": "Made-up Bank, projects",
        "publisher": "Made-up Bank",
        "licence": "CC BY 4.0",
        "attribution": "Made-up Bank: Projects",
        "address": "https://bank.example.org/projects",
        "as_of": "2026-03-31",
        "records_count": 4,
    },
    {
        "list_name": "made-up-fund",
        "label": "Made-up Fund, grants",
        "publisher": "Made-up Fund",
        "licence": "ODC-By",
        "attribution": "Made-up Fund: Grants 1.1",
        "address": "https://fund.example.org/grants",
        "records_count": 1,
    },
]
PRACTICES: Rows = [
    {"practice_code": "P1", "label_en": "Agroforestry", "label_fr": "Agroforesterie", "label_es": "Agroforestería"},
    {"practice_code": "P2", "label_en": "Terraces", "label_fr": "Terrasses", "label_es": "Terrazas"},
]
# Record, country, region, grade, year, committed, policy loan, in preparation; EUR.
RECORDS = (
    ("made-up-bank:1", "KEN", "002", "core", 2019, 5e6, None, None),
    ("made-up-bank:2", "KEN", "002", "contributing", 2021, None, 2e7, None),
    ("made-up-bank:3", "KEN", "002", "core", None, None, None, 3e6),
    ("made-up-bank:4", "PER", "019", "contributing", 2016, None, None, None),
    ("made-up-fund:1", "KEN", "002", "core", 2010, 1e6, None, None),
)
PRACTICES_OF = {1: "P1;P2"}  # by the number of the record; the others name none
LIST_COVERAGE: Rows = [
    {"list_name": "made-up-bank", "country_code": code, "records_count": count, "soil_records_count": soils}
    | {"other_committed_eur": other}
    for code, count, soils, other in (("KEN", 12, 3, 4e8), ("PER", 5, 1, 1e8), ("ETH", 7, 0, 3e8))
] + [{"list_name": "made-up-fund", "country_code": "KEN", "records_count": 1, "soil_records_count": 1}]
# Country, region, debt and its rank, then what the records above come to since 2015; France is in no list.
NEEDS: Rows = [
    {"country_code": "ETH", "region_code": "002", "soc_debt_mt": 700.0, "debt_rank": 1, "is_listed": True},
    {"country_code": "FRA", "region_code": "150", "soc_debt_mt": 500.0, "debt_rank": 2, "is_listed": False},
    {"country_code": "KEN", "region_code": "002", "soc_debt_mt": 300.0, "debt_rank": 3, "is_listed": True}
    | {"core_count": 1, "contributing_count": 1, "core_eur": 5e6, "policy_loans_eur": 2e7}
    | {"preparation_count": 1, "preparation_eur": 3e6, "lists": "made-up-bank;made-up-fund"},
    {"country_code": "PER", "region_code": "019", "soc_debt_mt": -90.0, "debt_rank": 4, "is_listed": True}
    | {"contributing_count": 1, "lists": "made-up-bank"},
]


def open_record_tables(place: dict[str, Any]) -> dict[str, Rows]:
    """The marts of open records about soils, their projects aside; each of them read from the place named."""
    return {
        "lists": LISTS,
        "practices": [{**row, "sequence": place} for place, row in enumerate(PRACTICES, 1)],
        "list_coverage": LIST_COVERAGE,
        "soil_records": [_soil_record(*row) for row in RECORDS],
        "soil_activity": [part for number, row in enumerate(RECORDS, 1) for part in _activity(number, *row)],
        "country_need": [{"soc_stock_mt": 5000.0, "four_per_mille_mt_per_year": 20.0, **row} for row in NEEDS],
    }


def open_projects(place: dict[str, Any]) -> Rows:
    """The same records as rows of `marts.projects`."""
    return [
        {
            **place,
            "project_id": row[0],
            "version": 1,
            "is_current": True,
            "kind": "open_record",
            "title": f"Terraces and trees of valley {number}",
            "lead_name": "Made-up Bank" if "bank" in row[0] else "Made-up Fund",
            "practices": PRACTICES_OF.get(number),
            "soil_relevance": row[3],
            "list_name": row[0].partition(":")[0],
            "list_reference": row[0].partition(":")[2],
            "source_link": f"https://bank.example.org/projects/{number}",
            "activity_status_code": "1" if row[7] else "2",
            "committed_eur": row[5],
            "source_row": number + 1,
        }
        for number, row in enumerate(RECORDS, 1)
    ]


def _soil_record(*row: Any) -> dict[str, Any]:
    names = ("project_id", "country_code", "region_code", "soil_relevance", "year", "committed_eur", "policy_loans_eur")
    publisher = "Made-up Bank" if "bank" in row[0] else "Made-up Fund"
    return {
        **dict(zip((*names, "preparation_eur"), row, strict=True)),
        "is_in_preparation": row[7] is not None,
        "publisher": publisher,
        "unconverted_count": int(row[0] == "made-up-bank:4"),
    }


def _activity(number: int, *row: Any) -> Rows:
    """A record of `marts.soil_records` in equal parts of its practices."""
    codes: list[str | None] = [*PRACTICES_OF.get(number, "").split(";")]
    record = _soil_record(*row)
    money = {name: record.pop(name) for name in ("committed_eur", "policy_loans_eur", "preparation_eur")}
    counts = {"projects_count": int(row[7] is None), "preparation_count": int(row[7] is not None)}
    parts = {name: amount and amount / len(codes) for name, amount in money.items()}
    return [{**record, **counts, **parts, "practice_code": code or None} for code in codes]
