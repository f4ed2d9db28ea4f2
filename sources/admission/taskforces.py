"""Admits what the task forces report: seats, activities, Delphi items, observations of indicators, states of milestones."""

from datetime import date

import pandas as pd

from sources.admission.columns import choices, dates, emails, listed, numbers, references
from sources.admission.docket import Docket
from sources.findings import parameters
from sources.names.directory import Organisations, Projects
from sources.names.matching import checksum
from sources.texts import cells, distinct, mapped

MEMBERSHIPS = {
    "membership_id": "text",
    "objective_code": "text",
    "task_force_role": "text",
    "organisation_name": "text",
    "country_code": "text",
    "region_code": "text",
    "joined_on": "date",
    "left_on": "date",
    "contact_name": "text",
    "contact_email": "text",
}
ACTIVITIES = {
    "activity_id": "text",
    "objective_code": "text",
    "activity_type": "text",
    "title": "text",
    "happened_on": "date",
    "place": "text",
    "country_code": "text",
    "region_code": "text",
    "organisation_name": "text",
    "note": "text",
}
DELPHI_ITEMS = {
    "delphi_item_id": "text",
    "objective_code": "text",
    "kind": "text",
    "summary": "text",
    "category": "text",
    "projects": "text",
}
OBSERVATIONS = {
    "observation_id": "text",
    "indicator_code": "text",
    "observed_on": "date",
    "value": "number",
    "numerator": "number",
    "denominator": "number",
    "country_code": "text",
    "region_code": "text",
    "status": "text",
    "basis": "text",
    "evidence": "text",
    "note": "text",
}
MILESTONES = {"milestone_code": "text", "state": "text", "reached_on": "date", "as_of": "date", "source": "text"}
SEATED = ("leader", "regional_representative")  # seats that only a partner organisation may hold
PARTNER_STATUSES = ("partner", "member")
SHARE_TOLERANCE = 0.02  # of a value against numerator and denominator, in relative terms


def _made_ids(ids: pd.Series, *facts: pd.Series) -> pd.Series:
    """The identifiers sent; where there is none, a checksum of the facts that make the row what it is."""
    lacking = ids.isna()
    if not lacking.any():
        return ids
    columns = [cells(fact[lacking].astype("str")) for fact in facts]
    made = ["row-" + checksum("|".join(row)) for row in zip(*columns, strict=True)]
    return ids.where(~lacking, pd.Series(made, index=ids.index[lacking]).reindex(ids.index).astype("str"))


def admit_memberships(docket: Docket, organisations: Organisations) -> dict[str, pd.DataFrame]:
    """The table memberships: one row per seat in a task force."""
    docket.missing("objective", "role")
    values = {
        "objective_code": references(docket, "objective"),
        "task_force_role": choices(docket, "role"),
        "organisation_name": docket.text("organisation"),
        "country_code": references(docket, "country"),
        "region_code": references(docket, "region"),
        "joined_on": dates(docket, "joined_on"),
        "left_on": dates(docket, "left_on"),
        "contact_name": docket.text("contact_name"),
        "contact_email": emails(docket, "contact_email"),
    }
    values["membership_id"] = _made_ids(
        docket.text("membership_id"),
        values["objective_code"],
        values["task_force_role"],
        values["organisation_name"],
        values["country_code"],
        values["region_code"],
        values["joined_on"],
        values["contact_name"],
    )
    docket.flag("MEM-001", values["left_on"] < values["joined_on"], "left_on")
    nowhere = pd.Series(None, index=docket.rows.index, dtype="str")
    ids = organisations.ids(values["organisation_name"], nowhere, docket.rows["source_file"])
    status = mapped(ids, organisations.statuses)
    seated = values["task_force_role"].isin(SEATED)
    docket.flag("MEM-002", seated & status.notna() & ~status.isin(PARTNER_STATUSES), "organisation")
    docket.flag("MEM-003", seated & values["organisation_name"].isna(), "organisation")
    docket.hold_repeats("ROW-002", values["membership_id"], "membership_id")
    return {"memberships": docket.frame(MEMBERSHIPS, values)}


def admit_activities(docket: Docket, as_of: date) -> dict[str, pd.DataFrame]:
    """The table activities: one row per meeting, report, event or contact."""
    docket.missing("type", "date")
    values = {
        "objective_code": references(docket, "objective"),
        "activity_type": choices(docket, "type"),
        "title": docket.text("title"),
        "happened_on": dates(docket, "date"),
        "place": docket.text("place"),
        "country_code": references(docket, "country"),
        "region_code": references(docket, "region"),
        "organisation_name": docket.text("organisation"),
        "note": docket.text("note"),
    }
    values["activity_id"] = _made_ids(
        docket.text("activity_id"),
        values["objective_code"],
        values["activity_type"],
        values["title"],
        values["happened_on"],
        values["place"],
    )
    docket.flag("ACT-001", values["happened_on"] > pd.Timestamp(as_of), "date")
    docket.hold_repeats("ROW-002", values["activity_id"], "activity_id")
    return {"activities": docket.frame(ACTIVITIES, values)}


