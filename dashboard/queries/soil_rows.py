"""What the pages ask of soils: what each country needs and has, the open records about its soils, the lists read for them.

Amounts are of whole projects, not money for soils. Does not belong here: the questions of the other pages of funders.
"""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.listing import Listing, Part, listing
from dashboard.queries.open_records import ORDER, SHOWN
from dashboard.queries.published import later_table, table
from warehouse import releases

# The open records about the soils of a country, those approved or those in preparation, with the part of this country.
RECORDS_OF_COUNTRY = f"""
select {SHOWN}, projects.ends_on
from marts.soil_records as here
join marts.projects as projects on projects.project_id = here.project_id and projects.is_current
left join marts.lists as lists on lists.list_name = projects.list_name
where here.country_code = $code and here.is_in_preparation = $is_in_preparation
{ORDER}
"""
PLACES_OF_COUNTRY = """
select
    places.place_name,
    places.project_id,
    projects.title,
    places.latitude,
    places.longitude,
    places.precision_code,
    projects.source_link,
    projects.source_file
from marts.project_places as places
join marts.projects as projects on projects.project_id = places.project_id and projects.is_current
where places.country_code = $code
order by places.place_name, places.project_id, places.latitude, places.longitude
"""


@cached
def needs(release: Path) -> pd.DataFrame:
    """One row per country with soil figures or in a list, with its labels; the largest debt of soil carbon first."""
    rows = later_table(release, "marts.country_need")
    names = table(release, "marts.countries").drop(columns=["region_code"])
    named = rows.merge(names, on="country_code", how="left", validate="one_to_one")
    return named.sort_values(["debt_rank", "country_code"], ignore_index=True)


@cached
def lists(release: Path) -> pd.DataFrame:
    """One row per list of which something was read: what it is called, its licence, attribution and address."""
    rows, read = later_table(release, "marts.lists"), later_table(release, "marts.list_coverage")
    known = rows["list_name"].isin(read["list_name"]) | (rows["records_count"] > 0)
    return rows[known].reset_index(drop=True)


def of_country(release: Path, code: str, is_in_preparation: bool, part: Part) -> Listing:
    """The records about the soils of a country, approved or in preparation; each with the part of its money that is here."""
    return listing(release, RECORDS_OF_COUNTRY, part, code=code, is_in_preparation=is_in_preparation)


def places_of(release: Path, code: str, part: Part) -> Listing:
    """The places in a country that activities name."""
    return listing(release, PLACES_OF_COUNTRY, part, code=code)


@cached
def years(release: Path, code: str) -> pd.DataFrame:
    """One row per year and grade of a country: approved open records and what is committed to them, in EUR."""
    asked = """
        select
            year,
            soil_relevance,
            count(*) as projects_count,
            fsum(committed_eur) as committed_eur,
            fsum(policy_loans_eur) as policy_loans_eur
        from marts.soil_records
        where country_code = $code and not is_in_preparation
        group by all
        order by year nulls last, soil_relevance desc
    """
    return releases.query(release, asked, {"code": code})


@cached
def read_of(release: Path, code: str) -> pd.DataFrame:
    """One row per list that was read: how much of it names the country, and what of that is about soils."""
    own = later_table(release, "marts.list_coverage")
    counted = own[own["country_code"] == code].drop(columns=["country_code"])
    named = lists(release)[["list_name", "label", "as_of"]]
    rows = named.merge(counted, on="list_name", how="left", validate="one_to_one")
    return rows.fillna({"records_count": 0, "soil_records_count": 0})
