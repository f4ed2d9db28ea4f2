"""What ships of a funder's list: its records about soils as facts, and by country what the whole list holds.

Belongs here: which rows and columns ship, and the places of projects. Does not: reading and writing files
(`commands.extracting`), and which record is about soils (`rules.relevance`).
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipelines.rules.relevance.judging import JUDGED
from pipelines.rules.relevance.lexicon import CONTRIBUTING, CORE

# The publishers' columns that ship, by list: facts. No text of an objective, and no classification that was judged with it.
SHIPPED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "world-bank": (
        "id", "regionname", "countryshortname", "status", "project_name", "boardapprovaldate", "closingdate",
        "curr_ibrd_commitment", "idacommamt", "grantamt", "curr_total_commitment", "lendinginstr",
    ),
    "gef-aiddata": (
        "project_id", "is_geocoded", "project_title", "start_actual_isodate", "end_actual_isodate", "recipients",
        "recipients_iso3", "place_countries", "ad_purpose_codes", "ad_purpose_names", "status",
        "transactions_start_year", "total_commitments",
    ),
}  # fmt: skip
SINCE = pd.Timestamp(2000, 1, 1)
IN_PREPARATION, CANCELLED = "1", "5"
COVERAGE = ["list_name", "country_code", "records_count", "soil_records_count", "other_committed_eur"]
PLACES = ["project_id", "place_name", "country_code", "latitude", "longitude", "precision_code"]
ADMINISTRATIVE_PATH = 2  # of a place: the earth, its continent, its country, …
WIDE = ("AREA", "CONT", "OCN", "RGN")  # kinds of place that, outside every country, are none on a map


def records_of(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The current records of a list that are of our time, with `approved_on` and `is_soil`; `tables` as a run decides them.

    Of our time: approved since 2000, or in preparation without a date yet, and not cancelled. The day of approval is that
    of the first amount, else the start.
    """
    projects = tables["projects"][tables["projects"]["is_current"].astype(bool)]
    first = tables["contributions"].groupby("project_id")["value_on"].min()
    approved_on = projects["project_id"].map(first).fillna(projects["starts_on"])
    status = projects["activity_status_code"].fillna("")
    is_undated = approved_on.isna() & status.eq(IN_PREPARATION)
    is_ours = (approved_on.ge(SINCE) | is_undated) & status.ne(CANCELLED)
    is_soil = projects["soil_relevance"].isin([CORE, CONTRIBUTING])
    return projects.assign(approved_on=approved_on, is_soil=is_soil)[is_ours]


def extract(
    published: pd.DataFrame, reference: str, records: pd.DataFrame, columns: Sequence[str], is_judged: bool
) -> pd.DataFrame:
    """The published rows of the records about soils, in their published order, in the columns that ship.

    `reference` is the header of the publisher's identifier. Where texts were judged that do not ship (`is_judged`), the
    judgement comes with each row.
    """
    about_soils = records[records["is_soil"]].set_index("list_reference")
    rows = published.loc[published[reference].str.strip().isin(about_soils.index), list(columns)]
    if is_judged:
        rows = rows.assign(**about_soils.loc[rows[reference].str.strip(), JUDGED].set_axis(rows.index))
    return rows.reset_index(drop=True)


def coverage(list_name: str, records: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By country how many records of a list there are, how many about soils, and the counted euros of the others.

    A record in several countries is one in each, its money is split as its countries share it. Without a country: a row
    without one.
    """
    countries = tables["project_countries"][["project_id", "country_code", "country_share"]]
    placed = records[["project_id", "is_soil"]].merge(countries, on="project_id", how="left")
    placed["country_share"] = placed["country_share"].fillna(1.0)
    contributions = tables["contributions"]
    is_commitment = contributions["is_counted"].astype(bool) & contributions["state"].eq("committed")
    committed = contributions[is_commitment].groupby("project_id")["amount_eur"].sum(min_count=1)
    euros = placed["project_id"].map(committed).astype("float64") * placed["country_share"]
    placed["other_committed_eur"] = euros.mask(placed["is_soil"])
    groups = placed.groupby("country_code", dropna=False)
    summed = groups["other_committed_eur"].sum(min_count=1).round(2).reset_index()
    records_count = groups["project_id"].nunique().to_numpy()
    about_soils = placed[placed["is_soil"]].groupby("country_code", dropna=False)["project_id"].nunique()
    soil_count = about_soils.reindex(summed["country_code"], fill_value=0).to_numpy()
    return summed.assign(list_name=list_name, records_count=records_count, soil_records_count=soil_count)[COVERAGE]


def with_place_countries(projects: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The published projects with `place_countries`: the countries that their places lie in, for those that name none."""
    located = places.dropna(subset="country_code").groupby("project_id")["country_code"]
    named = located.agg(lambda codes: ";".join(sorted(set(codes))))
    return projects.assign(place_countries=projects["project_id"].map(named).fillna(""))


def with_countries(locations: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Published places with `country_code`, from the path of administrative areas; oceans and continents are left out."""
    path = locations["gazetteer_adm_code"].str.split("|").str[ADMINISTRATIVE_PATH]
    code = path.map(countries.set_index("country_alpha2")["country_code"])
    is_place = code.notna() | ~locations["location_type_code"].isin(WIDE)
    return locations.assign(country_code=code)[is_place]


def project_places(list_name: str, places: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The places of the records that ship, by our identifier of the project."""
    references = records.loc[records["is_soil"], "list_reference"]
    rows = places[places["project_id"].isin(references)]
    rows = rows.assign(project_id=list_name + ":" + rows["project_id"])
    return rows.sort_values(PLACES, kind="stable", ignore_index=True)[PLACES]
