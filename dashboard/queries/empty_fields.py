"""How many rows of a release leave a field empty, of how many: the same for a whole table or for what a page is of.

Does not belong here: what is said of it, and who can fill the field (`lacking`).
"""

from dataclasses import dataclass
from pathlib import Path

from dashboard.queries import published
from dashboard.queries.caching import cached
from warehouse import releases


@dataclass(frozen=True)
class Counted:
    """Rows that lack something, of how many."""

    count: int
    total: int


OPEN = "select count(*) filter ({lacks}) as rows_count, count(*) as total from marts.opportunities"
# Open records about soils, of one publisher or one country where a page is of it.
SOILS = """
select count(*) filter ({lacks}) as rows_count, count(*) as total
from (
    select soils.project_id, any_value(projects.practices) as practices, max(soils.{amount}) as amount
    from marts.soil_records as soils
    join marts.projects as projects on projects.project_id = soils.project_id and projects.is_current
    where {kept} and ($of = '' or soils.publisher = $of or soils.country_code = $of)
    group by soils.project_id
)
"""
APPROVED = {"amount": "committed_eur", "kept": "not soils.is_in_preparation"}
# Kind of what is missing: the table it is asked of, and the question.
ASKED = {
    "no_open": (
        "opportunities",
        "select cast(count(*) = 0 as integer) as rows_count, 1 as total from marts.opportunities",
    ),
    "asked": ("opportunities", OPEN.format(lacks="asked_eur is null")),
    "stage": ("opportunities", OPEN.format(lacks="stage is null")),
    "country": ("opportunities", OPEN.format(lacks="coalesce(countries, '') = ''")),
    "goals": ("opportunities", OPEN.format(lacks="coalesce(sdgs, '') = ''")),
    "in_no_stage": (
        "pipeline",
        "select count(distinct project_id) filter (stage is null) as rows_count, count(distinct project_id) as total "
        "from marts.pipeline",
    ),
    "hatched": (
        "coverage_gaps",
        "select count(*) filter (coverage_state = 'nothing_reported') as rows_count, count(*) as total "
        "from marts.coverage_gaps where objective_code is not null and region_code is not null",
    ),
    "pledge": (
        "investments",
        "select cast(count(*) filter (state = 'pledged') = 0 as integer) as rows_count, 1 as total from marts.investments",
    ),
    "tied": (
        "investments",
        "select cast(count(*) filter (objective_code is not null and state <> 'asked') = 0 as integer) as rows_count, "
        "1 as total from marts.investments",
    ),
    "converted": (
        "investments",
        "select coalesce(sum(unconverted_count), 0) as rows_count, coalesce(sum(contributions_count), 0) as total "
        "from marts.investments where state <> 'asked'",
    ),
    "record_amount": ("soil_records", SOILS.format(lacks="amount is null", **APPROVED)),
    "record_practice": ("soil_records", SOILS.format(lacks="coalesce(practices, '') = ''", **APPROVED)),
    "planned": (
        "soil_records",
        SOILS.format(lacks="amount is null", amount="preparation_eur", kept="soils.is_in_preparation"),
    ),
}


@cached
def counted(release: Path, kind: str, of: str = "") -> Counted:
    """How many rows lack what `kind` names; none in a release that was made before there was the table."""
    table, question = ASKED[kind]
    if f"marts.{table}" not in published.row_counts(release):
        return Counted(0, 0)
    values: dict[str, object] = {"of": of} if "$of" in question else {}
    found = releases.query(release, question, values).to_dict("records")[0]
    return Counted(int(found["rows_count"]), int(found["total"]))
