"""About 400 projects: where they are, what they serve, how far they have come and since when.

Does not belong here: their money (`money`), and how they were assessed (`registers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sources.demonstration.days import Days
from sources.demonstration.names import PRACTICES, project_titles
from sources.demonstration.organisations import COUNTRIES, Organisation

CYCLE = ("idea", "presented", "feedback_received", "full_proposal", "funded", "implementing", "completed")
# How many projects have come how far by now.
STAGES = {
    "idea": 88, "presented": 62, "feedback_received": 54, "full_proposal": 70, "funded": 32,
    "implementing": 62, "completed": 16, "declined": 8, "withdrawn": 5, "on_hold": 4,
}  # fmt: skip
STOPPED = {"declined": "presented", "withdrawn": "feedback_received", "on_hold": "full_proposal"}  # and from where
KINDS = {"idea": "idea", "presented": "concept", "feedback_received": "concept", "full_proposal": "full_proposal"}
REGIONS = {"002": 150, "019": 82, "142": 76, "150": 72, "009": 20}
# How often a project serves each objective; those of 1 are hardly served at all.
OBJECTIVES = {
    "A1": 6, "A2": 16, "A3": 6, "A4": 7, "A5": 5, "A6": 3, "B1": 6, "B2": 4, "B3": 10, "B4": 5, "C1": 8, "C2": 40,
    "C3": 9, "C4": 4, "D1": 3, "D2": 5, "D3": 5, "D4": 7, "E1": 5, "E2": 6, "E3": 4, "F1": 4, "F2": 6, "F3": 2,
}  # fmt: skip
# Where hardly anybody works: objectives with nothing there, and objectives whose few projects nobody pays for.
NOTHING_THERE = {"002": ("B2",), "009": ("A5", "B2", "C4", "E1", "F1"), "142": ("A6", "F3"), "019": ("F3",)}
UNPAID_THERE = {"002": ("E1", "D3", "F1"), "142": ("D3",)}
CURRENCIES = {"EUR": 58, "USD": 26, "GBP": 7, "CHF": 4, "BRL": 3, "INR": 2}
SUMMARY = "In {place}, {count} families restore {area} hectares of worn soils and measure what it changes. Everything here is made up."
LONGEST_WAIT_DAYS = 1_300


@dataclass
class Project:
    """One project with its way through the cycle: each stage and the day it was reached."""

    project_id: str
    title: str
    place: str
    practice: str
    lead: Organisation
    partners: list[Organisation]
    objectives: list[str]
    region: str
    countries: list[str]
    currency: str
    stage: str
    reached: list[tuple[date, str]]
    families: int
    area: int
    asked: int = 0
    funders: list[str] = field(default_factory=list)

    @property
    def submitted_on(self) -> date:
        return self.reached[0][0]

    def stage_on(self, day: date) -> tuple[date, str]:
        """Its stage on a day, and since when."""
        return [step for step in self.reached if step[0] <= day][-1]

    def reached_on(self, stage: str) -> date | None:
        """The day it reached a stage; None where it has not."""
        return next((day for day, each in self.reached if each == stage), None)


def projects(days: Days, listed: list[Organisation]) -> list[Project]:
    """Every project, in the order of submission."""
    dice = days.dice("projects")
    stages = [stage for stage, count in STAGES.items() for _ in range(count)]
    regions = dice.choices(list(REGIONS), list(REGIONS.values()), k=len(stages))
    titles = project_titles(len(stages), dice)
    made = [_project(days, dice, listed, *each) for each in zip(stages, regions, titles, strict=True)]
    made.sort(key=lambda one: (one.submitted_on, one.title))
    for number, project in enumerate(made, start=1):
        project.project_id = f"DEMO-P-{number:03d}"
    return made


def _project(
    days: Days, dice: Random, listed: list[Organisation], stage: str, region: str, titled: tuple[str, str, str]
) -> Project:
    title, place, practice = titled
    weights = {code: 0 if code in NOTHING_THERE.get(region, ()) else often for code, often in OBJECTIVES.items()}
    objectives = list(
        dict.fromkeys(dice.choices(list(weights), list(weights.values()), k=dice.choice((1, 1, 2, 2, 3))))
    )
    if set(objectives) & set(UNPAID_THERE.get(region, ())) and stage in CYCLE:
        stage = dice.choice(CYCLE[:4])
    countries = list(dict.fromkeys(dice.choices(COUNTRIES[region], range(len(COUNTRIES[region]) + 2, 2, -1), k=2)))
    near = [
        one
        for one in listed
        if one.is_partner and one.region == region and (one.joined_on or days.as_of) < days.boards[0]
    ]
    lead, *partners = dice.sample(near, 1 + dice.randint(0, 3))
    return Project(
        "", title, place, practice, lead, partners, sorted(objectives), region, countries[: dice.choice((1, 1, 1, 2))],
        dice.choices(list(CURRENCIES), list(CURRENCIES.values()))[0], stage, _reached(days, dice, stage),
        dice.randrange(60, 4_000, 20), dice.randrange(80, 9_000, 10),
    )  # fmt: skip


def _reached(days: Days, dice: Random, stage: str) -> list[tuple[date, str]]:
    """The stages on the way, from the day it was submitted: some wait long in one, and are stuck."""
    way = [*CYCLE[: CYCLE.index(STOPPED.get(stage, stage)) + 1], *([stage] if stage in STOPPED else [])]
    last = days.waves[2] - timedelta(days=3 + int(dice.betavariate(1.1, 2) * LONGEST_WAIT_DAYS))
    gaps = [dice.randint(40, 330) for _ in way[1:]]
    on, steps = last, [(last, way[-1])]
    for gap, step in zip(gaps, reversed(way[:-1]), strict=True):
        on -= timedelta(days=gap)
        steps.append((on, step))
    return steps[::-1]


def project_rows(listed: Sequence[Project], day: date) -> list[dict[str, object]]:
    """The projects as their leads would send them on a day."""
    return [_row(project, day) for project in listed]


def _row(project: Project, day: date) -> dict[str, object]:
    since, stage = project.stage_on(day)
    start = project.reached_on("implementing")
    return {
        "project_id": project.project_id,
        "title": project.title,
        "kind": KINDS.get(stage, "ongoing_action"),
        "summary": SUMMARY.format(place=project.place, count=project.families // 5, area=project.area),
        "lead": project.lead.name,
        "lead_id": project.lead.organisation_id,
        "objectives": "; ".join(project.objectives),
        "objective_shares": {2: "60; 40", 3: "50; 30; 20"}.get(len(project.objectives)),
        "countries": "; ".join(project.countries),
        "partners": "; ".join(one.name for one in project.partners),
        "start": start if start and start <= day else None,
        "end": start + timedelta(days=1095) if start and start <= day else None,
        "asked_amount": project.asked,
        "currency": project.currency,
        "sic_stage": stage,
        "sdgs": "2; 13; 15",
        "practices": PRACTICES[project.practice],
        "area_ha": project.area,
        "soc_increase": round(0.1 + project.families % 7 / 10, 1),
        "soc_unit": "t_c_per_ha_year",
        "beneficiaries": project.families,
        "sectors": "31130",
        "submitted_on": project.submitted_on,
        "updated_on": since,
        "contact_name": f"Made-up person of {project.project_id}",
        "contact_email": f"{project.project_id.lower()}@example.org",
    }
