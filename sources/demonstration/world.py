"""The made-up world as files: who sent what, in which form, on which day. Files lie in an inbox and are read like any other.

Does not belong here: what stands in them, topic by topic.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sources.demonstration import faults, files, money, network, organisations, registers, strategy
from sources.demonstration.days import Days
from sources.demonstration.projects import Project, project_rows, projects
from sources.names.reference import load

SEED = 2026
LANGUAGE_OF_REGION = {"002": "en", "019": "es", "142": "en", "150": "fr", "009": "en"}
BY_IATI = 12  # projects whose lead publishes by IATI, and sends nothing else
BIG_FUNDERS = 2  # who send their own file

Row = dict[str, object]


@dataclass(frozen=True)
class Sent:
    """One file as it lay in the inbox, and when it came."""

    name: str
    on: date
    content: bytes

    @property
    def received_at(self) -> datetime:
        return datetime.combine(self.on, time(9), UTC)


def sent(as_of: date, seed: int = SEED) -> list[Sent]:
    """Every file of the made-up world, in the order of receipt; the same day and seed make the same files."""
    days = Days(as_of, seed)
    made = [
        *_registers(days),
        *_strategy(days),
        *_projects_and_money(days),
    ]
    return sorted(made, key=lambda one: (one.on, one.name))


def put(folder: Path, listed: Sequence[Sent], until: date) -> None:
    """Lay the files that came by a day into an inbox, each with the time it came."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in listed:
        if one.on <= until:
            path, moment = folder / one.name, one.received_at.timestamp()
            path.write_bytes(one.content)
            os.utime(path, (moment, moment))


def boards(as_of: date) -> tuple[date, date]:
    """The days of the two meetings of the board before a day."""
    return Days(as_of, SEED).boards


def _in(stream: str, language: str, name: str, on: date, rows: Sequence[Row]) -> Sent:
    at = datetime.combine(on, time(9))
    return Sent(name, on, files.filled_template(stream, language, rows, at))


