"""What the pages ask of projects, where there may be many thousands: grouped by the release, or in parts.

An ordered question that a page shows in parts is a constant, asked by `listing`.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from warehouse import releases

DAYS_TOGETHER = 30  # days in a stage that are counted together

# The current projects tied to an objective, with the basis of the link.
OF_OBJECTIVE = """
select
    projects.project_id,
    projects.title,
    projects.lead_name,
    projects.sic_stage,
    links.objective_share,
    links.link_basis,
    links.rule_id,
    projects.asked_eur,
    projects.committed_eur,
    projects.updated_on,
    projects.source_file,
    projects.source_row
from marts.project_objectives as links
join marts.projects as projects on projects.project_id = links.project_id and projects.is_current
where links.objective_code = $code
order by projects.project_id
"""

# One row per project with a stage, of one objective or of all: first those that wait too long, then by days in the
# stage. A project of several objectives has one row.
IN_STAGE = """
select
    project_id,
    any_value(title) as title,
    array_to_string(list_sort(list(objective_code)), ';') as objectives,
    any_value(stage) as stage,
    any_value(stage_since_on) as stage_since_on,
    any_value(days_in_stage) as days_in_stage,
    any_value(is_stuck) as is_stuck,
    any_value(lacks_feedback) as lacks_feedback,
    min(link_basis) as link_basis -- declared by a partner where any of its links is
from marts.pipeline
where $code = '' or objective_code = $code
group by project_id
order by coalesce(any_value(pipeline.is_stuck), false) desc, days_in_stage desc nulls last, project_id
"""


@cached
def stuck(release: Path, code: str) -> pd.DataFrame:
    """The projects of an objective, or of all, that wait too long for an answer, or since nobody knows when."""
    rows = releases.query(release, IN_STAGE, {"code": code})
    is_undated = rows["lacks_feedback"] & rows["days_in_stage"].isna()
    return rows[rows["is_stuck"].fillna(False).astype(bool) | is_undated].reset_index(drop=True)


@cached
def link_counts(release: Path, code: str) -> pd.DataFrame:
    """One row per basis of a link: how many current projects are tied to the objective by it."""
    return releases.query(
        release,
        """
        select links.link_basis, count(*) as projects_count
        from marts.project_objectives as links
        join marts.projects as projects on projects.project_id = links.project_id and projects.is_current
        where links.objective_code = $code
        group by all
        order by all
        """,
        {"code": code},
    )


@cached
def in_stage(release: Path, code: str) -> pd.DataFrame:
    """One row per stage and 30 days in it, of one objective or of all: how many projects, each of them once."""
    return releases.query(
        release,
        f"""
        with once as (
            select
                project_id,
                any_value(stage) as stage,
                any_value(days_in_stage) // {DAYS_TOGETHER} * {DAYS_TOGETHER} as days_in_stage,
                coalesce(any_value(is_stuck), false) as is_stuck,
                any_value(lacks_feedback) as lacks_feedback
            from marts.pipeline
            where $code = '' or objective_code = $code
            group by project_id
        )
        select stage, days_in_stage, is_stuck, lacks_feedback, count(*) as projects_count
        from once
        group by all
        order by all
        """,
        {"code": code},
    )


@cached
def open_projects(release: Path) -> pd.DataFrame:
    """One row per open project, by identifier: what the criteria of a funder look at."""
    return releases.query(
        release,
        """
        select
            opportunities.project_id, opportunities.objectives, opportunities.regions, opportunities.countries,
            opportunities.gap_eur, opportunities.stage, opportunities.sdgs, opportunities.assessment, projects.practices
        from marts.opportunities
        left join marts.projects on projects.project_id = opportunities.project_id and projects.is_current
        order by opportunities.project_id
        """,
    )


@cached
def open_counts(release: Path, practices: str = "") -> dict[tuple[str, str], int]:
    """How many open projects name an objective and a region, or an objective and a country, by the codes of both.

    Of practices named, parted by `;`, only projects that name one; a text without any lets everything through.
    """
    rows = releases.query(
        release,
        """
        with named as (
            select
                project_id,
                unnest(string_split(opportunities.objectives, ';')) as objective_code,
                opportunities.regions,
                opportunities.countries
            from marts.opportunities
            left join marts.projects using (project_id)
            where coalesce(projects.is_current, true) and (
                $practices = '' or list_has_any(string_split(projects.practices, ';'), string_split($practices, ';'))
            )
        ),
        placed as (
            select project_id, objective_code, unnest(string_split(regions, ';')) as place_code from named
            union all
            select project_id, objective_code, unnest(string_split(countries, ';')) from named
        )
        select objective_code, place_code, count(distinct project_id) as projects_count
        from placed
        group by all
        order by all
        """,
        {"practices": practices},
    )
    codes = zip(rows["objective_code"], rows["place_code"], strict=True)
    return dict(zip(codes, rows["projects_count"].astype(int), strict=True))


@cached
def open_codes(release: Path, column: str) -> frozenset[str]:
    """The codes that open projects name in a column of several, such as `countries`."""
    return frozenset(open_projects(release)[column].dropna().str.split(";").explode())


def opportunities(release: Path, project_ids: Sequence[str]) -> pd.DataFrame:
    """The open projects with these identifiers, each with its summary, file and row."""
    return releases.query(
        release,
        """
        select opportunities.*, projects.practices, projects.summary, projects.source_file, projects.source_row
        from marts.opportunities
        join marts.projects on projects.project_id = opportunities.project_id and projects.is_current
        where opportunities.project_id in (select unnest($project_ids))
        order by opportunities.project_id
        """,
        {"project_ids": list(project_ids)},
    )


@cached
def some_opportunities(release: Path, project_ids: tuple[str, ...]) -> pd.DataFrame:
    """As `opportunities`, for the few that a page shows."""
    return opportunities(release, project_ids)


@cached
def asking_projects(release: Path, code: str) -> pd.DataFrame:
    """The current projects of an objective that ask for money, with their share of it and what they name."""
    return releases.query(
        release,
        """
        select
            projects.project_id,
            projects.is_current,
            projects.asked_eur,
            projects.countries,
            projects.regions,
            links.objective_code,
            links.objective_share
        from marts.project_objectives as links
        join marts.projects as projects on projects.project_id = links.project_id and projects.is_current
        where links.objective_code = $code and projects.asked_eur > 0
        order by projects.project_id
        """,
        {"code": code},
    )
