"""What task forces owe and which projects are stuck, each line by name: the region of a seat, the step, the project.

Does not belong here: which seat is vacant and which report is late (the marts), and how many there are (the headlines).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.rendering.registers.tables import Cell
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing

OWED = ("owed", "task_force", "since_on")
STUCK = ("title", "objectives", "stage_since_on", "why", "who")
LEADER = "leader"
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Names:
    """What codes are called: objectives and regions, by their codes, and where an objective leads."""

    objectives: Mapping[str, str]
    regions: Mapping[str, str]
    links: Links

    def of(self, codes: str) -> Cell:
        """The objectives with these codes, each by code and name, one under the other."""
        ways = tuple(
            (f"{code} {self.objectives.get(code, '')}".strip(), self.links("objective", code=code))
            for code in codes.replace(";", " ").split()
        )
        return Cell("", "named", links=ways)

    def in_register(self, facilities: pd.DataFrame) -> pd.DataFrame:
        """Facilities with their objectives by name; where one has none, the gap stays."""
        named = {
            name: pd.Series(
                [codes if is_missing(codes) else self.of(codes) for codes in facilities[name]],
                index=facilities.index,
                dtype="object",
            )
            for name in ("objectives", "worst_objective_code")
        }
        return facilities.assign(**named)


def owed(
    seats: pd.DataFrame, task_forces: pd.DataFrame, steps: pd.DataFrame, names: Names, words: Words
) -> pd.DataFrame:
    """One row per seats vacant since a day, late report and overdue step; `steps` name the objective they are of."""
    rows = [*_seats(seats, names, words), *_reports(task_forces, words), *_steps(steps, words)]
    made = pd.DataFrame(rows, columns=["objective_code", "order", "owed", "since_on"])
    made = made.sort_values(["objective_code", "order"], kind="stable", ignore_index=True)
    since = [
        Cell(words("owed.unknown"), "muted") if is_missing(on) else Cell(words.day(on), "date")
        for on in made["since_on"]
    ]
    return made.assign(task_force=[names.of(code) for code in made["objective_code"]], since_on=since)


def stuck(projects: pd.DataFrame, names: Names, words: Words) -> pd.DataFrame:
    """The projects that wait too long or since nobody knows when: why, and who can move them."""
    why = [
        words("stuck.undated") if is_missing(days) else words("stuck.presented", n=int(days))
        for days in projects["days_in_stage"]
    ]
    who = [
        words("stuck.who", n=len(codes.split(";")), codes=", ".join(codes.split(";")))
        for codes in projects["objectives"]
    ]
    return projects.assign(why=why, who=who, objectives=[names.of(codes) for codes in projects["objectives"]])


def _seats(seats: pd.DataFrame, names: Names, words: Words) -> Iterator[tuple[str, int, str, Any]]:
    """The vacant seat of a leader; the regions whose seats are vacant since the same day, in one line."""
    vacant = seats[~seats["is_seat_filled"].astype(bool)]
    is_leader = vacant["task_force_role"] == LEADER
    for row in vacant[is_leader].to_dict("records"):
        yield row["objective_code"], 0, words("owed.leader"), row["vacant_since_on"]
    for (code, since_on), own in vacant[~is_leader].groupby(["objective_code", "vacant_since_on"], dropna=False):
        regions = sorted(names.regions.get(region, str(region)) for region in own["region_code"])
        yield code, 1, words("owed.representative", n=len(regions), region=", ".join(regions)), since_on


def _reports(task_forces: pd.DataFrame, words: Words) -> Iterator[tuple[str, int, str, Any]]:
    for row in task_forces[task_forces["is_report_late"].fillna(False).astype(bool)].to_dict("records"):
        key = "owed.no_report" if is_missing(row["latest_report_on"]) else "owed.report"
        yield row["objective_code"], 2, words(key), row["latest_report_on"]


def _steps(steps: pd.DataFrame, words: Words) -> Iterator[tuple[str, int, str, Any]]:
    for row in steps[steps["days_overdue"].fillna(0) > 0].to_dict("records"):
        yield row["objective_code"], 3, words("owed.step", name=words.label(row)), row["due_on"]
