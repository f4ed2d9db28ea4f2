"""Admits what the task forces report: seats, activities, and items of their implementation strategies (Delphi)."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from sources.admission.columns import choices, dates, emails, references
from sources.admission.docket import Docket
from sources.findings import Parameter
from sources.names.directory import Organisations, Projects
from sources.names.listing import listed
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
# The facts that tell one row from another where no identifier is sent.
SEAT_FACTS = (
    "objective_code",
    "task_force_role",
    "organisation_name",
    "country_code",
    "region_code",
    "joined_on",
    "contact_name",
)
ACTIVITY_FACTS = ("objective_code", "activity_type", "title", "happened_on", "place")
DELPHI_FACTS = ("objective_code", "kind", "summary")
SEATED = ("leader", "regional_representative")  # seats that only a partner organisation may hold
PARTNER_STATUSES = ("partner", "member")


def _made_ids(ids: pd.Series, facts: Sequence[pd.Series]) -> pd.Series:
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
    values["membership_id"] = _made_ids(docket.text("membership_id"), [values[name] for name in SEAT_FACTS])
    docket.flag("MEM-001", values["left_on"] < values["joined_on"], "left_on")
    no_reference = pd.Series(None, index=docket.rows.index, dtype="str")
    ids = organisations.ids(values["organisation_name"], no_reference, docket.rows["source_file"])
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
    values["activity_id"] = _made_ids(docket.text("activity_id"), [values[name] for name in ACTIVITY_FACTS])
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
    values["delphi_item_id"] = _made_ids(docket.text("item_id"), [values[name] for name in DELPHI_FACTS])
    docket.hold_repeats("ROW-002", values["delphi_item_id"], "item_id")
    return {"delphi_items": docket.frame(DELPHI_ITEMS, values)}


def _projects_named(docket: Docket, projects: Projects) -> pd.Series:
    """Identifiers of the projects each row names, separated by semicolons; a name of no project is flagged and left out."""
    texts = docket.text("projects")
    known: dict[str, str | None] = {}
    faults: dict[str, Mapping[str, Parameter]] = {}
    for text in distinct(texts):
        ids, is_stray = projects.resolved(pd.Series(listed(text), dtype="str"))
        known[text] = ";".join(dict.fromkeys(ids[~is_stray])) or None
        if is_stray.any():
            faults[text] = {"names": ids[is_stray].tolist()}
    docket.flag_texts("DEL-001", "projects", faults)
    return mapped(texts, known)
