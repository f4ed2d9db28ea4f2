"""Projects supported in a year, counted from formative assessments.

Received, in line and supported are three different counts; this one is of supported projects alone.
"""

from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.derived.derivation import (
    Derivation,
    Tables,
    distinct_days,
    facts,
    figures,
    out_of_time,
    reasons,
    stacked,
    year_days,
)
from pipelines.rules.membership import among

ASSESSMENTS, PROJECTS, CALLS = "core.assessments", "core.projects", "core.calls"
# Why a fact is counted or left out.
SUPPORTED, UNSUPPORTED, NOT_IN_LINE = "in_line_supported", "in_line_unsupported", "not_in_line"
COUNTED_IN_YEAR, NUMBER_ALONE, NO_DATED_ASSESSMENT = (
    "project_counted_in_year",
    "number_without_projects",
    "no_dated_assessment",
)


def supported_projects_per_year(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Projects supported in a calendar year, in projects per year.

    Counted: a project whose formative assessment of that year found it in line (aligned with the vision) and was
    followed by a letter of support or publication as an investment opportunity (helped to find funding); once a year.
    A year has a figure when an assessment of it was sent, whatever its result. It is whole when for each of its calls
    at least as many projects judged in line are listed as the call reports.
    """
    assessments = tables["assessments"].sort_values(["assessed_on", "project_id", "call_code"], ignore_index=True)
    on, project = assessments["assessed_on"], assessments["project_id"]
    letter, publication = (assessments[name] for name in ("has_letter_of_support", "is_published_opportunity"))
    is_unhelped = ~(letter.fillna(False) | publication.fillna(False)).astype(bool)
    cases = [
        *out_of_time(on, as_of),
        (assessments["assessment_result"] != "in_line", NOT_IN_LINE),
        (is_unhelped, UNSUPPORTED),
    ]
    supported = reasons(assessments.index, *cases).isna()
    pairs = pd.DataFrame({"project": project.where(supported), "year": on.dt.year})
    is_again = supported & pairs.duplicated()
    left_out = reasons(assessments.index, *cases, (is_again, COUNTED_IN_YEAR))
    days = year_days(on, as_of)
    dated = facts(
        assessments,
        ASSESSMENTS,
        project + "|" + assessments["call_code"],
        on,
        observed_on=days,
        left_out=left_out,
        counted_because=SUPPORTED,
        named={NOT_IN_LINE: {"result": assessments["assessment_result"]}},
    )
    stands_on = distinct_days(days)
    short = _short_calls(assessments, tables["calls"])
    remarks = [
        "".join(short.get(call, "") for call in sorted(set(assessments.loc[days == day, "call_code"])))
        for day in stands_on
    ]
    whole = [not remark for remark in remarks]
    return Derivation(figures(stands_on, whole, remarks), stacked([dated, *_undated(tables, assessments)]))


def _undated(tables: Tables, assessments: pd.DataFrame) -> list[pd.DataFrame]:
    """What speaks of projects in line without a date for each: numbers of calls, and results in a project's own row."""
    calls = tables["calls"][tables["calls"]["in_line_count"].notna()]
    projects = tables["projects"]
    is_stated = projects["is_current"].astype(bool) & (projects["assessment_result"] == "in_line").fillna(False)
    stated = projects[is_stated & ~among(projects["project_id"], assessments["project_id"])]
    return [
        _left_out(calls, CALLS, calls["call_code"], calls["closed_on"], NUMBER_ALONE),
        _left_out(stated, PROJECTS, stated["project_id"], stated["updated_on"], NO_DATED_ASSESSMENT),
    ]


def _left_out(rows: pd.DataFrame, table_name: str, key: pd.Series, on: pd.Series, why: str) -> pd.DataFrame:
    left_out = pd.Series(why, index=rows.index, dtype=object)
    return facts(rows, table_name, key, on, observed_on=pd.NaT, left_out=left_out)


def _short_calls(assessments: pd.DataFrame, calls: pd.DataFrame) -> dict[str, str]:
    """Calls of which fewer projects in line are listed than the call reports, each with the remark that says so."""
    in_line = assessments[assessments["assessment_result"] == "in_line"]
    listed = in_line.groupby("call_code")["project_id"].nunique()
    remarks = {}
    for call in calls[calls["in_line_count"].notna()].itertuples():
        found = int(listed.get(call.call_code, 0))
        if found < call.in_line_count:
            remarks[call.call_code] = (
                f"Call {call.call_code} reports {call.in_line_count} projects in line and {found} are listed: somebody "
                "must send the others or approve the figure. "
            )
    return remarks
