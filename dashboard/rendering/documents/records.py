"""Open records a reader takes home: in words, each with the list it comes from, its attribution and its licence.

Does not belong here: how a workbook or a CSV is written (`shortlist`, `spreadsheets`).
"""

from collections.abc import Mapping

import pandas as pd

from dashboard.rendering.documents.shortlist import About, described
from dashboard.rendering.registers.recorded import MARK, names_of
from dashboard.rendering.registers.tables import heading
from dashboard.rendering.words import Words
from warehouse.contracts.columns import COLUMNS
from warehouse.releases import Release

OF_RECORD = (
    "project_id",
    "title",
    "soil_relevance",
    "practices",
    "countries",
    "publisher",
    "year",
    "amount_eur",
    "is_policy_loan",
    "activity_status_code",
    "counted_in_project",
)
OF_LIST = ("list_name", "attribution", "licence")
OF_PLACE = ("source_link", "source_file", "source_sheet", "source_row")
OWN = ("amount_eur", "is_policy_loan")  # headings of these columns say more here
Names = Mapping[str, Mapping[str, str]]  # kind of code: code: name


def rows(records: pd.DataFrame, names: Names, lists: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The records with names for codes and headings in the reader's language."""
    of_list = lists.set_index("list_name").reindex(records["list_name"])
    worded = records.assign(
        soil_relevance=_named(records["soil_relevance"], names["grades"]),
        practices=_named(records["practices"], names["practices"]),
        countries=_named(records["countries"], names["countries"]),
        activity_status_code=[status(code, words) for code in records["activity_status_code"]],
        is_policy_loan=[words("yes" if value is True else "no") for value in records["is_policy_loan"]],
        list_name=of_list["label"].fillna(records["list_name"].set_axis(of_list.index)).to_numpy(),
        attribution=of_list["attribution"].fillna(records["publisher"].set_axis(of_list.index)).to_numpy(),
        licence=of_list["licence"].fillna(words("records.licence_unstated")).to_numpy(),
    )
    taken = [*OF_RECORD, *OF_LIST, *OF_PLACE]
    return worded[taken].rename(columns={name: _heading(name, words) for name in taken})


def about(release: Release, link: str, records: pd.DataFrame, lists: pd.DataFrame, words: Words) -> About:
    """What the file is, whose records these are under which licence, and that no amount is money for soils."""
    own = lists[lists["list_name"].isin(records["list_name"])]
    lines = described(release, link, words("records.shortlist", n=len(records)), words("open_records.label"), words)
    stated = [
        (
            words("records.attribution_of", list=row["label"]),
            f"{row['attribution']}. {row['licence']}. {row['address']}",
        )
        for row in own.to_dict("records")
    ]
    return [*lines, *stated]


def status(code: object, words: Words) -> str:
    """What the record says of its state; empty where it says nothing that is known."""
    key = f"value.activity_status_code.{code}"
    return words(key) if words.has(key) else ""


def _named(codes: pd.Series, names: Mapping[str, str]) -> list[str | None]:
    return [f"{MARK} ".join(names_of(code, names)) or None for code in codes]


def _heading(name: str, words: Words) -> str:
    return words(f"records.column.{name}") if name in OWN else heading(name, COLUMNS.get(name), words)
