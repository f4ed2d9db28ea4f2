"""The 24 task forces: who sits in them, when they met and reported, whom they told and asked, and their Delphi items.

Does not belong here: which objective needs what (`strategy`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sources.demonstration.days import BASE_YEAR, Days, between
from sources.demonstration.names import PLACES, made_up, organisation_names
from sources.demonstration.organisations import REGIONS, Organisation
from sources.demonstration.projects import OBJECTIVES, Project

VACANT_LEADS = ("E1",)
SILENT = ("A5", "D3", "F1")  # task forces of which nothing was heard for long
REPRESENTED_OF_TEN = 8
MEETINGS_A_YEAR = 2
EVENTS = (3, 4, 5, 6, 7)  # awareness events in each of the last five years
AT_BASELINE, CONTACTS_A_YEAR, EVEN_PART = 20, 6, 0.9  # funders contacted, a little fewer than an even path asks for
MEETINGS_OF_REGIONS = {"150": 5, "002": 4, "019": 3, "142": 2, "009": 1}  # years ago of the first regional meeting
DELPHI = (
    ("problem", "Advisers in {0} cannot tell what works on worn soils"),
    ("cause", "No budget line in {0} is for soils"),
    ("activity", "Train the advisers of {0} and {1}"),
    ("activity", "Open a demonstration farm in {0}"),
    ("activity", "Agree on one way to measure soil carbon in {0} and {1}"),
    ("obstacle", "Fields in {0} are let for one year only"),
    ("success_factor", "Village councils of {0} take part from the start"),
)

Row = dict[str, object]


def seat_rows(days: Days, listed: Sequence[Organisation]) -> list[Row]:
    """One leader, up to five regional representatives and some members for each task force."""
    dice, rows = days.dice("seats"), []
    partners = [one for one in listed if one.is_partner and (one.joined_on or days.as_of) < days.boards[0]]
    for code in OBJECTIVES:
        if code not in VACANT_LEADS:
            rows.append(_seat(days, dice, code, "leader", dice.choice(partners)))
        for region in REGIONS:
            near = [one for one in partners if one.region == region]
            if dice.randint(1, 10) <= REPRESENTED_OF_TEN:
                rows.append(_seat(days, dice, code, "regional_representative", dice.choice(near)))
        rows += [_seat(days, dice, code, "team_member", dice.choice(partners)) for _ in range(dice.randint(2, 6))]
    for number, row in enumerate(rows, start=1):
        row |= {"membership_id": f"DEMO-S-{number:03d}", "contact_name": f"Made-up person {number}",
                "contact_email": f"seat-{number}@example.org"}  # fmt: skip
    return rows


def _seat(days: Days, dice: Random, code: str, role: str, one: Organisation) -> Row:
    joined = between(dice, date(BASE_YEAR + 1, 1, 15), days.waves[0])
    return {
        "membership_id": None, "objective": code, "role": role, "organisation": one.name, "country": one.country,
        "region": one.region if role == "regional_representative" else None, "joined_on": joined, "left_on": None,
    }  # fmt: skip


def activity_rows(days: Days, listed: Sequence[Organisation]) -> list[Row]:
    """Everything that took place, in order."""
    dice = days.dice("activities")
    rows = [*_meetings(days, dice), *_events(days, dice), *_contacts(days, dice), *_regional(days, dice)]
    rows = [row for row in rows if isinstance(row["date"], date) and row["date"] <= days.waves[2]]
    rows.sort(key=lambda row: (str(row["date"]), str(row["title"])))
    partners = [one.name for one in listed if one.is_partner]
    for number, row in enumerate(rows, start=1):
        row["activity_id"] = f"DEMO-A-{number:04d}"
        row["organisation"] = row.get("organisation") or dice.choice(partners)
    return rows


def _activity(objective: str, kind: str, title: str, on: date, **other: object) -> Row:
    return {"activity_id": None, "objective": objective, "type": kind, "title": made_up(title), "date": on, **other}


def _meetings(days: Days, dice: Random) -> list[Row]:
    """Meetings and reports of each task force; of the silent ones none since long."""
    rows: list[Row] = []
    for code in OBJECTIVES:
        last = days.as_of - timedelta(days=420 if code in SILENT else 10)
        for year in range(days.as_of.year - 4, days.as_of.year + 1):
            for place in range(MEETINGS_A_YEAR):
                on = date(year, 2 + 5 * place, 1) + timedelta(days=dice.randint(0, 120))
                where = dice.choice(PLACES)
                rows.append(_activity(code, "meeting", f"Meeting {place + 1} of {year} in {where}", on, place=where))
            rows.append(
                _activity(
                    code, "report", f"Report on {year - 1}", date(year, 3, 1) + timedelta(days=dice.randint(0, 60))
                )
            )
        rows = [
            row for row in rows if row["objective"] != code or (isinstance(row["date"], date) and row["date"] <= last)
        ]
    return rows


def _events(days: Days, dice: Random) -> list[Row]:
    """Awareness events, more of them each year."""
    years = range(days.as_of.year - len(EVENTS), days.as_of.year)
    counts = [*zip(years, EVENTS, strict=True), (days.as_of.year, EVENTS[-1])]
    rows = []
    for year, count in counts:
        for number in range(count):
            where, on = dice.choice(PLACES), date(year, 1, 20) + timedelta(days=dice.randint(0, 340))
            rows.append(
                _activity("C1", "awareness_event", f"Soil day {number + 1} of {year} in {where}", on, place=where)
            )
    return rows


def _contacts(days: Days, dice: Random) -> list[Row]:
    """Funders contacted: those of the baseline before its day, then a few each year."""
    names = organisation_names("institution", 160, dice)
    on_days = [date(BASE_YEAR, 1, 10) + timedelta(days=17 * number) for number in range(AT_BASELINE)]
    a_year = CONTACTS_A_YEAR * EVEN_PART
    gap, on = 365.25 / a_year, date(BASE_YEAR, 12, 31)
    for number in range(1, len(names) - AT_BASELINE + 1):
        day = on + timedelta(days=int(gap * number))
        if day > days.waves[2]:
            break
        on_days.append(day)
    return [
        _activity("C3", "funder_contact", f"First talk with {name.split(' (')[0]}", day, organisation=name)
        for name, day in zip(names, on_days, strict=False)
    ]


def _regional(days: Days, dice: Random) -> list[Row]:
    """A meeting of each region a year, in one region after the other."""
    rows = []
    for place, (region, since) in enumerate(MEETINGS_OF_REGIONS.items()):
        for ago in range(since):
            on, where = days.as_of - timedelta(days=30 + 50 * place + 365 * ago), dice.choice(PLACES)
            rows.append(
                _activity("D2", "regional_meeting", f"Regional meeting in {where}", on, region=region, place=where)
            )
    return rows


def delphi_rows(days: Days, projects: Sequence[Project]) -> list[Row]:
    """Seven items for each objective; about half of the activities are taken up by a project."""
    dice, rows = days.dice("delphi"), []
    for code in OBJECTIVES:
        own = [one.project_id for one in projects if code in one.objectives and one.submitted_on <= days.waves[0]]
        for number, (kind, text) in enumerate(DELPHI, start=1):
            is_taken = kind == "activity" and own and dice.random() < 0.5
            rows.append({
                "item_id": f"DEMO-D-{code}-{number}", "objective": code, "kind": kind,
                "text": text.format(*dice.sample(PLACES, 2)), "category": "made up",
                "projects": dice.choice(own) if is_taken else None,
            })  # fmt: skip
    return rows
