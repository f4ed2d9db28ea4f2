"""What the pages ask of the strategy: goals, objectives and their indicators, with what was observed of them."""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.published import later_table, of_objective, table
from pipelines.rules.progress.evidence import values_of
from warehouse import releases


@cached
def goals(release: Path) -> pd.DataFrame:
    """One row per goal and horizon, by code."""
    return table(release, "marts.goals").sort_values(["goal_code", "horizon"]).reset_index(drop=True)


@cached
def objectives(release: Path) -> pd.DataFrame:
    """One row per objective and horizon, with the label of the goal's code."""
    return table(release, "marts.objectives").sort_values(["objective_code", "horizon"]).reset_index(drop=True)


@cached
def headline_progress(release: Path) -> pd.DataFrame:
    """One row per objective: its headline indicator with the path to 2030, its next open step, the newest date."""
    rows = releases.query(
        release,
        """
        select progress.*, indicators.kind, indicators.unit, steps.due_on
        from marts.objective_progress as progress
        join marts.indicators as indicators using (indicator_code)
        join marts.objectives as objectives
            on objectives.objective_code = progress.objective_code and objectives.horizon = progress.horizon
        left join (
            select indicator_code, min(due_on) as due_on
            from marts.milestones
            where state <> 'reached'
            group by all
        ) as steps using (indicator_code)
        where progress.horizon = 2030
        qualify 1 = row_number() over (
            partition by progress.objective_code
            order by
                progress.indicator_code <> objectives.headline_indicator_code,
                progress.indicator_code
        )
        order by progress.objective_code
        """,
    )
    return rows.merge(newest_observations(release), on="objective_code", how="left", validate="one_to_one")


@cached
def newest_observations(release: Path) -> pd.DataFrame:
    """One row per objective with an approved observation: the newest date."""
    return releases.query(
        release,
        """
        select indicators.objective_code, max(observed_on) as newest_on
        from marts.observations as observations
        join marts.indicators as indicators using (indicator_code)
        where status = 'approved'
        group by all
        """,
    )


@cached
def progress(release: Path, code: str) -> pd.DataFrame:
    """The assessments of an objective's indicators, one row per indicator and horizon, with the unit of the values."""
    own = of_objective(release, "marts.indicators", code)[["indicator_code", "unit"]]
    return of_objective(release, "marts.objective_progress", code).merge(
        own, on="indicator_code", validate="many_to_one"
    )


@cached
def observations(release: Path, code: str) -> pd.DataFrame:
    """The approved observations of an objective's indicators that have a value, oldest first; a share has that of its parts."""
    rows, own = table(release, "marts.observations"), of_objective(release, "marts.indicators", code)
    approved = rows[rows["status"] == "approved"]
    parts = [approved[approved["indicator_code"] == row["indicator_code"]] for row in own.to_dict("records")]
    kept = [part.assign(value=values_of(row, part)) for row, part in zip(own.to_dict("records"), parts, strict=True)]
    found = pd.concat(kept).dropna(subset="value")
    return found.sort_values(["indicator_code", "observed_on"]).reset_index(drop=True)


@cached
def milestones(release: Path, code: str) -> pd.DataFrame:
    """The dated steps of an objective's indicators."""
    rows, own = table(release, "marts.milestones"), of_objective(release, "marts.indicators", code)
    return rows[rows["indicator_code"].isin(own["indicator_code"])].reset_index(drop=True)


@cached
def every_milestone(release: Path) -> pd.DataFrame:
    """The dated steps of all objectives, with the objective each is of."""
    own = table(release, "marts.indicators")[["indicator_code", "objective_code"]]
    return table(release, "marts.milestones").merge(own, on="indicator_code", validate="many_to_one")


def terms(release: Path) -> pd.DataFrame:
    """The terms of all indicators, published, adopted and reported; none in a release made before it had them."""
    return later_table(release, "marts.terms")


def context_facts(release: Path) -> pd.DataFrame:
    """Published facts that are not the indicator; none in a release made before it had them."""
    return later_table(release, "marts.context_facts")


def delphi_activities(release: Path) -> pd.DataFrame:
    """The activities of the Delphi implementation strategies; none in a release made before it had them."""
    return later_table(release, "marts.delphi_activities")
