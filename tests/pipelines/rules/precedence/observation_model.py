"""What should come of observations in a history: of each evidence the file that speaks last, and no value where two differ.

Does not belong here: the histories, and how they are compared (`test_histories`).
"""

from dataclasses import dataclass, field
from typing import Any

from pipelines.rules.progress import evidence
from pipelines.rules.progress.record import read_indicator
from tests.pipelines.rules.precedence.histories import History, Outcome, Place, Row, Tables, held, named_by, places
from tests.sending import AS_OF
from tests.sending_rows import shipped

STREAM = "observations"
SET_ASIDE = ("OBS-116", "OBS-119", "OBS-106")  # corrected, not approved, contradicted
DECIDED = ("approved", "rejected")
INDICATORS = ("A3.1", "B3.1")
CODES = {"": "", "KE": "KEN"}

Thing = tuple[str, str, str]


def expected(history: History) -> Outcome:
    """What should become of each observation."""
    model = Model()
    for name, rows in history.sent(STREAM):
        model.receive(name, rows)
    outcome = Outcome(aside=model.aside, held=model.held)
    for thing in {thing_of(row) for _, row in model.standing}:
        rows = [(place, row) for place, row in model.standing if thing_of(row) == thing]
        approved = [(place, row["value"]) for place, row in rows if row["status"] == "approved"]
        values = {value for _, value in approved}
        if len(values) == 1:
            outcome.counted += [place for place, _ in approved]
            outcome.says[thing] = float(values.pop())
        outcome.aside += [place for place, _ in rows if place not in outcome.counted]
    outcome.says |= {indicator: _latest(indicator, model.standing) for indicator in INDICATORS}
    outcome.aside += [place for name in history.replaced() for place, _ in history.places(name, STREAM)]
    return outcome.sorted()


def found(tables: Tables) -> Outcome:
    """What became of each observation."""
    rows = tables["observations"]
    rows = rows[rows["basis"].eq("reported") & rows["status"].eq("approved")]
    keys = [rows["indicator_code"], rows["observed_on"].dt.strftime("%Y-%m-%d"), rows["country_code"].fillna("")]
    rows = rows[rows.groupby(keys)["value"].transform("nunique").eq(1)]
    says: dict[Any, Any] = {thing: float(value) for thing, value in rows.groupby(keys)["value"].first().items()}
    says |= {indicator: _latest_found(indicator, tables) for indicator in INDICATORS}
    return Outcome(places(rows), named_by(tables, STREAM, *SET_ASIDE), held(tables, STREAM), says).sorted()


def _latest(indicator: str, standing: list[tuple[Place, Row]]) -> float | None:
    """The value by which an indicator is judged: that of the whole on the newest date, if it is one value."""
    approved = [row for _, row in standing if thing_of(row)[::2] == (indicator, "") and row["status"] == "approved"]
    values = {row["value"] for row in approved if row["date"] == max(each["date"] for each in approved)}
    return float(values.pop()) if len(values) == 1 else None


def _latest_found(indicator: str, tables: Tables) -> float | None:
    rows, terms = tables["observations"], shipped()[1]["indicators"]
    own = next(terms[terms["indicator_code"] == indicator].itertuples(index=False))
    rows = rows[rows["indicator_code"].eq(indicator) & rows["basis"].eq("reported")]
    return evidence.weigh(read_indicator(own), evidence.rows_from_frame(rows), AS_OF).latest_value


@dataclass
class Model:
    """What stands after each file, what gave way, and what is held."""

    standing: list[tuple[Place, Row]] = field(default_factory=list)
    aside: list[Place] = field(default_factory=list)
    held: list[Place] = field(default_factory=list)

    def receive(self, name: str, rows: list[tuple[Place, Row]]) -> None:
        """Take a file: what it says on an evidence replaces what was said on it, but a draft no decision."""
        now: list[tuple[Place, Row]] = []
        for place, written in rows:
            row = written | {"evidence": written["evidence"].strip(), "country": CODES[written["country"]]}
            if not row["value"] or row in [each for _, each in now]:
                self.held.append(place)
            else:
                now.append((place, row))
        said = [(rests_on(name, row), row["status"] in DECIDED) for _, row in now]
        for place, row in list(self.standing):
            again = [is_decided for thing, is_decided in said if thing == rests_on(place[0], row)]
            if any(again) or (again and row["status"] not in DECIDED):
                self.standing.remove((place, row))
                self.aside.append(place)
        self.standing += now


def thing_of(row: Row) -> Thing:
    """What is observed: indicator, date and place."""
    return row["indicator"], row["date"], row["country"]


def rests_on(file: str, row: Row) -> tuple[Thing, str]:
    """What is observed, and on which evidence; without any a row rests on its own file alone."""
    return thing_of(row), row["evidence"].lower() or f"no evidence but {file}"
