"""Files with faults, as partners send them too: rows that are held, and files that cannot be read.

Does not belong here: what is wrong with them, which the house must find.
"""

from datetime import timedelta

from sources.demonstration.days import Days
from sources.demonstration.names import made_up
from sources.demonstration.organisations import Organisation

Row = dict[str, object]


def projects_with_faults(days: Days, lead: Organisation) -> list[Row]:
    """Six projects of one sender, of which two can be admitted."""
    on = days.waves[2] - timedelta(days=4)
    good: Row = {
        "project_id": "DEMO-F-1", "title": made_up("Compost for the gardens of Mallowbrook"), "lead": lead.name,
        "objectives": "C2; A2", "countries": "KEN", "start": "2025-03-01", "end": "2028-02-29",
        "asked_amount": 240_000, "currency": "EUR", "sic_stage": "full_proposal", "submitted_on": on, "updated_on": on,
        "contact_email": "mallowbrook@example.org",
    }  # fmt: skip
    changed: list[Row] = [
        {},
        {"title": made_up("Terraces of Quillridge"), "countries": "Quillania"},
        {"title": made_up("Hedges of Sorrelmoor"), "start": "2028-03-01", "end": "2025-02-28"},
        {"title": made_up("Orchards of Umberfell"), "objectives": "C9"},
        {"title": made_up("Pastures of Velvetdown"), "asked_amount": "a lot of money"},
        {"title": made_up("Mulch for Yarrowmere"), "countries": "BEN", "currency": None},
    ]
    return [good | {"project_id": f"DEMO-F-{number}"} | one for number, one in enumerate(changed, start=1)]


def money_with_faults(days: Days, funder: Organisation) -> list[Row]:
    """Four rows of money, of which one can be admitted."""
    good: Row = {
        "contribution_id": "DEMO-X-1", "project": "DEMO-F-1", "funder": funder.name, "money_stream": "ground", "form": "cash",
        "state": "pledged", "amount": 60_000, "currency": "EUR", "date": days.waves[2] - timedelta(days=20),
    }  # fmt: skip
    changed: list[Row] = [{}, {"amount": -5_000}, {"date": "soon"}, {"state": "promised"}]
    return [good | {"contribution_id": f"DEMO-X-{number}"} | one for number, one in enumerate(changed, start=1)]


def drafts(days: Days) -> list[Row]:
    """Values that nobody has approved yet, and one that nobody can use."""
    on = days.waves[2] - timedelta(days=30)
    shown = {"date": on, "evidence": "https://example.org/made-up/draft", "note": "first count"}
    return [
        {"indicator": "F1.1", "value": 9, "numerator": None, "denominator": None, "status": "draft", **shown},
        {"indicator": "B1.1", "value": None, "numerator": 11, "denominator": 0, "status": "draft", **shown},
    ]


REFUSED = {
    "minutes-of-a-meeting.csv": b"agenda point,who speaks,minutes\n1,made-up person,10\n2,nobody,5\n",
    "projects-of-thistlefell.xlsx": b"This was saved as a text and called a workbook.\n",
}
