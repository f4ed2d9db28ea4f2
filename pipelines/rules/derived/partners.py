"""What the partners take part in, as shares of the register: agreements in force, and field projects judged in line.

A share needs its whole: without a register of organisations nothing is derived, and a register that is shorter than
the last published number of partners gives a figure that somebody must approve.
"""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipelines.rules.derived.derivation import DENOMINATOR, Day, Derivation, Tables, facts, figures, reasons, stacked

PARTNERS = ("partner", "member")  # a member of the Consortium is a partner, too
WHOLE_REGISTER = 0.95  # of the published number: those are rounded, and of other dates
CARRYING_ROLES = ("lead", "partner", "implementing")
UNDER_WAY, IATI_UNDER_WAY = "implementing", "2"  # stage of the cycle; ActivityStatus of IATI
# Why a fact is counted or left out.
NO_REGISTER, NOT_REGISTERED = "no_register", "not_registered_partner"
IN_FORCE, OTHER_AGREEMENT, NO_END, ENDED, NOT_BEGUN = (
    "first_in_force",
    "other_agreement_counted",
    "no_end_stated",
    "ended",
    "not_begun",
)
CARRIES_OUT, OTHER_PROJECT, NOT_IN_LINE = "carries_out_in_line", "other_project_counted", "project_not_in_line"
NOT_UNDER_WAY, NOT_CARRYING_OUT = "not_under_way", "not_carrying_out"
PARTNER, NOT_A_PARTNER, STATUS_NOT_STATED = "partner", "not_a_partner", "partner_status_not_stated"
ONE_DAY = timedelta(days=1)


