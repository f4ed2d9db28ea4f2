"""Admits what was read: text becomes typed rows and findings; every row is admitted or held.

The rules of each stream are in modules of their own. Here no amount is converted, no double is
removed, nothing is scored, and it is not decided which of several reports of one thing counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from sources.admission.docket import CLEARED, PROBLEM_COLUMNS, PROVENANCE, Docket, typed_empty
from sources.admission.funding import CONTRIBUTIONS, admit_funding
from sources.admission.identifiers import spell_alike
from sources.admission.indicators import MILESTONES, OBSERVATIONS, admit_milestones, admit_observations
from sources.admission.links import OBJECTIVE_LINKS, ORGANISATION_LINKS, PLACE_LINKS, PROJECT_PLACE, judge_splits
from sources.admission.naming import named_projects
from sources.admission.projects import PROJECTS, admit_projects
from sources.admission.registers import (
    ASSESSMENTS,
    BUDGETS,
    CALLS,
    ORGANISATIONS,
    PARTNER_COUNTS,
    PARTNERSHIPS,
    admit_assessments,
    admit_budgets,
    admit_calls,
    admit_organisations,
    admit_partner_counts,
    admit_partnerships,
)
from sources.admission.taskforces import (
    ACTIVITIES,
    DELPHI_ITEMS,
    MEMBERSHIPS,
    admit_activities,
    admit_delphi_items,
    admit_memberships,
)
from sources.admission.terms import TERMS, admit_terms
from sources.names.directory import Organisations, stated_references
from sources.names.reference import Reference
from sources.streams import code_spellings, normal, streams

# Every table that admission makes: its columns with their kinds, and the provenance columns that follow them.
TABLES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "projects": (PROJECTS, PROVENANCE),
    "project_objectives": (OBJECTIVE_LINKS, PROJECT_PLACE),
    "project_countries": (PLACE_LINKS, PROJECT_PLACE),
    "project_organisations": (ORGANISATION_LINKS, PROJECT_PLACE),
    "contributions": (CONTRIBUTIONS, PROVENANCE),
    "memberships": (MEMBERSHIPS, PROVENANCE),
    "activities": (ACTIVITIES, PROVENANCE),
    "delphi_items": (DELPHI_ITEMS, PROVENANCE),
    "observations": (OBSERVATIONS, PROVENANCE),
    "milestones": (MILESTONES, PROVENANCE),
    "partnerships": (PARTNERSHIPS, PROVENANCE),
    "organisations": (ORGANISATIONS, PROVENANCE),
    "calls": (CALLS, PROVENANCE),
    "assessments": (ASSESSMENTS, PROVENANCE),
    "budgets": (BUDGETS, PROVENANCE),
    "partner_counts": (PARTNER_COUNTS, PROVENANCE),
    "terms": (TERMS, PROVENANCE),
}
# By stream, what tells one thing from another: rows of equal values there speak of the same thing.
THING = {
    "projects": ["project_id"],
    "funding": ["funder_id", "contribution_id"],
    "memberships": ["membership_id"],
    "activities": ["activity_id"],
    "delphi_items": ["delphi_item_id"],
    "observations": ["observation_id"],
    "milestones": ["milestone_code"],
    "terms": ["indicator_code", "item", "in_force_from"],
    "partnerships": ["partnership_number"],
    "organisations": ["organisation_id"],
    "calls": ["call_code"],
    "assessments": ["project_id", "call_code"],
    "budgets": ["budget_year", "item"],
    "partner_counts": ["as_of", "partners_count", "source"],
}
ROW = ["origin", "source_file", "source_sheet", "source_row", "received_at"]
NEWEST_COLUMNS = {
    "projects": ["updated_on", "submitted_on", "starts_on"],
    "contributions": ["value_on"],
    "memberships": ["joined_on", "left_on"],
    "activities": ["happened_on"],
    "observations": ["observed_on"],
    "milestones": ["as_of", "reached_on"],
    "partnerships": ["starts_on"],
    "organisations": ["joined_on"],
    "calls": ["opened_on", "closed_on"],
    "assessments": ["assessed_on"],
    "partner_counts": ["as_of"],
    "terms": ["decided_on", "in_force_from"],
    "delphi_items": [],
    "budgets": [],
}
COUNT_COLUMNS = ["origin", "source_file", "stream", "rows_read", "rows_admitted", "rows_held", "newest_on"]


@dataclass(frozen=True)
class Admission:
    """Typed tables by their short name, all findings, and per file and stream how many rows were read, admitted, held.

    `things` has one row per row sent: stream, place, the thing it speaks of (missing where that is not known), and
    whether it is held.
    """

    tables: dict[str, pd.DataFrame]
    problems: pd.DataFrame
    counts: pd.DataFrame
    things: pd.DataFrame


def admit(raw: dict[str, pd.DataFrame], reference: Reference, as_of: date, is_trial: bool = False) -> Admission:
    """Judge every row of every stream on a given day; the raw frames carry provenance columns and are not changed.

    `raw` may have the headers as written under `headers`: a unit in a header belongs to the numbers under it.

    In a trial, where nothing is published, a template with nothing but its example row may pass.
    """
    dockets = {
        name: Docket(stream, raw.get(name, pd.DataFrame()), reference, is_trial, raw.get("headers"))
        for name, stream in streams().items()
    }
    spell_alike(dockets)
    organisations = _organisations(dockets, reference)
    ids, titles, projects = named_projects(dockets["projects"], organisations)
    tables = {name: _empty(name).copy() for name in TABLES}
    steps: dict[str, Callable[[Docket], dict[str, pd.DataFrame]]] = {
        "organisations": lambda docket: admit_organisations(docket, organisations),
        "projects": lambda docket: admit_projects(docket, ids, titles, organisations, as_of),
        "funding": lambda docket: admit_funding(docket, organisations, projects, as_of),
        "calls": admit_calls,
        "assessments": lambda docket: admit_assessments(docket, projects, tables["calls"], tables["projects"], as_of),
        "memberships": lambda docket: admit_memberships(docket, organisations),
        "activities": lambda docket: admit_activities(docket, as_of),
        "delphi_items": lambda docket: admit_delphi_items(docket, projects),
        "observations": lambda docket: admit_observations(docket, as_of),
        "milestones": lambda docket: admit_milestones(docket, as_of),
        "partnerships": lambda docket: admit_partnerships(docket, organisations),
        "budgets": admit_budgets,
        "partner_counts": admit_partner_counts,
        "terms": admit_terms,
    }
    for name, step in steps.items():
        if len(dockets[name].rows):
            tables |= step(dockets[name])
    if len(dockets["projects"].rows):
        judge_splits(dockets["projects"], tables)
    tables["cleared"] = _cleared(dockets)
    return Admission(tables, _problems(dockets), _counts(dockets, tables, as_of), _things(dockets))


def _things(dockets: dict[str, Docket]) -> pd.DataFrame:
    """What each row speaks of. Open records are left out: a transaction has no name of its own there."""
    parts = [pd.DataFrame(columns=["stream", *ROW, "thing", "is_held"])]
    for stream, docket in dockets.items():
        if not docket.values:
            continue
        names = [docket.values[name].astype("str") for name in THING[stream]]
        thing = names[0].str.cat(names[1:], "|") if len(names) > 1 else names[0]
        rows = docket.rows[ROW].assign(stream=stream, thing=thing, is_held=docket.held)
        parts.append(rows[~docket.is_open])
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True)[parts[0].columns] if filled else parts[0]


@cache
def _empty(name: str) -> pd.DataFrame:
    """The table without rows, made once."""
    columns, provenance = TABLES[name]
    return typed_empty(columns, provenance)


def _cleared(dockets: dict[str, Docket]) -> pd.DataFrame:
    """The cells that senders emptied, of every stream: the rules must know them from blank ones."""
    kinds = dict.fromkeys(CLEARED[:2], "text")
    found = [cells for docket in dockets.values() if len(cells := docket.emptied())]
    return pd.concat([typed_empty(kinds, CLEARED[2:]), *found], ignore_index=True)


def _problems(dockets: dict[str, Docket]) -> pd.DataFrame:
    found = [problems for docket in dockets.values() if len(problems := docket.problems())]
    return pd.concat(found, ignore_index=True)[PROBLEM_COLUMNS] if found else pd.DataFrame(columns=PROBLEM_COLUMNS)


def _organisations(dockets: dict[str, Docket], reference: Reference) -> Organisations:
    """Who is known: reviewed spellings, the register as sent, and references files give beside names."""
    named = (("projects", "lead"), ("funding", "funder"), ("funding", "receiver"))
    references = stated_references(_referred(dockets[stream], name) for stream, name in named)
    bare = Organisations(reference.organisations, references=references)
    docket = dockets["organisations"]
    names = docket.text("name")
    ids = bare.ids(names, docket.text("organisation_id"), docket.rows["source_file"])
    registered = {normal(name): id_ for name, id_ in zip(names, ids, strict=True) if isinstance(name, str)}
    spellings = code_spellings("initiative_status")
    status = docket.text("initiative_status").map(lambda text: spellings.get(normal(text)), na_action="ignore")
    statuses = {
        id_: state for id_, state in zip(ids, status, strict=True) if isinstance(id_, str) and isinstance(state, str)
    }
    return Organisations(reference.organisations, registered, statuses, references)


def _referred(docket: Docket, name: str) -> pd.DataFrame:
    """The names in a field with the reference beside each, by file."""
    columns = {"file": docket.rows["source_file"], "name": docket.text(name), "reference": docket.text(f"{name}_id")}
    return pd.DataFrame(columns)


def _counts(dockets: dict[str, Docket], tables: dict[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """One row per file and stream: rows read, admitted, held, and the newest date of the admitted rows up to the day.

    Each is counted where it stands: what was read in the rows, what is held in their findings, what is admitted in the
    tables. That they add up is for a fact to say.
    """
    filled = {stream: docket for stream, docket in dockets.items() if len(docket.rows)}
    if not filled:
        return pd.DataFrame(columns=COUNT_COLUMNS)
    by = ["stream", "origin", "source_file"]
    read = [
        docket.rows[["origin", "source_file"]].astype("str").assign(stream=stream, held=docket.held)
        for stream, docket in filled.items()
    ]
    counts = pd.concat(read).groupby(by, sort=False, dropna=False)["held"].agg(rows_read="size", rows_held="sum")
    dated = pd.concat([_dated(tables, stream, as_of) for stream in filled])
    newest = dated.groupby(by, dropna=False)["newest_on"].agg(rows_admitted="size", newest_on="max")
    counts = counts.join(newest)
    counts["rows_admitted"] = counts["rows_admitted"].fillna(0)
    whole = {name: "Int64" for name in ("rows_read", "rows_admitted", "rows_held")}
    return counts.reset_index()[COUNT_COLUMNS].astype(whole)


def _dated(tables: dict[str, pd.DataFrame], stream: str, as_of: date) -> pd.DataFrame:
    """Where each admitted row of a stream came from, and the newest of its dates up to the day."""
    name = "contributions" if stream == "funding" else stream
    days = tables[name][NEWEST_COLUMNS[name]]
    newest = days.where(days <= pd.Timestamp(as_of)).max(axis=1).astype("datetime64[us]")
    return tables[name][["origin", "source_file"]].assign(stream=stream, newest_on=newest)