def admit_delphi_items(docket: Docket, projects: Projects) -> dict[str, pd.DataFrame]:
    """The table delphi_items: one row per item of the implementation strategies."""
    docket.missing("objective", "kind", "text")
    values = {
        "objective_code": references(docket, "objective"),
        "kind": choices(docket, "kind"),
        "summary": docket.text("text"),
        "category": docket.text("category"),
        "projects": _projects_named(docket, projects),
    }
    values["delphi_item_id"] = _made_ids(
        docket.text("item_id"), values["objective_code"], values["kind"], values["summary"]
    )
    docket.hold_repeats("ROW-002", values["delphi_item_id"], "item_id")
    return {"delphi_items": docket.frame(DELPHI_ITEMS, values)}


def _projects_named(docket: Docket, projects: Projects) -> pd.Series:
    """Identifiers of the projects each row names, separated by ;; what names no project is told and left out."""
    texts = docket.text("projects")
    known: dict[str, str | None] = {}
    faults: dict[str, str] = {}
    for text in distinct(texts):
        ids, is_stray = projects.resolved(pd.Series(listed(text), dtype="str"))
        known[text] = ";".join(dict.fromkeys(ids[~is_stray])) or None
        if is_stray.any():
            faults[text] = parameters(names=ids[is_stray].tolist())
    docket.flag_texts("DEL-001", "projects", faults)
    return mapped(texts, known)


def admit_observations(docket: Docket, as_of: date) -> dict[str, pd.DataFrame]:
    """The table observations: one row per value of an indicator at a date, of the world, a country or a region."""
    docket.missing("indicator", "date")
    values = {
        "indicator_code": references(docket, "indicator"),
        "observed_on": dates(docket, "date"),
        "value": numbers(docket, "value"),
        "numerator": numbers(docket, "numerator"),
        "denominator": numbers(docket, "denominator"),
        "country_code": references(docket, "country"),
        "region_code": references(docket, "region"),
        "status": choices(docket, "status").fillna("draft"),
        "basis": pd.Series("reported", index=docket.rows.index),
        "evidence": docket.text("evidence"),
        "note": docket.text("note"),
    }
    values["observation_id"] = _observation_ids(values)
    _judge_observations(docket, values, as_of)
    said = [docket.text(name).fillna("") for name in ("value", "numerator", "denominator", "status", "evidence")]
    docket.hold_repeats("ROW-002", values["observation_id"].str.cat(said, "|"), "indicator")
    approved = values["observation_id"].where((values["status"] == "approved") & ~docket.held)
    docket.flag("OBS-007", _disagrees(docket, approved, values), "value")
    return {"observations": docket.frame(OBSERVATIONS, values)}


def _observation_ids(values: dict[str, pd.Series]) -> pd.Series:
    """'C3.1@2020-12-31' with the place behind it: what is observed, whoever reports it."""
    place = values["country_code"].fillna(values["region_code"])
    ids = values["indicator_code"] + "@" + values["observed_on"].dt.strftime("%Y-%m-%d").astype("str")
    return ids.where(place.isna(), ids + "@" + place.fillna(""))


def _disagrees(docket: Docket, approved: pd.Series, values: dict[str, pd.Series]) -> pd.Series:
    """Does another approved row of the same file give the same observation another value?"""
    figure = values["value"].fillna(values["numerator"] / values["denominator"])
    rows = docket.rows[["origin", "source_file"]].assign(approved=approved, figure=figure)
    return rows.groupby(["origin", "source_file", "approved"])["figure"].transform("nunique") > 1


def _judge_observations(docket: Docket, values: dict[str, pd.Series], as_of: date) -> None:
    value, numerator, denominator = values["value"], values["numerator"], values["denominator"]
    empty = docket.text("value").isna() & (docket.text("numerator").isna() | docket.text("denominator").isna())
    docket.flag("OBS-001", empty, "value")
    docket.flag("OBS-002", docket.text("status").isna(), "status")
    docket.flag("OBS-003", denominator == 0, "denominator")
    ratio = numerator / denominator.where(denominator != 0)
    apart = ((value - ratio).abs() > SHARE_TOLERANCE * ratio.abs()) & (
        (value - 100 * ratio).abs() > SHARE_TOLERANCE * 100 * ratio.abs()
    )
    docket.flag("OBS-004", apart & value.notna() & ratio.notna(), "value")
    docket.flag("OBS-005", values["observed_on"] > pd.Timestamp(as_of), "date")
    docket.flag("OBS-006", (values["status"] == "approved") & values["evidence"].isna(), "evidence")


def admit_milestones(docket: Docket, as_of: date) -> dict[str, pd.DataFrame]:
    """The table milestones: the reported state of each dated step; what the step is, the strategy says."""
    docket.missing("milestone", "state")
    values = {
        "milestone_code": references(docket, "milestone"),
        "state": choices(docket, "state"),
        "reached_on": dates(docket, "reached_on"),
        "as_of": dates(docket, "as_of"),
        "source": docket.text("source"),
    }
    is_reached = values["state"] == "reached"
    docket.flag("MIL-001", is_reached & docket.text("reached_on").isna(), "reached_on")
    docket.flag("MIL-002", ~is_reached & values["state"].notna() & values["reached_on"].notna(), "state")
    docket.flag("MIL-003", values["reached_on"] > pd.Timestamp(as_of), "reached_on")
    docket.hold_repeats("ROW-002", values["milestone_code"], "milestone")
    return {"milestones": docket.frame(MILESTONES, values)}
