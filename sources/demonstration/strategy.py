"""What the made-up board adopted for every indicator, and what was then observed: baselines, targets, wording, values, steps.

Does not belong here: what the strategy publishes, which stays as it is (`sources/strategy`).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sources.demonstration.days import BASE_YEAR, FIRST_TARGET_YEAR, Days

BODY = "Executive Committee of the made-up world"
SOURCE = "https://example.org/made-up/minutes"
EVIDENCE = "https://example.org/made-up"
REGIONS_COUNT = 5

Row = dict[str, object]


@dataclass(frozen=True)
class Course:
    """The course of an indicator: what is adopted where the strategy publishes nothing, and how it went.

    `known` are the terms that the strategy publishes, which values are measured against. `paces`: how fast it went until
    the year before last, in the last year, and since. `values`: said themselves, where a pace would say nothing of so few.
    """

    baseline: float | None = None
    target_2030: float | None = None
    target_2050: float | None = None
    known: tuple[float, float] | None = None  # baseline and target 2030 from which values are made
    base_year: int = BASE_YEAR
    paces: tuple[float, float, float] | None = None
    values: tuple[float, ...] = ()
    whole: int = 0  # the denominator of a share
    wording: str = ""
    steps: tuple[str, str] = ("", "")
    extra: dict[str, object] = field(default_factory=dict)


COURSES = {
    "A1.1": Course(baseline=12, known=(12, 100), paces=(0.62, 0.72, 0.78), whole=48),
    "A1.2": Course(target_2030=60, known=(14.29, 60), base_year=2019, paces=(0.98, 1.02, 1.03), whole=196),
    "A2.1": Course(baseline=7, target_2050=60),
    "A2.2": Course(baseline=1, target_2030=25, known=(1, 25), paces=(0.9, 0.9, 0.9), whole=733),
    "A3.1": Course(baseline=0, target_2030=300, target_2050=1_000, known=(0, 300), paces=(1.12, 1.06, 1.03),
                   wording="300 stories gathered by 2030 and 1,000 by 2050"),
    "A4.1": Course(baseline=0, target_2030=5, target_2050=5, values=(0, 1, 1, 1, 2, 2),
                   wording="Programmes started in two regions by the middle of the decade and in all five by 2030"),
    "A5.1": Course(baseline=6, target_2030=20, target_2050=60, values=(6, 6, 6, 5, 5, 4),
                   wording="20 mechanisms by 2030 and 60 by 2050"),
    "A6.1": Course(steps=("", "Framework updated and still in use")),
    "B1.1": Course(baseline=5, known=(5, 100), paces=(0.2, 0.28, 0.34), whole=48),
    "B1.2": Course(baseline=3, target_2030=40, known=(3, 40), paces=(0.8, 0.75, 0.72), whole=196),
    "B2.1": Course(target_2050=5, values=(0, 0, 1, 1, 2, 2)),
    "B3.1": Course(target_2050=5, values=(0, 0, 1, 1, 2, 2)),
    "B4.1": Course(baseline=4, target_2030=20, target_2050=80, known=(4, 20), paces=(1.3, 1.25, 1.2),
                   wording="20 tools by 2030 and 80 by 2050"),
    "C1.1": Course(baseline=2),
    "C1.2": Course(baseline=2, values=(2, 3, 3, 4, 4, 4)),
    "C2.1": Course(baseline=1, known=(1, 50), paces=(0.98, 0.9, 0.82), whole=12_000),
    "C3.1": Course(target_2050=200),
    "C4.1": Course(steps=("", "Label kept up in all five regions")),
    "D1.1": Course(baseline=0, target_2050=5, values=(0, 0, 0, 1, 1, 1)),
    "D2.1": Course(baseline=20),
    "D3.1": Course(baseline=40, target_2030=80, values=(2, 2, 3, 2, 1, 1), whole=REGIONS_COUNT),
    "D4.1": Course(baseline=3, known=(3, 50), paces=(0.2, 0.2, 0.2), whole=733),
    "E1.1": Course(baseline=1, target_2030=12, target_2050=40, values=(2, 3, 5, 6, 7, 7),
                   wording="12 systems by 2030 and 40 by 2050"),
    "E2.1": Course(steps=("Observatory online", "Observatory renewed"), wording="Observatory online by 2030, renewed by 2050"),
    "E3.1": Course(steps=("", "Tools updated and extended")),
    "F1.1": Course(baseline=0, target_2050=80, known=(0, 20), paces=(0.5, 0.62, 0.7)),
    "F2.1": Course(baseline=0, target_2050=12, values=(2.4, 3.1)),  # the house works out the others
    "F2.2": Course(extra={"maximum_age_days": 1095}),
    "F3.1": Course(steps=("", "Indicators reviewed")),
    "F3.2": Course(extra={"maximum_age_days": 1095}),
}  # fmt: skip
UNDER_WAY = ("under_way", "under_way", "under_way")
REACHED = ("reached", "reached", "reached")
# The states of the dated steps before the first board, before the second, and now.
STATES: dict[str, tuple[str, str, str]] = {
    "A6.1a": ("under_way", "under_way", "reached"), "A6.1-2050": UNDER_WAY,
    "C4.1a": ("not_started", "under_way", "under_way"), "C4.1-2050": UNDER_WAY,
    "E2.1-2030": UNDER_WAY, "E2.1-2050": UNDER_WAY, "E2.1a": ("not_started", "under_way", "under_way"),
    "E3.1a": ("under_way", "reached", "reached"), "E3.1-2050": UNDER_WAY,
    "F3.1a": REACHED, "F3.1-2050": UNDER_WAY,
    "F3.2a": ("under_way", "reached", "reached"), "F3.2b": UNDER_WAY,
}  # fmt: skip
CHANGED_TERM = ("B4.1", "target_2030", 24)  # adopted anew before the second board: a change of method
RESTATED = ("A3.1", 1.06)  # the value of the year before last, sent again for the second board
YEARLY_ALONE = ("A2.2", "D4.1")  # the house works out today's value; those of earlier years were reported


def term_rows(days: Days) -> list[Row]:
    """Every term the board adopted in the made-up world, before the first of its two meetings that are shown."""
    decided = days.boards[0] - timedelta(days=210)
    rows = []
    for code, course in COURSES.items():
        measured = {name: getattr(course, name) for name in ("baseline", "target_2030", "target_2050")}
        terms = {**({"wording": course.wording} if course.wording else {}), **measured, **course.extra}
        terms |= {f"step_{year}": text for year, text in zip((2030, 2050), course.steps, strict=True) if text}
        rows += [_term(code, item, value, decided) for item, value in terms.items() if value is not None]
    return rows


def changed_term_rows(days: Days) -> list[Row]:
    """The one target that was adopted anew between the two meetings."""
    return [_term(*CHANGED_TERM, days.boards[1] - timedelta(days=60))]


def _term(code: str, item: str, value: object, decided: date) -> Row:
    return {
        "indicator": code, "item": item, "value": value, "unit": None, "in_force_from": decided + timedelta(days=14),
        "decided_by": BODY, "decided_on": decided, "source": SOURCE, "note": "Made up for the demonstration",
    }  # fmt: skip


def observation_rows(days: Days, year: int) -> list[Row]:
    """The values of the last day of a year, of every indicator that is observed."""
    place, on = days.years.index(year), date(year, 12, 31)
    return [
        _observed(code, course, on, place, min(place - 3, 1))
        for code, course in COURSES.items()
        if _is_observed(course, place)
    ]


def newest_rows(days: Days) -> list[Row]:
    """The values of this year so far, of counts and shares."""
    on, place = days.waves[2] - timedelta(days=40), len(days.years)
    return [
        _observed(code, course, on, place, 2)
        for code, course in COURSES.items()
        if _is_observed(course, place) and code not in YEARLY_ALONE
    ]


def restated_rows(days: Days) -> list[Row]:
    """The one value that was sent again, with the same evidence and another figure."""
    code, factor = RESTATED
    place = len(days.years) - 2
    row = _observed(code, COURSES[code], date(days.years[place], 12, 31), place, 0)
    return [row | {"value": round(float(str(row["value"])) * factor), "note": "Counted again"}]


def _is_observed(course: Course, place: int) -> bool:
    return course.paces is not None or place < len(course.values)


def _observed(code: str, course: Course, on: date, place: int, era: int) -> Row:
    value = course.values[place] if course.values else _on_course(course, on, max(era, 0))
    row: Row = {
        "indicator": code, "date": on, "value": value, "numerator": None, "denominator": None, "status": "approved",
        "evidence": f"{EVIDENCE}/{code}/{on:%Y-%m-%d}", "note": None,
    }  # fmt: skip
    if course.whole:
        part = value if course.values else round(float(value) * course.whole / 100)
        row |= {"value": None, "numerator": part, "denominator": course.whole}
    elif not course.values:
        row["value"] = round(float(value))
    return row


def _on_course(course: Course, on: date, era: int) -> float:
    """The value at the pace of its time, along the even path to the first target."""
    if course.known is None or course.paces is None:
        raise ValueError("a course needs values, or a pace and what it is measured against")
    start, target = course.known
    begun, ends = date(course.base_year, 12, 31), date(FIRST_TARGET_YEAR, 12, 31)
    return start + course.paces[era] * (target - start) * ((on - begun).days / (ends - begun).days)


def milestone_rows(days: Days, wave: int) -> list[Row]:
    """The states of the dated steps as told before one of the meetings, or now."""
    on = days.waves[wave] - timedelta(days=5)
    return [
        {
            "milestone": code,
            "state": states[wave],
            "reached_on": _reached_on(days, states) if states[wave] == "reached" else None,
            "as_of": on,
            "source": SOURCE,
        }
        for code, states in STATES.items()
    ]


def _reached_on(days: Days, states: tuple[str, str, str]) -> date:
    return days.waves[states.index("reached")] - timedelta(days=30)
