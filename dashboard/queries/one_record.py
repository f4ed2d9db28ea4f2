"""What the page of one open record asks: its versions, countries, amounts, places, its list, and its doubles in other lists."""

from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.published import later_table
from dashboard.rendering.words import is_missing
from warehouse import releases

Record = dict[str, Any]


@cached
def versions(release: Path, project_id: str) -> pd.DataFrame:
    """Every version of an open record, the one that counts first; none where the release knows no such record."""
    asked = """
        select *
        from marts.projects
        where project_id = $project_id and kind = 'open_record'
        order by is_current desc, received_at desc, version desc
    """
    return releases.query(release, asked, {"project_id": project_id})


@cached
def countries(release: Path, project_id: str) -> pd.DataFrame:
    """One row per country or region of a record, with its share and whether it was stated."""
    asked = (
        "select * from marts.project_countries where project_id = $project_id order by country_share desc, country_code"
    )
    return releases.query(release, asked, {"project_id": project_id})


@cached
def amounts(release: Path, project_id: str) -> pd.DataFrame:
    """One row per amount of a record, also those that are not counted, with the reason; money in its currency and EUR."""
    asked = """
        select
            contribution_id,
            split_part(split_part(contribution_id, '#', 2), '~', 1) as amount_name,
            funder_name,
            state,
            amount,
            currency_code,
            value_on,
            rate,
            rate_on,
            rate_source,
            amount_eur,
            is_counted,
            not_counted_reason,
            source_file,
            source_sheet,
            source_row
        from marts.contributions
        where project_id = $project_id and form = 'cash' and state is not null
        order by value_on nulls last, contribution_id
    """
    return releases.query(release, asked, {"project_id": project_id})


@cached
def places(release: Path, project_id: str) -> pd.DataFrame:
    """One row per place that the publisher names for a record."""
    rows = later_table(release, "marts.project_places")
    return rows[rows["project_id"] == project_id].sort_values("place_name", kind="stable", ignore_index=True)


@cached
def doubles(release: Path, project_id: str) -> pd.DataFrame:
    """The records of other lists that stand for the same project: that which counts, or those counted here."""
    asked = """
        select project_id, title, list_name, counted_in_project is null as is_counted
        from marts.projects
        where is_current and (
            counted_in_project = $project_id
            or project_id = (
                select any_value(counted_in_project) from marts.projects where is_current and project_id = $project_id
            )
        )
        order by is_counted desc, project_id
    """
    return releases.query(release, asked, {"project_id": project_id})


def list_of(release: Path, record: Record) -> Record | None:
    """The list a record stands in: what it is called, its publisher, licence, attribution and address."""
    rows = later_table(release, "marts.lists")
    found = rows[rows["list_name"] == record["list_name"]].to_dict("records")
    return {str(name): value for name, value in found[0].items()} if found else None


def publisher_of(record: Record, listed: Record | None) -> str:
    """Who publishes a record, as the marts of soils say it; empty where nobody is named."""
    named = [listed["publisher"] if listed else None, record["lead_name"], record["lead_id"]]
    return next((str(name) for name in named if not is_missing(name)), "")
