"""Admits the registers: partnerships, organisations, calls, assessments, budget of the Initiative, counts of partners."""

from datetime import date

import pandas as pd

from sources.admission.columns import booleans, choice_lists, choices, dates, integers, numbers, references
from sources.admission.docket import Docket
from sources.names.directory import Organisations, Projects
from sources.texts import mapped

PARTNERSHIPS = {
    "partnership_number": "integer",
    "organisation_id": "text",
    "organisation_name": "text",
    "country_or_kind": "text",
    "agreement_text": "text",
    "agreement_types": "text",
    "starts_on": "date",
    "duration_years": "number",
    "ends_on": "date",
    "is_end_computed": "boolean",
    "fte": "number",
    "note": "text",
    "source": "text",
}
ORGANISATIONS = {
    "organisation_id": "text",
    "organisation_name": "text",
    "organisation_type": "text",
    "country_code": "text",
    "initiative_status": "text",
    "is_nonprofit": "boolean",
    "joined_on": "date",
}
CALLS = {
    "call_code": "text",
    "opened_on": "date",
    "closed_on": "date",
    "received_count": "integer",
    "in_line_count": "integer",
    "recommendations_count": "integer",
    "source": "text",
}
ASSESSMENTS = {
    "project_id": "text",
    "call_code": "text",
    "modality": "text",
    "assessment_result": "text",
    "assessed_on": "date",
    "has_letter_of_support": "boolean",
    "is_published_opportunity": "boolean",
}
BUDGETS = {"budget_year": "integer", "item": "text", "budget_eur": "number", "source": "text"}
PARTNER_COUNTS = {
    "as_of": "date",
    "partners_count": "integer",
    "initiative_members_count": "integer",
    "countries_count": "integer",
    "note": "text",
    "source": "text",
}
MONTHS_PER_YEAR = 12
LONGEST_AGREEMENT_YEARS = 200
RUNNING_STAGES = ("implementing", "completed")


def admit_partnerships(docket: Docket, organisations: Organisations) -> dict[str, pd.DataFrame]:
    """The table partnerships; an end that is not stated is the anniversary of the start after the agreed years."""
    docket.missing("number", "organisation")
    starts, stated, years = dates(docket, "start"), dates(docket, "end"), numbers(docket, "duration_years")
    computed = _anniversaries(starts, years)
    values = {
        "partnership_number": integers(docket, "number"),
        "organisation_id": organisations.stated_ids(docket.text("organisation"), docket.rows["source_file"]),
        "organisation_name": docket.text("organisation"),
        "country_or_kind": docket.text("country_or_kind"),
        "agreement_text": docket.text("agreement"),
        "agreement_types": choice_lists(docket, "agreement_types"),
        "starts_on": starts,
        "duration_years": years,
        "ends_on": stated.fillna(computed),
        "is_end_computed": stated.isna() & computed.notna(),
        "fte": numbers(docket, "fte"),
        "note": docket.text("note"),
        "source": docket.text("source"),
    }
    docket.flag("PAR-001", values["ends_on"] < starts, "end")
    apart = (stated - computed).abs() > pd.Timedelta(days=31)
    docket.flag("PAR-002", apart, "end")
    docket.hold_repeats("ROW-002", values["partnership_number"].astype("str"), "number")
    return {"partnerships": docket.frame(PARTNERSHIPS, values)}


def _anniversaries(starts: pd.Series, years: pd.Series) -> pd.Series:
    known = starts.notna() & years.between(0, LONGEST_AGREEMENT_YEARS)
    ends = [
        start + pd.DateOffset(months=round(duration * MONTHS_PER_YEAR))
        for start, duration in zip(starts[known], years[known], strict=True)
    ]
    return pd.Series(ends, index=starts.index[known], dtype="datetime64[us]").reindex(starts.index)


def admit_organisations(docket: Docket, organisations: Organisations) -> dict[str, pd.DataFrame]:
    """The table organisations: one row per organisation of the register."""
    docket.missing("name")
    values = {
        "organisation_id": organisations.ids(
            docket.text("name"), docket.text("organisation_id"), docket.rows["source_file"]
        ),
        "organisation_name": docket.text("name"),
        "organisation_type": choices(docket, "type"),
        "country_code": references(docket, "country"),
        "initiative_status": choices(docket, "initiative_status"),
        "is_nonprofit": booleans(docket, "is_nonprofit"),
        "joined_on": dates(docket, "joined_on"),
    }
    is_member = values["initiative_status"] == "member"
    docket.flag("ORG-001", is_member & (values["organisation_type"] == "private_company"), "initiative_status")
    docket.flag("ORG-002", is_member & (values["is_nonprofit"] == False).fillna(False), "is_nonprofit")  # noqa: E712
    docket.hold_repeats("ROW-002", values["organisation_id"], "name")
    return {"organisations": docket.frame(ORGANISATIONS, values)}


