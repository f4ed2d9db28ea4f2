"""What the pages of funders ask of open records about soils: practice by region, a cell's records, what is in preparation.

Amounts are of whole projects, not money for soils. Does not belong here: one publisher (`publisher_rows`), one record
(`one_record`).
"""

from pathlib import Path

import pandas as pd

from dashboard.queries import coverage_rows, published
from dashboard.queries.caching import cached
from dashboard.queries.listing import Listing, Part, listing
from dashboard.rendering.grid_cells import NONE, PracticeCell
from dashboard.rendering.registers.recorded import Names
from dashboard.rendering.words import Words, is_missing
from warehouse import releases

GRADES = ("", "core")  # what an address can choose: core and contributing records, or core ones alone
# One row per record and practice, with the part of its money that counts there; without a practice one row of its own.
PRACTISED = """
codes as (
    select
        project_id,
        coalesce(list_distinct(string_split(nullif(practices, ''), ';')), [null::varchar]) as practice_codes
    from marts.projects
    where is_current and soil_relevance in ('core', 'contributing')
),
practised as (
    select project_id, unnest(practice_codes) as practice_code, 1 / len(practice_codes) as practice_share
    from codes
)
"""
# A record in two countries of a region is one record there.
CELLS = f"""
with {PRACTISED},
counted as (
    select
        practice_code,
        region_code,
        count(distinct project_id) filter (not is_in_preparation) as records_count,
        count(distinct project_id) filter (not is_in_preparation and soil_relevance = 'core') as core_count,
        count(distinct project_id) filter (is_in_preparation) as preparation_count
    from marts.soil_records
    join practised using (project_id)
    where $grade = '' or soil_relevance = $grade
    group by all
),
money as (
    select
        practice_code,
        region_code,
        fsum(committed_eur) as committed_eur,
        fsum(policy_loans_eur) as policy_loans_eur,
        fsum(preparation_eur) as preparation_eur
    from marts.soil_activity
    where $grade = '' or soil_relevance = $grade
    group by all
)
select counted.*, money.committed_eur, money.policy_loans_eur, money.preparation_eur
from counted
left join money
    on money.practice_code is not distinct from counted.practice_code
    and money.region_code is not distinct from counted.region_code
order by practice_code nulls last, region_code nulls last
"""
# Of practices and regions that are picked, all where none is: how many records, and their money as far as it counts there.
CHOSEN = f"""
with {PRACTISED}
select
    count(distinct project_id) as records_count,
    fsum(committed_eur * practice_share) as committed_eur
from marts.soil_records
join practised using (project_id)
where not is_in_preparation
    and ($grade = '' or soil_relevance = $grade)
    and ($practices = '' or list_contains(string_split($practices, ';'), practice_code))
    and ($regions = '' or list_contains(string_split($regions, ';'), region_code))
"""
# What a list of records shows of each; `here` has one row per record and the place asked for.
SHOWN = """
    here.project_id,
    projects.title,
    here.publisher,
    here.soil_relevance,
    projects.practices,
    projects.countries,
    projects.regions,
    here.year,
    here.committed_eur,
    here.policy_loans_eur,
    here.preparation_eur,
    here.unconverted_count,
    projects.list_name,
    lists.as_of,
    projects.source_link,
    projects.source_file,
    projects.source_sheet,
    projects.source_row
"""
# The records that name a place and a practice picked, whole: countries stand for their regions, and a text without any code
# lets everything through.
OF_CHOICE = """
of_choice as (
    select distinct project_id
    from marts.soil_records
    join practised using (project_id)
    where ($practices = '' or list_contains(string_split($practices, ';'), practice_code))
        and case
            when $countries <> '' then list_contains(string_split($countries, ';'), country_code)
            else $regions = '' or list_contains(string_split($regions, ';'), region_code)
        end
)
"""
# Core ones first, then the newest.
ORDER = "order by here.soil_relevance = 'core' desc, here.year desc nulls last, here.project_id"
RECORDS_OF_CELL = f"""
with {PRACTISED},
here as (
    select
        project_id,
        soil_relevance,
        publisher,
        year,
        fsum(committed_eur * practice_share) as counted_here_eur,
        fsum(committed_eur) as committed_eur,
        fsum(policy_loans_eur) as policy_loans_eur,
        fsum(preparation_eur) as preparation_eur,
        sum(unconverted_count)::bigint as unconverted_count
    from marts.soil_records
    join practised using (project_id)
    where practice_code is not distinct from $practice and region_code is not distinct from $region
        and ($grade = '' or soil_relevance = $grade) and not is_in_preparation
    group by project_id, soil_relevance, publisher, year
)
select {SHOWN}, here.counted_here_eur
from here
join marts.projects as projects on projects.project_id = here.project_id and projects.is_current
left join marts.lists as lists on lists.list_name = projects.list_name
{ORDER}
"""
# The records of one publisher or, where none is named, of all; either those approved or those in preparation.
RECORDS_OF_PUBLISHER = f"""
with {PRACTISED}, {OF_CHOICE},
here as (
    select
        project_id,
        soil_relevance,
        publisher,
        year,
        fsum(committed_eur) as committed_eur,
        fsum(policy_loans_eur) as policy_loans_eur,
        fsum(preparation_eur) as preparation_eur,
        sum(unconverted_count)::bigint as unconverted_count
    from marts.soil_records
    where is_in_preparation = $is_in_preparation and ($publisher = '' or publisher = $publisher)
        and project_id in (select project_id from of_choice)
    group by project_id, soil_relevance, publisher, year
)
select {SHOWN}
from here
join marts.projects as projects on projects.project_id = here.project_id and projects.is_current
left join marts.lists as lists on lists.list_name = projects.list_name
{ORDER}
"""