def _parts(days: Days, rows: Sequence[Row], dated: str) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each of the three sendings, by the day of one of their fields; without a day in the first."""
    for wave in range(3):
        own = [row for row in rows if days.wave_of(day if isinstance(day := row[dated], date) else date.min) == wave]
        if own:
            yield wave, own


def _registers(days: Days) -> Iterator[Sent]:
    listed = organisations.organisations(days)
    for wave, rows in _parts(days, organisations.register_rows(listed), "joined_on"):
        name = "register-of-partners.xlsx" if wave == 0 else f"new-partners-{days.waves[wave]:%Y-%m}.xlsx"
        yield _in("organisations", "en", name, days.waves[wave] - timedelta(days=5), rows)
    for wave, rows in _parts(days, organisations.count_rows(days, listed), "as_of"):
        yield Sent(f"counts-of-partners-{wave + 1}.csv", days.waves[wave], files.table(rows))
    first = days.waves[0]
    yield _in("partnerships", "fr", "accords.xlsx", first - timedelta(days=4), registers.agreement_rows(days, listed))
    yield Sent("budget.csv", first - timedelta(days=3), files.table(registers.budget_rows(days), ";"))
    yield _in(
        "memberships", "en", "seats-of-task-forces.xlsx", first - timedelta(days=6), network.seat_rows(days, listed)
    )
    for wave, rows in _parts(days, network.activity_rows(days, listed), "date"):
        yield Sent(f"task-force-activity-{days.waves[wave]:%Y-%m}.csv", days.waves[wave], files.table(rows))


def _strategy(days: Days) -> Iterator[Sent]:
    first, second, last = days.waves
    units = load().unit_of_indicator
    terms = [_with_unit(row, units) for row in strategy.term_rows(days)]
    yield _in("terms", "en", "terms-of-indicators.xlsx", first - timedelta(days=30), terms)
    changed = [_with_unit(row, units) for row in strategy.changed_term_rows(days)]
    yield _in("terms", "en", "terms-adopted-anew.xlsx", second - timedelta(days=20), changed)
    for year in days.years:
        rows = strategy.observation_rows(days, year)
        yield Sent(f"observations-{year}.csv", days.reported_on(year), files.table(rows))
    yield Sent("observations-restated.csv", second - timedelta(days=9), files.table(strategy.restated_rows(days)))
    yield _in(
        "observations", "es", f"observaciones-{last.year}.xlsx", last - timedelta(days=6), strategy.newest_rows(days)
    )
    yield Sent("observations-draft.csv", last - timedelta(days=2), files.table(faults.drafts(days)))
    for wave, on in enumerate(days.waves):
        yield Sent(f"milestones-{on:%Y-%m}.csv", on, files.table(strategy.milestone_rows(days, wave)))


def _with_unit(row: Row, units: Mapping[str, str]) -> Row:
    is_number = row["item"] in ("baseline", "target_2030", "target_2050")
    return row | {"unit": units.get(str(row["indicator"])) if is_number else None}


def _projects_and_money(days: Days) -> Iterator[Sent]:
    listed = organisations.organisations(days)
    every = projects(days, listed)
    rows = money.money_rows(days, listed, every)
    assessed = registers.assessment_rows(days, every)
    by_iati = [one for one in every if one.stage in files.IATI_STATUS and one.submitted_on <= days.waves[0]][:BY_IATI]
    others = [one for one in every if one not in by_iati]
    yield from _projects(days, others)
    yield from _by_iati(days, by_iati, rows)
    yield from _money(days, [row for row in rows if row["project"] not in {one.project_id for one in by_iati}])
    for wave, own in _parts(days, assessed, "assessed_on"):
        yield _in("assessments", "en", f"assessments-{wave + 1}.xlsx", days.waves[wave] - timedelta(days=2), own)
    for wave, own in _parts(days, registers.call_rows(days, assessed), "opened_on"):
        yield Sent(f"calls-{wave + 1}.csv", days.waves[wave] - timedelta(days=3), files.table(own))
    delphi = network.delphi_rows(days, every)
    yield _in("delphi_items", "en", "delphi-items.xlsx", days.waves[0] - timedelta(days=1), delphi)
    donor = next(one for one in listed if one.college == "donor_foundation")
    last = days.waves[2]
    yield Sent(
        "projects-of-mallowbrook.csv",
        last - timedelta(days=1),
        files.table(faults.projects_with_faults(days, every[0].lead)),
    )
    yield Sent(
        "pledges-of-a-small-fund.csv", last - timedelta(days=1), files.table(faults.money_with_faults(days, donor))
    )
    for name, content in faults.REFUSED.items():
        yield Sent(name, last, content)


def _projects(days: Days, every: Sequence[Project]) -> Iterator[Sent]:
    """Who is new before each meeting, and whose stage changed since the one before."""
    for wave, on in enumerate(days.waves):
        new = [one for one in every if days.wave_of(one.submitted_on) == wave]
        if wave:
            yield _in("projects", "en", f"new-projects-{on:%Y-%m}.xlsx", on - timedelta(days=2), project_rows(new, on))
        else:
            yield from _of_regions(new, on)
        before = days.waves[wave - 1] if wave else on
        moved = [one for one in every if one.submitted_on <= before and one.stage_on(on) != one.stage_on(before)]
        if moved:
            yield Sent(f"progress-of-projects-{on:%Y-%m}.csv", on, files.table(project_rows(moved, on)))


def _of_regions(every: Sequence[Project], on: date) -> Iterator[Sent]:
    """The first sending: one file for each region, in the language its partners write."""
    for region, language in LANGUAGE_OF_REGION.items():
        rows = project_rows([one for one in every if one.region == region], on)
        yield _in("projects", language, f"projects-of-region-{region}.xlsx", on - timedelta(days=2), rows)


def _by_iati(days: Days, every: Sequence[Project], money_sent: Sequence[Row]) -> Iterator[Sent]:
    own = {one.project_id for one in every}
    for wave, on in enumerate(days.waves[::2], start=1):
        reported = [
            row for row in money_sent if row["project"] in own and row["form"] == "cash" and str(row["date"]) <= f"{on}"
        ]
        moment = datetime.combine(on, time(9))
        content = files.activities(every, project_rows(every, on), reported, moment)
        yield Sent(f"activities-{wave}.xml", on - timedelta(days=1), content)


def _money(days: Days, rows: Sequence[Row]) -> Iterator[Sent]:
    """What the big funders send themselves, what receivers tell, and all else; for the second board some is reported anew."""
    given = [row for row in rows if not str(row["contribution_id"]).startswith("DEMO-R")]
    often: dict[str, int] = {}
    for row in given:
        often[str(row["funder"])] = often.get(str(row["funder"]), 0) + 1
    big = sorted(often, key=lambda name: (-often[name], name))[:BIG_FUNDERS]
    for wave, own in _parts(days, given, "date"):
        on = days.waves[wave]
        for number, name in enumerate(big, start=1):
            of_funder = [row for row in own if row["funder"] == name]
            if of_funder:
                yield Sent(f"grants-of-funder-{number}-{on:%Y-%m}.csv", on, files.table(of_funder, ";"))
        rest = [row for row in own if row["funder"] not in big]
        yield _in("funding", "en", f"funding-{on:%Y-%m}.xlsx", on - timedelta(days=1), rest)
    reported = [row for row in rows if str(row["contribution_id"]).startswith("DEMO-R")]
    for wave, own in _parts(days, reported, "date"):
        yield Sent(f"grants-received-{wave + 1}.csv", days.waves[wave], files.table(own))
    first = [row for row in given if days.wave_of(row["date"] if isinstance(row["date"], date) else date.min) == 0]
    restated = money.restated(first, days.dice("restated"))
    yield Sent("grants-restated.csv", days.waves[1] - timedelta(days=1), files.table(restated))