def admit_calls(docket: Docket) -> dict[str, pd.DataFrame]:
    """The table calls: one row per call for projects."""
    docket.missing("call")
    values = {
        "call_code": docket.text("call"),
        "opened_on": dates(docket, "opened_on"),
        "closed_on": dates(docket, "closed_on"),
        "received_count": integers(docket, "received"),
        "in_line_count": integers(docket, "in_line"),
        "recommendations_count": integers(docket, "recommendations_only"),
        "source": docket.text("source"),
    }
    docket.flag("CAL-001", values["closed_on"] < values["opened_on"], "closed_on")
    judged = values["in_line_count"].fillna(0) + values["recommendations_count"].fillna(0)
    docket.flag("CAL-002", judged > values["received_count"], "received")
    docket.hold_repeats("ROW-002", values["call_code"], "call")
    return {"calls": docket.frame(CALLS, values)}


def admit_assessments(
    docket: Docket, projects: Projects, calls: pd.DataFrame, admitted: pd.DataFrame, as_of: date
) -> dict[str, pd.DataFrame]:
    """The table assessments: one row per formative assessment of a project in a call.

    `calls` and `admitted` are the calls and the projects admitted in the same run.
    """
    docket.missing("project", "call", "result", "assessed_on")
    ids, is_stray = projects.resolved(docket.text("project"))
    ids, is_doubtful = projects.among_namesakes(ids, docket.rows)
    docket.flag("FND-025", is_doubtful, "project")
    values = {
        "project_id": ids,
        "call_code": docket.text("call"),
        "modality": choices(docket, "modality"),
        "assessment_result": choices(docket, "result"),
        "assessed_on": dates(docket, "assessed_on"),
        "has_letter_of_support": booleans(docket, "letter_of_support"),
        "is_published_opportunity": booleans(docket, "published"),
    }
    docket.flag("ASM-001", is_stray, "project")
    opened = mapped(
        values["call_code"], dict(zip(calls["call_code"], calls["opened_on"], strict=True)), "datetime64[us]"
    )
    docket.flag("ASM-002", values["assessed_on"] < opened, "assessed_on")
    docket.flag("ASM-003", values["assessed_on"] > pd.Timestamp(as_of), "assessed_on")
    docket.flag("ASM-004", _is_too_early(values, admitted), "modality")
    docket.hold_repeats("ROW-002", values["project_id"] + "|" + values["call_code"], "project")
    return {"assessments": docket.frame(ASSESSMENTS, values)}


def _is_too_early(values: dict[str, pd.Series], admitted: pd.DataFrame) -> pd.Series:
    """Is an ongoing project assessed (modality 2) whose stated stage and start both speak against it?"""
    known = admitted.drop_duplicates("project_id", keep="last").set_index("project_id")
    stages = mapped(values["project_id"], known["sic_stage"].dropna().to_dict())
    starts = mapped(values["project_id"], known["starts_on"].dropna().to_dict(), "datetime64[us]")
    is_running = stages.isin(RUNNING_STAGES) | (starts <= values["assessed_on"])
    return values["modality"].eq("2") & (stages.notna() | starts.notna()) & ~is_running


def admit_budgets(docket: Docket) -> dict[str, pd.DataFrame]:
    """The table budgets: one row per year and item."""
    docket.missing("year", "item", "amount_eur")
    values = {
        "budget_year": integers(docket, "year"),
        "item": docket.text("item"),
        "budget_eur": numbers(docket, "amount_eur"),
        "source": docket.text("source"),
    }
    docket.hold_repeats("ROW-002", values["budget_year"].astype("str") + "|" + values["item"], "item")
    return {"budgets": docket.frame(BUDGETS, values)}


def admit_partner_counts(docket: Docket) -> dict[str, pd.DataFrame]:
    """The table partner_counts: one row per published count."""
    values = {
        "as_of": dates(docket, "as_of"),
        "partners_count": integers(docket, "partners"),
        "initiative_members_count": integers(docket, "members"),
        "countries_count": integers(docket, "countries"),
        "note": docket.text("note"),
        "source": docket.text("source"),
    }
    uncounted = docket.text("partners").isna() & docket.text("members").isna() & docket.text("countries").isna()
    docket.flag("CNT-001", uncounted, "partners")
    docket.flag("CNT-002", values["as_of"].isna() & docket.text("as_of").isna(), "as_of")
    docket.flag("CNT-003", values["initiative_members_count"] > values["partners_count"], "members")
    key = (
        values["as_of"].astype("str").fillna("")
        + "|"
        + values["partners_count"].astype("str").fillna("")
        + "|"
        + values["source"].fillna("")
    )
    docket.hold_repeats("ROW-002", key, "as_of")
    return {"partner_counts": docket.frame(PARTNER_COUNTS, values)}
