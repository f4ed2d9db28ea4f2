"""Rows of a strategy and a record for the tests of progress: small, inline, with every column other rooms deliver."""

from datetime import date
from typing import Any

import pandas as pd

from pipelines.rules.progress.assessment import Assessment, Milestone, Observation, assess

BASELINE_ON, AS_OF = date(2020, 12, 31), date(2025, 12, 31)


def an_indicator(**changes: Any) -> dict[str, Any]:
    """A count that goes from 10 in 2020 to 100 in 2030, unless a change says otherwise."""
    terms = {
        "indicator_code": "X1.1",
        "objective_code": "X1",
        "label_en": "Things counted",
        "kind": "count",
        "unit": "things",
        "denominator": "",
        "baseline_year": 2020,
        "baseline_value": 10.0,
        "target_2030": 100.0,
        "target_2050": None,
        "source_of_values": "observed",
        "certainty": "published",
        "maximum_age_days": None,
        "caveat": "",
    }
    return terms | changes


def seen(value: float | None, on: date | None = AS_OF, **changes: Any) -> Observation:
    given: dict[str, Any] = {"observed_on": on, "value": value} | changes
    return Observation(**given)


def verdict(*observations: Observation, horizon: int = 2030, as_of: date = AS_OF, **changes: Any) -> Assessment:
    return assess(an_indicator(**changes), observations, [], horizon, as_of)


def a_step(due_on: date | None, state: str, reached_on: date | None = None, code: str = "X1.1a") -> Milestone:
    return Milestone(code, "A step", due_on, state, reached_on)


def indicators_frame(*rows: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=[*an_indicator(), *(["direction"] if "direction" in rows[0] else [])])
    numbers = {"baseline_value": float, "target_2030": float, "target_2050": float}
    return frame.astype(numbers | {"baseline_year": "Int64", "maximum_age_days": "Int64"})


def observations_frame(by_indicator: dict[str, list[Observation]]) -> pd.DataFrame:
    rows = [
        {
            "indicator_code": code,
            **vars(observation),
            "country_code": observation.place,
            "observation_id": f"{code}-{number}",
            "source_file": "sent.csv",
            "source_row": number + 2,
        }
        for code, observations in by_indicator.items()
        for number, observation in enumerate(observations)
    ]
    names = ["observation_id", "indicator_code", "observed_on", "value", "numerator", "denominator", "status"]
    places = ["country_code", "region_code", "source_file", "source_row"]
    frame = pd.DataFrame(rows, columns=[*names, *places])
    frame["observed_on"] = pd.to_datetime(frame["observed_on"])
    texts = {"status": "str", "country_code": object, "region_code": object}
    return frame.astype({"value": float, "numerator": float, "denominator": float, **texts})


def milestones_frame(by_indicator: dict[str, list[Milestone]]) -> pd.DataFrame:
    rows = [
        {"indicator_code": code, "label_en": step.label, **vars(step)}
        for code, steps in by_indicator.items()
        for step in steps
    ]
    frame = pd.DataFrame(
        rows, columns=["milestone_code", "indicator_code", "label_en", "due_on", "state", "reached_on"]
    )
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]), reached_on=pd.to_datetime(frame["reached_on"]))
