"""The registers that a secretariat keeps: agreements, calls, assessments, the budget.

Does not belong here: the register of organisations (`organisations`).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sources.demonstration.days import Days, between
from sources.demonstration.organisations import Organisation
from sources.demonstration.projects import Project

AGREEMENTS, UNDATED, ENDED, ENDING = 128, 18, 34, 22  # of all agreements; those that end within a year
KINDS = ("mou", "grant_agreement", "memorandum_of_agreement", "funding_agreement", "hosting_agreement")
IN_WORDS = {
    "mou": "MoU", "grant_agreement": "Grant agreement", "memorandum_of_agreement": "MoA",
    "funding_agreement": "Funding agreement", "hosting_agreement": "Hosting agreement",
}  # fmt: skip
SUPPORTED = (8, 11, 13, 15, 17)  # projects helped by the call of each of the last five years
UNHELPED, RECOMMENDED = 4, 9  # in line without help, and given recommendations, a call
BUDGET = {"sought in total": 961_000, "sought for core costs": 721_000, "available": 520_000, "spent": 488_000}
SOURCE = "https://example.org/made-up"

Row = dict[str, object]


def agreement_rows(days: Days, listed: Sequence[Organisation]) -> list[Row]:
    """Agreements of different partners: without a date, ended, ending within a year, in force for longer."""
    dice = days.dice("agreements")
    partners = [one for one in listed if one.is_partner and one.joined_on and one.joined_on < days.boards[0]]
    rows: list[Row] = []
    for number, one in enumerate(dice.sample(partners, AGREEMENTS), start=1):
        kind, years = dice.choice(KINDS), dice.choice((2, 3, 3, 5))
        row: Row = {
            "number": 1_000 + number, "organisation": one.name, "country_or_kind": one.country,
            "agreement": f"{IN_WORDS[kind]} of {years} years", "agreement_types": kind, "start": None,
            "duration_years": None, "end": None, "source": SOURCE,
        }  # fmt: skip
        if number > UNDATED:
            end = _end(days, number, dice.randint(20, 900))
            start = end - timedelta(days=round(365.25 * years))
            row |= {"start": start, "duration_years": years, "end": end}
        rows.append(row)
    return rows


def _end(days: Days, number: int, ahead: int) -> date:
    if number <= UNDATED + ENDED:
        return days.as_of - timedelta(days=ahead)
    if number <= UNDATED + ENDED + ENDING:
        return days.as_of + timedelta(days=12 + ahead % 340)
    return days.as_of + timedelta(days=370 + ahead)


def called_on(year: int) -> date:
    """The day on which the call of a year opens."""
    return date(year, 2, 1)


def call_rows(days: Days, assessed: Sequence[Row]) -> list[Row]:
    """One call a year; that of this year once it is closed has its numbers."""
    rows: list[Row] = []
    for year in range(days.as_of.year - 5, days.as_of.year + 1):
        own = [row for row in assessed if row["call"] == call_of(year)]
        counted = {result: sum(row["result"] == result for row in own) for result in ("in_line", "recommendations")}
        is_over = bool(own)
        if called_on(year) <= days.waves[2]:
            rows.append({
                "call": call_of(year), "opened_on": called_on(year), "closed_on": date(year, 4, 30) if is_over else None,
                "received": len(own) + 3 if is_over else None, "in_line": counted["in_line"] if is_over else None,
                "recommendations_only": counted["recommendations"] if is_over else None, "source": SOURCE,
            })  # fmt: skip
    return rows


def call_of(year: int) -> str:
    """The number of the call of a year."""
    return f"DEMO-{year}"


def assessment_rows(days: Days, projects: Sequence[Project]) -> list[Row]:
    """The formative assessments of each call, of projects submitted before it."""
    dice, rows, done = days.dice("assessments"), [], set()
    years = range(days.as_of.year - 5, days.as_of.year + 1)
    for year, helped in zip(years, (*SUPPORTED, SUPPORTED[-1]), strict=True):
        on = between(dice, date(year, 9, 1), date(year, 10, 20))
        if on > days.waves[2]:
            break
        waiting = [
            one
            for one in projects
            if one.submitted_on < on and one.project_id not in done and one.stage not in ("idea", "presented")
        ]
        # What was paid for, first: a call finds the good ones.
        waiting.sort(key=lambda one: (one.reached_on("funded") is None, one.project_id))
        chosen = waiting[: helped + UNHELPED + RECOMMENDED]
        done |= {one.project_id for one in chosen}
        for place, one in enumerate(chosen):
            start = one.reached_on("implementing")
            rows.append({
                "project": one.project_id, "call": call_of(year), "modality": "2" if start and start <= on else "1",
                "result": "in_line" if place < helped + UNHELPED else "recommendations", "assessed_on": on,
                "letter_of_support": "yes" if place < helped else "no", "published": "yes" if place < helped // 2 else "no",
            })  # fmt: skip
    return rows


def budget_rows(days: Days) -> list[Row]:
    """The budget of the Secretariat in the last five years; of the last year what was spent is not known yet."""
    last = days.as_of.year
    return [
        {"year": year, "item": item, "amount_eur": round(amount * (1 + 0.04 * (year - last + 4))), "source": SOURCE}
        for year in range(last - 4, last + 1)
        for item, amount in BUDGET.items()
        if not (year == last and item == "spent")
    ]
