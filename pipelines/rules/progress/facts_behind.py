"""The facts behind a published figure: its explanation from the tables of a release, and where each fact came from.

Belongs here: which rows of `indicators`, `observations` and `milestones` belong to a figure, and the file and row of
each. Does not: the explanation itself (`explain`), reading a release.
"""

from datetime import date

import pandas as pd

from pipelines.rules.progress.explain import Explanation, explain
from pipelines.rules.progress.record import Milestone, read_indicator, read_milestone, read_observation
from pipelines.rules.progress.wording import explain_text

PLACE = ["origin", "source_file", "source_sheet", "source_row"]
FACT = [
    "row_key",
    "label",
    "fact_on",
    "observed_value",
    "numerator",
    "denominator_value",
    "state",
    "row_standing",
    *PLACE,
]


def explanations(
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    milestones: pd.DataFrame,
    code: str,
    horizon: int,
    as_of: date,
) -> list[Explanation]:
    """The explanation of one indicator, or of every indicator of an objective, at one horizon; none for another code."""
    wanted = indicators[(indicators["indicator_code"] == code) | (indicators["objective_code"] == code)]
    found = []
    for row in wanted.itertuples(index=False):
        terms = read_indicator(row)
        seen, steps = (rows[rows["indicator_code"] == terms.indicator_code] for rows in (observations, milestones))
        found.append(
            explain(
                terms,
                [read_observation(row) for row in seen.itertuples()],
                [read_milestone(row) for row in steps.itertuples()],
                horizon,
                as_of,
            )
        )
    return found


def facts(explanation: Explanation, observations: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """One row per fact of an explanation: what it says, `used` or why not, and the file, sheet and row it came from."""
    places = _places(observations, "observation_id") | _places(milestones, "milestone_code")
    rows = []
    for entry in (*explanation.rows_used, *explanation.rows_left_out):
        fact = entry.row
        if isinstance(fact, Milestone):
            cells: dict[str, object] = {
                "row_key": fact.milestone_code,
                "label": fact.label,
                "fact_on": fact.due_on,
                "state": fact.state,
            }
        else:
            cells = {
                "row_key": fact.observation_id,
                "fact_on": fact.observed_on,
                "observed_value": fact.value,
                "numerator": fact.numerator,
                "denominator_value": fact.denominator,
                "state": fact.status,
            }
        place = places.get(str(cells["row_key"]), {})
        rows.append(dict.fromkeys(FACT) | cells | {"row_standing": entry.standing} | place)
    return pd.DataFrame(rows, columns=FACT)


def placed_text(explanation: Explanation, observations: pd.DataFrame, milestones: pd.DataFrame) -> str:
    """The explanation as plain lines, with a line per fact that says where it stands."""
    lines = [explain_text(explanation)]
    for row in facts(explanation, observations, milestones).to_dict("records"):
        sheet = f", sheet {row['source_sheet']}" if isinstance(row["source_sheet"], str) else ""
        lines.append(f"  from {row['origin']}: {row['source_file']}{sheet}, row {row['source_row']} ({row['row_key']})")
    return "\n".join(lines)


def _places(rows: pd.DataFrame, key: str) -> dict[str, dict[str, object]]:
    return {str(row[key]): {name: row[name] for name in PLACE} for row in rows[[key, *PLACE]].to_dict("records")}
