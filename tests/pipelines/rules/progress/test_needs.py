"""What is said to be missing is what is missing: supplied, it changes the state; all of it supplied, there is a verdict."""

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from pipelines.rules.deciding.observations import milestones
from pipelines.rules.progress import needs, terms
from pipelines.rules.progress.assessment import HORIZONS, assess_all
from pipelines.rules.progress.record import read_milestone
from pipelines.rules.progress.steps import steps_of
from tests.conftest import WORLD_AS_OF as AS_OF
from tests.conftest import released
from tests.factories import rows
from tests.pipelines.rules.progress.test_terms_in_force import INDICATORS, NO_TERMS, ONE_TERM, STEPS, observed
from tests.sources.rows_sent import admitted
from warehouse import releases

if TYPE_CHECKING:
    from pipelines.commands.running import Outcome

CODES = INDICATORS["indicator_code"].tolist()
ADOPTED = {needs.WORDING: "In words", needs.TARGET: "40", needs.BASELINE: "2", needs.STEP: "In use"}
REPORTED = (needs.LATER_VALUE, needs.LATER_YEAR, needs.NEWER_VALUE)


class Record:
    """The shipped record of one indicator, and what is supplied to it."""

    def __init__(self, code: str, observations: pd.DataFrame, states: pd.DataFrame) -> None:
        self.indicators = INDICATORS[INDICATORS["indicator_code"] == code]
        self.code, self.observations, self.states, self.terms = code, observations, states, NO_TERMS

    def assessed(self, horizon: int) -> tuple[str, str | None, tuple[str, ...]]:
        """Status, reason and what is said to be missing."""
        judged = terms.judged(self.indicators, STEPS, self.terms, AS_OF)
        in_force, judged = terms.in_force(self.indicators, judged, self.observations, AS_OF)
        steps = milestones(self.states, STEPS, judged)
        own = steps[steps["indicator_code"] == self.code]
        row = assess_all(in_force, self.observations, own, AS_OF).set_index("horizon").loc[horizon]
        if row["reason"] is None:
            return row["status"], None, ()
        has_step = bool(steps_of([read_milestone(step) for step in own.itertuples()], horizon))
        return row["status"], row["reason"], needs.needs(in_force.iloc[0], horizon, row["reason"], has_step)

    def supply(self, need: str, horizon: int) -> None:
        """Exactly what the sentence asks for, as the Secretariat or a task force sends it."""
        if need in ADOPTED:
            item = f"{need}_{horizon}" if need in (needs.TARGET, needs.STEP) else need
            sent = ONE_TERM.assign(indicator_code=self.code, item=item, value=ADOPTED[need], unit=None)
            self.terms = pd.concat([self.terms, sent], ignore_index=True)
        elif need in REPORTED:
            figure = observed(indicator_code=self.code, observed_on=pd.Timestamp("2025-12-31"), value=3.0)
            self.observations = pd.concat([self.observations, figure], ignore_index=True)
        else:
            due = terms.with_adopted_steps(STEPS, self.judged())
            codes = due.loc[due["indicator_code"] == self.code, ["milestone_code", "due_on"]].dropna()
            year = pd.Timestamp(date(2030, 12, 31))
            chosen = codes[(codes["due_on"] > year) == (horizon == 2050)]["milestone_code"].iloc[0]
            state = rows("core.milestones", milestone_code=chosen, state="under_way")[self.states.columns]
            others = self.states[self.states["milestone_code"] != chosen]
            self.states = pd.concat([others, state], ignore_index=True)

    def judged(self) -> pd.DataFrame:
        return terms.judged(self.indicators, STEPS, self.terms, AS_OF)


@pytest.fixture(scope="module")
def shipped(record: "Outcome") -> dict[str, pd.DataFrame]:
    path = released(record).path
    observations = releases.read(path, "marts.observations")
    empty = admitted().tables["milestones"]
    states = releases.read(path, "marts.milestones").assign(
        source_sha256="0" * 64, received_at=pd.Timestamp("2026-01-01")
    )
    return {"observations": observations, "states": states[empty.columns]}


@pytest.mark.parametrize("horizon", HORIZONS)
@pytest.mark.parametrize("code", CODES)
def test_supplying_what_is_asked_for_changes_the_state_until_there_is_a_verdict(
    code: str, horizon: int, shipped: dict[str, pd.DataFrame]
) -> None:
    own = Record(code, shipped["observations"], shipped["states"])
    states: list[tuple[Any, ...]] = [own.assessed(horizon)]
    asked = states[0][2]
    if set(asked) & set(needs.OF_NOBODY):
        assert code == "F2.2" and len(asked) == 1
        return
    for need in asked:
        assert states[-1][2][0] == need  # what is asked for next is what was announced
        own.supply(need, horizon)
        states.append(own.assessed(horizon))
    # A step that is adopted where only a target was published leaves the reason: what is asked for next is another fact.
    assert all(before != after for before, after in pairwise(states)), states
    assert states[-1][1] is None, states
