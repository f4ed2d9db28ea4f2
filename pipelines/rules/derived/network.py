"""What the network does, counted from reported activities: awareness events, funders contacted, regions that meet.

Nothing reported is no figure: a year without a row of the kind counted here is missing, not 0.
"""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipelines.rules.derived.derivation import (
    DENOMINATOR,
    NOTHING_NAMED,
    Day,
    Derivation,
    Named,
    Tables,
    distinct_days,
    facts,
    figures,
    last_days,
    out_of_time,
    reasons,
    stacked,
    year_days,
)
from pipelines.rules.progress.record import year_end

ACTIVE_WITHIN = timedelta(days=365)
ACTIVITIES, REGIONS = "core.activities", "core.regions"
# Why a fact is counted or left out.
AWARENESS_EVENT, SAME_EVENT = "awareness_event", "same_event"
FIRST_CONTACT, EARLIER_CONTACT, NO_INSTITUTION = "first_contact", "earlier_contact_counted", "no_institution"
NEWEST_MEETING, LATER_MEETING, NO_REGION = "newest_meeting", "later_meeting_counted", "no_region"
REGION_IN_USE = "region_in_use"


def awareness_events_per_year(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Awareness-raising events reported for a calendar year, in events per year.

    Counted: every activity of type awareness_event of that year. Two reports of one day and one title are one event;
    reports without a title are taken as different events.
    """
    events = _activities(tables, "awareness_event")
    on = events["happened_on"]
    titled = events["title_key"]
    is_again = titled.notna() & pd.DataFrame({"title": titled, "on": on}).duplicated()
    left_out = reasons(events.index, *out_of_time(on, as_of), (is_again, SAME_EVENT))
    days = year_days(on, as_of)
    stands_on = distinct_days(days)
    return Derivation(
        figures(stands_on, [True] * len(stands_on), [""] * len(stands_on)),
        _facts(events, days, left_out, counted_because=AWARENESS_EVENT),
    )


def funders_contacted(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Different institutions contacted since the first reported contact, one figure for the last contact of each year.

    Counted: the first activity of type funder_contact with each institution; the institution is the organisation of
    the row. The figure is whole when the contacts up to the baseline date name at least as many institutions as the
    baseline counts: the published baseline does not name them, and a list that begins later would read as a fall.
    """
    contacts = _activities(tables, "funder_contact")
    on, named = contacts["happened_on"], contacts["organisation_key"]
    unusable = reasons(contacts.index, *out_of_time(on, as_of), (named.isna(), NO_INSTITUTION))
    usable = unusable.isna()
    is_again = named.where(usable).duplicated() & usable
    left_out = reasons(contacts.index, (is_again, EARLIER_CONTACT))
    days = distinct_days(last_days(on.where(usable)))
    parts = [_facts(contacts[~usable], pd.NaT, unusable[~usable])]
    for day in days:
        until = usable & (on <= day)
        parts.append(_facts(contacts[until], day, left_out[until], counted_because=FIRST_CONTACT))
    is_whole, remark = _reaches_the_baseline(named[usable & ~is_again], on, indicator)
    return Derivation(figures(days, [is_whole] * len(days), [remark] * len(days)), stacked(parts))


def regions_with_active_network(tables: Tables, indicator: Any, as_of: date) -> Derivation:
    """Share of the regions in which a regional meeting took place within 365 days, in %, for the last one of each year.

    Counted above: the newest activity of type regional_meeting in each region up to that day; the region is that of
    the row or of its country. Counted below: every region of the scheme in use.
    """
    meetings, regions = _activities(tables, "regional_meeting"), tables["regions"]
    region_of = tables["countries"].set_index("country_code")["region_code"]
    on = meetings["happened_on"]
    region = meetings["region_code"].fillna(meetings["country_code"].map(region_of)).astype("str")
    is_placed = region.isin(regions["region_code"])
    unusable = reasons(meetings.index, *out_of_time(on, as_of), (~is_placed, NO_REGION))
    usable = unusable.isna()
    days = distinct_days(last_days(on.where(usable)))
    parts = [_facts(meetings[~usable], pd.NaT, unusable[~usable])]
    for day in days:
        within = meetings[usable & (on <= day) & (on >= day - ACTIVE_WITHIN)]
        is_again = region[within.index].duplicated(keep="last")
        left_out = reasons(within.index, (is_again, LATER_MEETING))
        in_region = {NEWEST_MEETING: {"region": region[within.index]}}
        parts.append(_facts(within, day, left_out, counted_because=NEWEST_MEETING, named=in_region))
        parts.append(_every_region(regions, day))
    return Derivation(figures(days, [True] * len(days), [""] * len(days)), stacked(parts))


def _activities(tables: Tables, activity_type: str) -> pd.DataFrame:
    """Activities of one type, the earliest first."""
    activities = tables["activities"]
    chosen = activities[activities["activity_type"] == activity_type]
    return chosen.sort_values(["happened_on", "activity_id"], na_position="last", ignore_index=True)


def _facts(
    rows: pd.DataFrame,
    day: pd.Series | Day,
    left_out: pd.Series,
    counted_because: str | None = None,
    named: Named = NOTHING_NAMED,
) -> pd.DataFrame:
    """Activities as facts of a day, or of the day beside each of them."""
    return facts(
        rows,
        ACTIVITIES,
        rows["activity_id"],
        rows["happened_on"],
        observed_on=day,
        left_out=left_out,
        counted_because=counted_because,
        named=named,
    )


def _every_region(regions: pd.DataFrame, day: Day) -> pd.DataFrame:
    """The regions of the scheme as the facts below the line: each counts, and none has a date."""
    missing = pd.Series(None, index=regions.index, dtype=object)
    return facts(
        regions,
        REGIONS,
        regions["region_code"],
        missing,
        observed_on=day,
        left_out=missing,
        counted_because=REGION_IN_USE,
        part=DENOMINATOR,
    )


def _reaches_the_baseline(institutions: pd.Series, on: pd.Series, indicator: Any) -> tuple[bool, str]:
    """Does the list name as many institutions up to the baseline date as the baseline counts? With a remark if not."""
    if pd.isna(indicator.baseline_value) or pd.isna(indicator.baseline_year):
        return True, ""
    until = pd.Timestamp(year_end(int(indicator.baseline_year)))
    listed = int((on[institutions.index] <= until).sum())
    if listed >= indicator.baseline_value:
        return True, ""
    return False, (
        f"The contacts up to {until:%Y-%m-%d} name {listed} institutions and the baseline counts "
        f"{indicator.baseline_value:g}: the list does not reach back to the baseline, somebody must complete or approve it."
    )
