"""The money of the made-up world: pledged, committed and paid, in several currencies, in kind, told twice, told anew.

Does not belong here: what a euro of it is worth, which the house works out.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sources.demonstration.days import Days, between
from sources.demonstration.organisations import Organisation
from sources.demonstration.projects import Project

PER_EURO = {"EUR": 1.0, "USD": 1.08, "GBP": 0.85, "CHF": 0.96, "BRL": 6.0, "INR": 88.0}  # about, to make round amounts
WITHOUT_RATE = "CLF"  # a unit of account that the published rates do not have
FIRST_YEAR_EUR = 6_200_000
GROWTH = (1.16, 1.09, 1.11, 1.06, 1.07, 1.025)  # from each year to the next, the last to the year that is over
FUNDERS = 22
PAID = {"funded": 0.1, "implementing": 0.5, "completed": 0.98}  # of what was committed
TOLD_TWICE, LIKELY_DOUBLES, RESTATED = 14, 5, 6
SECONDED = ((1.0, "secondment"), (0.5, "secondment"), (2.0, "secondment"))

Row = dict[str, object]


class Ledger:
    """Every row of money in the order of its day, with the identifiers under which givers know them."""

    def __init__(self, days: Days, listed: Sequence[Organisation]) -> None:
        self.days = days
        self.dice = days.dice("money")
        donors = [one for one in listed if one.college == "donor_foundation"]
        self.donors = self.dice.sample(donors, FUNDERS)
        self.rows: list[Row] = []

    def funder(self) -> Organisation:
        """One of the funders; the first few give most of the money."""
        return self.dice.choices(self.donors, [60 / (place + 2) for place in range(FUNDERS)])[0]

    def add(
        self, funder: Organisation, on: date, state: str | None, amount: float | None, currency: str, **other: object
    ) -> Row:
        """One row of money; `other` says what is unusual about it."""
        number = len(self.rows) + 1
        row: Row = {
            "contribution_id": f"DEMO-C-{number:04d}", "project": None, "grant_id": f"DEMO-G-{number:04d}",
            "funder": funder.name, "funder_id": funder.organisation_id, "receiver": None, "money_stream": "ground",
            "form": "cash", "state": state, "amount": amount, "currency": currency, "fte": None, "date": on,
            "confidence": "signed agreement",
        }  # fmt: skip
        self.rows.append(row | other)
        return self.rows[-1]


def money_rows(days: Days, listed: Sequence[Organisation], projects: Sequence[Project]) -> list[Row]:
    """All money; it also writes into each project what it asks for and who gives."""
    ledger = Ledger(days, listed)
    committed = _committed(ledger, projects)
    for project in projects:
        _ask(ledger.dice, project, committed[project.project_id])
    _paid(ledger, projects, committed)
    _pledged(ledger, projects)
    _in_kind(ledger, projects)
    _of_the_initiative(ledger, listed)
    _told_twice(ledger, projects)
    return sorted(ledger.rows, key=lambda row: (str(row["date"]), str(row["contribution_id"])))


def _committed(ledger: Ledger, projects: Sequence[Project]) -> dict[str, list[Row]]:
    """One to three grants for whatever is paid for; the sums of the years grow as GROWTH says."""
    drafts: list[tuple[Project, date, float]] = []
    for project in projects:
        paid_from = project.reached_on("funded")
        if paid_from is None and not (project.stage == "full_proposal" and ledger.dice.random() < 0.3):
            continue
        first = paid_from or project.reached[-1][0]
        for grant in range(ledger.dice.choice((1, 1, 2, 3)) if paid_from else 1):
            on = min(first + timedelta(days=200 * grant), ledger.days.waves[2])
            drafts.append((project, on, ledger.dice.lognormvariate(12.6, 0.7)))
    scale, committed = _scales(ledger.days, [(on.year, weight) for _, on, weight in drafts]), defaultdict(list)
    for project, on, weight in drafts:
        euros, funder = weight * scale[on.year], ledger.funder()
        amount = max(round(euros * PER_EURO[project.currency], -2), 1_000)
        row = ledger.add(
            funder, on, "committed", amount, project.currency, project=project.project_id, receiver=project.lead.name
        )
        committed[project.project_id].append(row)
        project.funders.append(funder.name)
    return committed


def _scales(days: Days, weights: Sequence[tuple[int, float]]) -> dict[int, float]:
    """By how much the grants of each year are multiplied."""
    sums: dict[int, float] = defaultdict(float)
    for year, weight in weights:
        sums[year] += weight
    last = days.as_of.year - 1
    wanted = {year: FIRST_YEAR_EUR * 0.6 for year in sums}
    total = float(FIRST_YEAR_EUR)
    for place, growth in enumerate(GROWTH):
        total *= growth
        wanted[last - len(GROWTH) + 1 + place] = total
    share_of_year = days.as_of.timetuple().tm_yday / 366
    wanted[days.as_of.year] = total * share_of_year
    return {year: wanted[year] / weight for year, weight in sums.items()}


def _ask(dice: Random, project: Project, rows: Sequence[Row]) -> None:
    """What a project asks for: of what was committed more, or nearly all, or now and then less than it got."""
    given = sum(float(str(row["amount"])) for row in rows)
    part = dice.choice((0.35, 0.5, 0.6, 0.7, 0.8, 0.8, 0.9, 1.0, 1.0, 1.05))
    free = round(dice.lognormvariate(13.2, 0.8) * PER_EURO[project.currency])
    project.asked = int(round(given / part if rows else free, -3))


def _paid(ledger: Ledger, projects: Sequence[Project], committed: dict[str, list[Row]]) -> None:
    for project in projects:
        for grant in committed[project.project_id]:
            on = grant["date"]
            if project.stage not in PAID or not isinstance(on, date) or on > ledger.days.waves[2] - timedelta(days=60):
                continue
            giver = next(one for one in ledger.donors if one.name == grant["funder"])
            amount = round(float(str(grant["amount"])) * PAID[project.stage] * ledger.dice.uniform(0.5, 1), -2)
            ledger.add(
                giver, between(ledger.dice, on + timedelta(days=30), ledger.days.waves[2]), "disbursed", amount,
                str(grant["currency"]), project=project.project_id, grant_id=grant["grant_id"], receiver=project.lead.name,
            )  # fmt: skip


def _pledged(ledger: Ledger, projects: Sequence[Project]) -> None:
    """Pledges for what is proposed; some in a unit for which no rate is published."""
    hoping = [one for one in projects if one.stage in ("feedback_received", "full_proposal")]
    for place, project in enumerate(ledger.dice.sample(hoping, 34)):
        on = between(ledger.dice, project.submitted_on, ledger.days.waves[2])
        currency = WITHOUT_RATE if place % 7 == 0 else project.currency
        amount = round(project.asked * ledger.dice.uniform(0.2, 0.6) / (40 if currency == WITHOUT_RATE else 1), -2)
        ledger.add(
            ledger.funder(), on, "pledged", amount, currency, project=project.project_id, confidence="letter of intent"
        )


def _in_kind(ledger: Ledger, projects: Sequence[Project]) -> None:
    """Offices, machines and seconded posts for projects at work."""
    running = [one for one in projects if one.stage == "implementing"]
    for place, project in enumerate(ledger.dice.sample(running, 12)):
        on, funder = between(ledger.dice, ledger.days.boards[0], ledger.days.waves[2]), ledger.funder()
        if place % 3 == 0:
            ledger.add(funder, on, "committed", None, "", form="secondment", fte=1.5, project=project.project_id)
        else:
            form = "office" if place % 3 == 1 else "other_in_kind"
            ledger.add(funder, on, "committed", 20_000 + 4_000 * place, "EUR", form=form, project=project.project_id)


def _of_the_initiative(ledger: Ledger, listed: Sequence[Organisation]) -> None:
    """What is given to the Secretariat itself: cash each year, seconded posts, an office."""
    givers = [one for one in listed if one.college == "state_local_authority" and one.region == "150"][:6]
    for year in range(ledger.days.as_of.year - 5, ledger.days.as_of.year + 1):
        on = min(date(year, 3, 1), ledger.days.waves[2])
        for place, giver in enumerate(givers[:3]):
            ledger.add(giver, on, "committed", 90_000 + 15_000 * place, "EUR", money_stream="initiative")
    on = ledger.days.boards[0]
    for giver, (fte, form) in zip(givers[3:], SECONDED, strict=True):
        ledger.add(giver, on, "committed", None, "", money_stream="initiative", form=form, fte=fte)
    ledger.add(givers[0], on, "committed", 36_000, "EUR", money_stream="initiative", form="office")


def _told_twice(ledger: Ledger, projects: Sequence[Project]) -> None:
    """Grants that the receiver reports too: some under the same number, and some under none, which only looks alike."""
    cash = [row for row in ledger.rows if row["state"] == "committed" and row["form"] == "cash" and row["receiver"]]
    for place, row in enumerate(ledger.dice.sample(cash, TOLD_TWICE + LIKELY_DOUBLES)):
        is_numbered = place < TOLD_TWICE
        again = row | {
            "contribution_id": f"DEMO-R-{place + 1:03d}",
            "grant_id": row["grant_id"] if is_numbered else None,
            "amount": row["amount"] if is_numbered else round(float(str(row["amount"])) * 1.01, -2),
            "confidence": "told by the receiver",
        }
        ledger.rows.append(again)


def restated(rows: Sequence[Row], dice: Random) -> list[Row]:
    """A few grants sent again under their number with another amount."""
    cash = [row for row in rows if row["state"] == "committed" and row["form"] == "cash" and row["receiver"]]
    own = [row for row in cash if str(row["contribution_id"]).startswith("DEMO-C")]
    return [row | {"amount": round(float(str(row["amount"])) * 1.08, -2)} for row in dice.sample(own, RESTATED)]
