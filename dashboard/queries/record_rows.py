"""What the pages ask of open records about soils: those that are chosen by words and facets, and how many each value has.

A record is about soils where its relevance is core or contributing; its year is that of its approval, else of its start;
its amount is that of the whole project, whether or not a total counts it. Does not belong here: what a page says of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from dashboard.queries import published
from dashboard.queries.caching import cached
from dashboard.queries.folding import asked, has_every_word, whole_words
from warehouse import releases

GRADES = ("core", "contributing")
FACETS = ("regions", "countries", "practices", "grades", "funders", "years")
NONE = "none"  # the value of a record that says nothing under a facet
MARK = ";"
CHOSEN = " and ".join(f"in_{name}" for name in ("words", *FACETS))

# Money that stands apart or is counted in another list is a record's own all the same.
RECORDS = f"""
with given as (
    select
        project_id,
        min(value_on) filter (state = 'committed' and form = 'cash' and counted_in is null) as approved_on,
        fsum(amount_eur) filter (is_whole) as amount_eur,
        bool_or(is_whole and amount_eur is null) as is_unconverted,
        bool_or(not_counted_reason = 'policy_loan') as is_policy_loan
    from (
        select
            *,
            state = 'committed' and form = 'cash'
            and (is_counted or not_counted_reason in ('policy_loan', 'in_other_list')) as is_whole
        from marts.contributions
    )
    group by project_id
),
records as (
    select
        projects.*,
        given.is_policy_loan,
        case when not given.is_unconverted then given.amount_eur end as amount_eur,
        coalesce(given.approved_on, projects.starts_on) as approved_on,
        year(coalesce(given.approved_on, projects.starts_on)) as year,
        coalesce(lists.publisher, lead_name, lead_id) as publisher,
        coalesce(lists.publisher, lead_name, lead_id, '{NONE}') as funder,
        coalesce(activity_status_code in ('5', '6'), false) or counted_in_project is not null
            or coalesce(is_outdated_plan, false) as is_aside,
        list_distinct(string_split(coalesce(regions, '{NONE}'), '{MARK}')) as region_codes,
        list_distinct(string_split(coalesce(countries, '{NONE}'), '{MARK}')) as country_codes,
        list_distinct(string_split(coalesce(practices, '{NONE}'), '{MARK}')) as practice_codes
    from marts.projects as projects
    left join given using (project_id)
    left join marts.lists as lists using (list_name)
    where projects.is_current and projects.soil_relevance in {GRADES}
)
"""
COLUMNS = """
    project_id, title, soil_relevance, practices, countries, publisher, year, amount_eur, is_policy_loan,
    activity_status_code, counted_in_project, list_name, source_link, source_file, source_sheet, source_row
"""
# A facet that says nothing leaves nothing out; of several values of one facet a record has any.
JUDGED = f"""
{RECORDS},
judged as (
    select
        *,
        {has_every_word("title")} as in_words,
        $regions = '' or list_has_any(region_codes, string_split($regions, '{MARK}')) as in_regions,
        $countries = '' or list_has_any(country_codes, string_split($countries, '{MARK}')) as in_countries,
        $practices = '' or list_has_any(practice_codes, string_split($practices, '{MARK}')) as in_practices,
        $grades = '' or list_contains(string_split($grades, '{MARK}'), soil_relevance) as in_grades,
        $funders = '' or list_contains(string_split($funders, '{MARK}'), funder) as in_funders,
        ($least is null or coalesce(year >= $least, false)) and ($most is null or coalesce(year <= $most, false))
            as in_years
    from records
)
"""
# First the grade, then how much of what was asked stands in the title as words of their own, then the newest.
FOUND = f"""
{JUDGED}
select {COLUMNS}
from judged
where {CHOSEN}
order by soil_relevance <> 'core', {whole_words("title")} desc, approved_on desc nulls last, project_id
"""
NUMBERS = f"{JUDGED} select count(*) as found, count(*) filter (is_aside) as aside from judged where {CHOSEN}"
TICKED = (
    f"{RECORDS} select {COLUMNS} from records where project_id in (select unnest($project_ids)) order by project_id"
)


@dataclass(frozen=True)
class Selection:
    """What a reader has chosen: words of the title, values of each facet, and the years from and to."""

    words: str = ""
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def values(self) -> dict[str, object]:
        """The values for the names in the questions; of two years the smaller one comes first."""
        least, most = self.least, self.most
        if least is not None and most is not None and least > most:
            least, most = most, least
        lists = {name: MARK.join(values) for name, values in asdict(self).items() if isinstance(values, tuple)}
        return {"text": asked(self.words), **lists, "least": least, "most": most}


@cached
def knows_relevance(release: Path) -> bool:
    """Does the release say which open records are about soils? One made before they were judged does not."""
    return published.has_column(release, "marts.projects", "soil_relevance")


def has_any(release: Path) -> bool:
    """Is any open record of the release about soils?"""
    return knows_relevance(release) and numbers(release, Selection())[0] > 0


@cached
def numbers(release: Path, chosen: Selection) -> tuple[int, int]:
    """How many records are chosen, and how many of them no total counts: cancelled, suspended or counted in another list."""
    answer = releases.query(release, NUMBERS, chosen.values)
    return int(answer.at[0, "found"]), int(answer.at[0, "aside"])


@cached
def facets(release: Path, chosen: Selection) -> Mapping[str, Mapping[str, int]]:
    """For each facet and value: how many records have it under the words and the other facets chosen."""
    counts = releases.query(release, _counts(), chosen.values)
    return {
        str(facet): dict(zip(rows["value"], rows["records_count"].astype(int), strict=True))
        for facet, rows in counts.groupby("facet")
    }


def _counts() -> str:
    values = {
        "regions": "unnest(region_codes)",
        "countries": "unnest(country_codes)",
        "practices": "unnest(practice_codes)",
        "grades": "soil_relevance",
        "funders": "funder",
        "years": "year",
    }
    parts = [
        f"""
        select '{facet}' as facet, value::varchar as value, count(*) filter ({CHOSEN.replace(f"in_{facet}", "true")}) as records_count
        from (select *, {value} as value from judged)
        where value is not null
        group by all
        """
        for facet, value in values.items()
    ]
    return f"{JUDGED.replace('judged as (', 'judged as materialized (')} {' union all '.join(parts)} order by all"


def ticked(release: Path, project_ids: Sequence[str]) -> pd.DataFrame:
    """The records with these identifiers."""
    return releases.query(release, TICKED, {"project_ids": list(project_ids)})


def titles_with(release: Path, text: str) -> int:
    """How many records about soils have every word of a text in their title."""
    return numbers(release, Selection(text))[0] if knows_relevance(release) else 0
