"""Projects as partners could have sent them, drawn at random, and the file that is written of them.

Belongs here: strategies and frames. Does not: expectations.
"""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd
from hypothesis import strategies as some

from sources.iati import ours, writing

AS_OF = date(2026, 11, 22)
Project = dict[str, Any]
Part = tuple[str, float, bool]  # code, share, and was it assumed?
ALPHA_2 = {"BJ": "BEN", "ML": "MLI", "PE": "PER", "FR": "FRA"}
REGIONS = ["002", "142"]
OBJECTIVES = ["A1", "A5", "B3", "C2"]
OF_PROJECT = (
    "project_id title summary lead_name lead_ref currency_code status_code starts_on is_start_actual ends_on "
    "is_end_actual updated_on sectors kind sic_stage assessment_result call practices sdgs"
)
OF_LINK = "project_id code name share is_assumed is_region"
OF_MONEY = (
    "project_id contribution_id type_code amount currency_code value_on funder_name funder_ref receiver_name receiver_ref "
    "finance_type_code"
)
# Signs that XML has to quote, in texts that admission takes for names.
NAMES = some.text("aé<&>\"'京ü- ", max_size=12).map(lambda text: " ".join(f"Soil {text}".split()))
DAYS = some.dates(date(2000, 1, 1), AS_OF)
CURRENCIES = some.sampled_from(["EUR", "USD"])


def split(codes: list[str]) -> some.SearchStrategy[list[Part]]:
    """Some of the codes, each with a share: stated ones, or equal ones that nobody stated."""

    def shared(chosen: list[str]) -> some.SearchStrategy[list[Part]]:
        weights = some.lists(some.integers(1, 99), min_size=len(chosen), max_size=len(chosen))
        stated = weights.map(
            lambda each: [(code, part / sum(each), False) for code, part in zip(chosen, each, strict=True)]
        )
        return stated | some.just([(code, 1 / len(chosen), True) for code in chosen])

    return some.lists(some.sampled_from(codes), unique=True, min_size=1, max_size=3).flatmap(shared)


MONEY = some.fixed_dictionaries(
    {
        "type_code": some.sampled_from(["2", "3", "12"]),
        "amount": some.floats(0.01, 1e12) | some.integers(1, 10**9).map(float),
        "currency_code": CURRENCIES,
        "value_on": DAYS,
        "funder_name": some.none() | NAMES,
        "receiver_name": some.none() | NAMES,
    }
)
PROJECTS: some.SearchStrategy[Project] = some.fixed_dictionaries(
    {
        "title": NAMES,
        "summary": some.none() | NAMES,
        "lead_name": NAMES,
        "currency_code": some.none() | CURRENCIES,
        "status_code": some.sampled_from(["1", "2", "4"]),
        "starts_on": DAYS,
        "is_start_actual": some.booleans(),
        "ends_on": some.none() | some.dates(AS_OF, date(2060, 1, 1)),
        "is_end_actual": some.just(False),
        "updated_on": some.none() | DAYS,
        "sectors": some.sampled_from([None, "31130", "31130;14010", "311"]),
        "kind": some.sampled_from([None, "idea", "concept", "full_proposal"]),
        "sic_stage": some.sampled_from([None, "idea", "presented", "funded"]),
        "call": some.sampled_from([None, "4"]),
        "practices": some.sampled_from([None, "agroforestry;no till"]),
        "sdgs": some.sampled_from([None, "2;13"]),
        ours.OBJECTIVES: split(OBJECTIVES),
        ours.PLACES: split(list(ALPHA_2)) | split(REGIONS) | split([*ALPHA_2, *REGIONS[1:]]),
        "money": some.lists(MONEY, max_size=3),
    }
)


def identifier(number: int) -> str:
    """An identifier that IATI does not take as it is."""
    return f"P/{number} & ü"


def file_of(projects: list[Project]) -> bytes:
    """The projects as a file."""
    own, money = [], []
    links: dict[str, list[dict[str, Any]]] = {ours.OBJECTIVES: [], ours.PLACES: []}
    for number, project in enumerate(projects):
        named = {"project_id": identifier(number)}
        own.append(project | named)
        money += [row | named | {"contribution_id": f"M{number}-{i}"} for i, row in enumerate(project["money"])]
        for name, rows in links.items():
            for code, share, is_assumed in project[name]:
                part = {"code": code, "name": code, "share": share, "is_assumed": is_assumed}
                rows.append(named | part | {"is_region": code in REGIONS})
    frames = {name: _frame(rows, OF_LINK) for name, rows in links.items()}
    made_at = datetime(2026, 11, 22, 8)
    into = BytesIO()
    writing.iati(into, _frame(own, OF_PROJECT), frames, _frame(money, OF_MONEY), made_at, "made up -- for a test")
    return into.getvalue()


def _frame(rows: list[dict[str, Any]], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split(), dtype=object)