def cell_of(address: str, practices: pd.DataFrame, regions: pd.DataFrame) -> PracticeCell | None:
    """The cell an address names; None when there is no such cell."""
    practice, _, region = address.partition(".")
    if practice not in {NONE, *practices["practice_code"]} or region not in {NONE, *regions["region_code"]}:
        return None
    return PracticeCell(None if practice == NONE else practice, None if region == NONE else region)


def has_records(release: Path) -> bool:
    """Does the release hold open records about soils? One made before they were read has no table of them."""
    return bool(published.row_counts(release).get("marts.soil_records", 0))


@cached
def practices(release: Path) -> pd.DataFrame:
    """The practices in their order, with their labels."""
    return published.later_table(release, "marts.practices").sort_values("sequence", ignore_index=True)


@cached
def chosen(release: Path, grade: str, practices: str, regions: str) -> tuple[int, float | None]:
    """How many open records are of these practices and regions, and what they hold there, in EUR; codes parted by `;`."""
    values: dict[str, object] = {"grade": grade, "practices": practices, "regions": regions}
    row = releases.query(release, CHOSEN, values).to_dict("records")[0]
    return int(row["records_count"]), None if is_missing(row["committed_eur"]) else float(row["committed_eur"])


@cached
def practice_names(release: Path, language: str) -> dict[str, str]:
    """The name of every practice in a language, by its code."""
    words = Words(language)
    return {row["practice_code"]: words.label(row) for row in practices(release).to_dict("records")}


@cached
def names(release: Path, language: str) -> Names:
    """The names of practices, countries, regions and lists in a language."""
    lists = published.later_table(release, "marts.lists")
    return Names(
        practice_names(release, language),
        coverage_rows.country_names(release, language),
        coverage_rows.region_names(release, language),
        dict(zip(lists["list_name"], lists["label"], strict=True)),
    )


@cached
def cells(release: Path, grade: str) -> pd.DataFrame:
    """One row per practice and region that any record has: records, and EUR committed, as policy loans, in preparation."""
    return releases.query(release, CELLS, {"grade": grade})


@cached
def listed_regions(release: Path) -> frozenset[str]:
    """The regions of which some list, or some record, names a country."""
    named = releases.query(
        release,
        """
        select region_code from marts.country_need where is_listed
        union
        select region_code from marts.soil_records
        """,
    )
    return frozenset(named["region_code"].dropna())


def of_cell(release: Path, cell: PracticeCell, grade: str, part: Part) -> Listing:
    """The approved records of a cell, each once, with the part of its commitment that counts there."""
    return listing(release, RECORDS_OF_CELL, part, practice=cell.practice_code, region=cell.region_code, grade=grade)


def of_publisher(release: Path, publisher: str, is_in_preparation: bool, part: Part) -> Listing:
    """The records of a publisher: those approved, or those in preparation."""
    values = {"publisher": publisher, "is_in_preparation": is_in_preparation}
    return listing(release, RECORDS_OF_PUBLISHER, part, regions="", countries="", practices="", **values)


def in_preparation(release: Path, part: Part, *, regions: str, countries: str, practices: str) -> Listing:
    """The records in preparation of what is picked, codes parted by `;`; of all where nothing is."""
    values = {"regions": regions, "countries": countries, "practices": practices}
    return listing(release, RECORDS_OF_PUBLISHER, part, publisher="", is_in_preparation=True, **values)