def partners_in_partnerships(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Share of the registered partners with an agreement in force on the day of the run, in %.

    Counted above: one agreement per partner that has begun and whose end, stated or computed, has not passed; an
    agreement without an end does not say that it is in force. Counted below: every organisation of the register with
    the status partner or member. Alliances are not recorded in any stream and are not counted. The figure stands on
    the last day on which one of these facts changed.
    """
    agreements, register = tables["partnerships"], tables["organisations"]
    starts, ends, today = agreements["starts_on"], agreements["ends_on"], pd.Timestamp(as_of)
    partner = _registered(agreements, register)
    cases = [
        (pd.Series(_is_empty(register), index=agreements.index), NO_REGISTER),
        (partner.isna(), NOT_REGISTERED),
        (ends.isna(), NO_END),
        (ends < today, ENDED),
        (starts > today, NOT_BEGUN),
    ]
    is_in_force = reasons(agreements.index, *cases).isna()
    left_out = reasons(agreements.index, *cases, (_is_again(partner, is_in_force), OTHER_AGREEMENT))
    changes = [starts, ends + ONE_DAY, register["joined_on"]]
    day = None if _is_empty(register) or agreements.empty else _newest(changes, as_of)
    above = facts(
        agreements,
        "core.partnerships",
        agreements["partnership_number"],
        starts,
        observed_on=_on(day),
        left_out=left_out,
        counted_because=IN_FORCE,
    )
    return _share(tables, above, day, as_of)


def partners_with_field_projects(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Share of the registered partners that carry out a field project meeting the reference criteria, in %.

    Counted above: one project per partner that a formative assessment judged in line, that is under way, and that the
    partner leads, takes part in or implements; giving money is not carrying out. Counted below: every organisation of
    the register with the status partner or member; a country counts when its administration is in the register.
    Projects without any assessment are no evidence either way and are not listed.
    """
    pairs, register = _assessed_pairs(tables), tables["organisations"]
    partner = _registered(pairs, register)
    stage = pairs["sic_stage"]
    is_under_way = (stage == UNDER_WAY) | (stage.isna() & (pairs["activity_status_code"] == IATI_UNDER_WAY))
    cases = [
        (pd.Series(_is_empty(register), index=pairs.index), NO_REGISTER),
        (pairs["result"] != "in_line", NOT_IN_LINE),
        (~is_under_way.fillna(False), NOT_UNDER_WAY),
        (~pairs["role"].isin(CARRYING_ROLES), NOT_CARRYING_OUT),
        (partner.isna(), NOT_REGISTERED),
    ]
    carries = reasons(pairs.index, *cases).isna()
    left_out = reasons(pairs.index, *cases, (_is_again(partner, carries), OTHER_PROJECT))
    name = pairs["organisation_id"].fillna(pairs["organisation_name"])
    changes = [pairs["assessed_on"], pairs["updated_on"], register["joined_on"]]
    day = None if _is_empty(register) or pairs.empty else _newest(changes, as_of)
    above = facts(
        pairs,
        "core.project_organisations",
        pairs["project_id"] + "|" + name + "|" + pairs["role"],
        pairs["assessed_on"].fillna(pairs["updated_on"]),
        observed_on=_on(day),
        left_out=left_out,
        counted_because=CARRIES_OUT,
        named={NOT_IN_LINE: {"result": pairs["result"]}, NOT_CARRYING_OUT: {"role": pairs["role"]}},
    )
    return _share(tables, above, day, as_of)


def _assessed_pairs(tables: Tables) -> pd.DataFrame:
    """Organisations of current projects that were sent to an assessment, with its newest result."""
    projects, assessments = tables["projects"], tables["assessments"]
    current = projects[projects["is_current"].astype(bool)]
    newest = assessments[assessments["is_current"].astype(bool)]
    newest = newest[["project_id", "assessment_result", "assessed_on"]].rename(columns={"assessment_result": "judged"})
    judged = current.merge(newest, on="project_id", how="left", validate="one_to_one")
    judged["result"] = judged["judged"].astype("str").fillna(judged["assessment_result"].astype("str"))
    judged = judged[judged["result"].notna() & (judged["result"] != "not_submitted")]
    pairs = tables["project_organisations"].merge(judged, on="project_id", validate="many_to_one")
    return pairs.drop_duplicates(["project_id", "organisation_id", "organisation_name", "role"], ignore_index=True)


def _share(tables: Tables, above: pd.DataFrame, day: pd.Timestamp | None, as_of: date) -> Derivation:
    """The facts above with the register below them, and the figure if it has a day to stand on."""
    if day is None:
        return Derivation(figures([], [], []), above)
    register = tables["organisations"]
    is_partner = register["initiative_status"].isin(PARTNERS)
    status = register["initiative_status"]
    below = facts(
        register,
        "core.organisations",
        register["organisation_id"],
        register["joined_on"],
        observed_on=day,
        left_out=reasons(register.index, (status.isna(), STATUS_NOT_STATED), (~is_partner, NOT_A_PARTNER)),
        counted_because=PARTNER,
        part=DENOMINATOR,
        named={NOT_A_PARTNER: {"status": status}},
    )
    is_whole, remark = _is_register_whole(int(is_partner.sum()), tables["partner_counts"], as_of)
    return Derivation(figures([day], [is_whole], [remark]), stacked([above, below]))


def _is_register_whole(listed: int, published: pd.DataFrame, as_of: date) -> tuple[bool, str]:
    """Is the register about as long as the newest published number of partners? With a remark if it is not."""
    known = published[published["partners_count"].notna() & (published["as_of"] <= pd.Timestamp(as_of))]
    if known.empty:
        return True, ""
    newest = known.sort_values("as_of").iloc[-1]
    if listed >= WHOLE_REGISTER * newest["partners_count"]:
        return True, ""
    return False, (
        f"The register names {listed} partners, and {newest['partners_count']} were published for "
        f"{newest['as_of']:%Y-%m-%d}: somebody must complete the register or approve the figure."
    )


def _partners(register: pd.DataFrame) -> pd.DataFrame:
    return register[register["initiative_status"].isin(PARTNERS)]


def _is_empty(register: pd.DataFrame) -> bool:
    return _partners(register).empty


def _registered(rows: pd.DataFrame, register: pd.DataFrame) -> pd.Series:
    """The identifier of the partner of each row: that of the row, else that of its name; missing where there is none."""
    by_id = rows["organisation_id"].where(rows["organisation_id"].isin(_partners(register)["organisation_id"]))
    return by_id.fillna(_partner_ids(rows["organisation_key"], register))


def _partner_ids(keys: pd.Series, register: pd.DataFrame) -> pd.Series:
    """The identifier of the partner whose name has the same key; missing where the register has none."""
    partners = _partners(register)
    known = pd.Series(partners["organisation_id"].to_numpy(), index=partners["organisation_key"])
    return keys.map(known[known.index.notna() & ~known.index.duplicated()]).astype("str")


def _is_again(partner: pd.Series, counts: pd.Series) -> pd.Series:
    return partner.where(counts).duplicated() & counts


def _newest(changes: list[pd.Series], as_of: date) -> pd.Timestamp | None:
    """The newest of the dates that is not after the day of the run."""
    days = pd.concat([pd.Series(dates.to_numpy(dtype="datetime64[us]")) for dates in changes])
    past = days[days <= pd.Timestamp(as_of)]
    return None if past.empty else past.max()


def _on(day: pd.Timestamp | None) -> Day:
    return pd.NaT if day is None else day
