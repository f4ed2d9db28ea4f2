"""Admits what is reported of the strategy: observations of its indicators and states of its milestones."""

from datetime import date

import pandas as pd

from sources.admission.columns import choices, dates, numbers, references
from sources.admission.docket import Docket

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
JOINT = "~"  # between the parts of an identifier that is made; an @ would look like an address
SHARE_TOLERANCE = 0.02  # of a value against numerator and denominator, in relative terms


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
    reported = [docket.text(name).fillna("") for name in ("value", "numerator", "denominator", "status", "evidence")]
    docket.hold_repeats("ROW-002", values["observation_id"].str.cat(reported, "|"), "indicator")
    approved = values["observation_id"].where((values["status"] == "approved") & ~docket.held)
    docket.flag("OBS-007", _disagrees(docket, approved, values), "value")
    return {"observations": docket.frame(OBSERVATIONS, values)}


def _observation_ids(values: dict[str, pd.Series]) -> pd.Series:
    """The indicator, the date and the place, as in 'C3.1~2020-12-31~FRA'; reports of one observation share it."""
    place = values["country_code"].fillna(values["region_code"])
    ids = values["indicator_code"] + JOINT + values["observed_on"].dt.strftime("%Y-%m-%d").astype("str")
    return ids.where(place.isna(), ids + JOINT + place.fillna(""))


def _disagrees(docket: Docket, approved: pd.Series, values: dict[str, pd.Series]) -> pd.Series:
    """Does another approved row of the same file give the same observation another value?"""
    figure = values["value"].fillna(values["numerator"] / values["denominator"])
    rows = docket.rows[["origin", "source_file"]].assign(approved=approved, figure=figure)
    return rows.groupby(["origin", "source_file", "approved"])["figure"].transform("nunique") > 1


def _judge_observations(docket: Docket, values: dict[str, pd.Series], as_of: date) -> None:
    """The rules between the fields of one observation."""
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
    """The table milestones: the reported state of each dated step of the strategy."""
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
    today = pd.Timestamp(as_of)
    docket.flag("MIL-003", values["reached_on"] > today, "reached_on")
    is_to_come = values["as_of"] > today
    docket.flag("MIL-004", is_to_come, "as_of")
    values["as_of"] = values["as_of"].mask(is_to_come)  # by it, this report would speak last for years
    docket.hold_repeats("ROW-002", values["milestone_code"], "milestone")
    return {"milestones": docket.frame(MILESTONES, values)}
