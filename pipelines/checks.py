"""Facts about the world that must hold before a release is published. A blocking check stops the publication.

What one row must be is the contract's business (`warehouse/contracts`), not this file's.
"""

import dagster as dg
import pandas as pd

from pipelines.assets.marts import MART_KEYS
from pipelines.house import House
from warehouse import releases
from warehouse.contracts import TABLES

GOALS_COUNT, OBJECTIVES_COUNT, FACILITIES_COUNT = 6, 24, 13  # the strategy adopted in 2020
CENT = 0.005
HELD_SHARE_WORTH_A_WORD = 0.05


def _result(broken: list[str], severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=not broken,
        severity=severity,
        description="; ".join(broken[:10]) or "holds",
        metadata={"count": len(broken)},
    )


@dg.asset_check(asset=["marts", "objectives"], blocking=True)
def the_strategy_is_whole(objectives: pd.DataFrame) -> dg.AssetCheckResult:
    """6 goals and 24 objectives are present at both horizons."""
    found = objectives.groupby("horizon").agg(goals=("goal_code", "nunique"), objectives=("objective_code", "nunique"))
    broken = [
        f"{horizon}: {row['goals']} goals, {row['objectives']} objectives"
        for horizon, row in found.iterrows()
        if (row["goals"], row["objectives"]) != (GOALS_COUNT, OBJECTIVES_COUNT)
    ]
    return _result(broken if len(found) == 2 else [f"horizons present: {list(found.index)}"])


@dg.asset_check(asset=["marts", "facilities"], blocking=True)
def every_facility_is_present(facilities: pd.DataFrame) -> dg.AssetCheckResult:
    """CF1 to CF7 and GF1 to GF6 are present."""
    return _result([] if len(facilities) == FACILITIES_COUNT else [f"{len(facilities)} facilities"])


@dg.asset_check(asset=["marts", "objective_progress"], blocking=True)
def every_verdict_has_one_status_and_a_reason_where_needed(objective_progress: pd.DataFrame) -> dg.AssetCheckResult:
    """A row that cannot be assessed has a reason; a row with a verdict has none."""
    lacks = objective_progress["status"].eq("cannot_be_assessed") != objective_progress["reason"].notna()
    wrong = objective_progress[lacks]
    return _result([f"{row.indicator_code} {row.horizon}: {row.status}, {row.reason}" for row in wrong.itertuples()])


@dg.asset_check(asset=["core", "sources"], blocking=True)
def every_row_is_admitted_or_held(sources: pd.DataFrame) -> dg.AssetCheckResult:
    """Rows read = rows admitted + rows held, file by file and stream by stream."""
    lost = sources[sources["rows_read"] != sources["rows_admitted"] + sources["rows_held"]]
    return _result(
        [
            f"{row.source_file} ({row.stream}): {row.rows_read} read, {row.rows_admitted} admitted, {row.rows_held} held"
            for row in lost.itertuples()
        ]
    )


@dg.asset_check(asset=["marts", "reconciliation"], blocking=True)
def parts_add_up_or_are_explained(reconciliation: pd.DataFrame) -> dg.AssetCheckResult:
    """A total and the sum of its parts are equal to the cent, or the difference says why."""
    differs = reconciliation["difference"].abs() > CENT
    unexplained = reconciliation[differs & reconciliation["explanation"].str.startswith("zero")]
    return _result([f"{row.total} by {row.cut}: {row.difference:.2f}" for row in unexplained.itertuples()])


@dg.asset_check(
    asset=["marts", "problems"],
    blocking=True,
    additional_ins={
        "projects": dg.AssetIn(key=["core", "projects"]),
        "memberships": dg.AssetIn(key=["core", "memberships"]),
    },
    additional_deps=[key for key in MART_KEYS if key.path[-1] != "problems"],
)
def no_contact_detail_is_published(
    house: House, problems: pd.DataFrame, projects: pd.DataFrame, memberships: pd.DataFrame
) -> dg.AssetCheckResult:
    """No e-mail address given as a contact stands in any column of any mart."""
    addresses = pd.concat([projects["contact_email"], memberships["contact_email"]]).dropna().str.lower().unique()
    broken = []
    with house.warehouse() as opened:
        for name, contract in TABLES.items():
            texts = [column.name for column in contract.columns if column.kind == "text"]
            if contract.layer != "marts" or not texts or not len(addresses):
                continue
            row = "concat_ws(' ', " + ", ".join(f'"{text}"' for text in texts) + ")"
            found = opened.execute(
                f"select count(*) from {name}, (select unnest($addresses) as address) "
                f"where contains(lower({row}), address)",
                {"addresses": list(addresses)},
            ).fetchone()[0]
            broken += [f"{name}: {found} rows"] if found else []
    return _result(broken)


@dg.asset_check(asset=["marts", "projects"])
def coverage_did_not_shrink(house: House, projects: pd.DataFrame) -> dg.AssetCheckResult:
    """Not fewer current projects than in the release before: a source may have vanished."""
    before = releases.current(house.data_dir)
    if before is None:
        return _result([], dg.AssetCheckSeverity.WARN)
    earlier = int(releases.query(before, "select count(*) as n from marts.projects where is_current")["n"].iloc[0])
    now = int(projects["is_current"].sum())
    return _result([f"{earlier} projects before, {now} now"] if now < earlier else [], dg.AssetCheckSeverity.WARN)


@dg.asset_check(asset=["core", "sources"])
def few_rows_are_held(sources: pd.DataFrame) -> dg.AssetCheckResult:
    """Not more than 5 % of the rows read are held."""
    read, held = sources["rows_read"].sum(), sources["rows_held"].sum()
    too_many = bool(read) and held / read > HELD_SHARE_WORTH_A_WORD
    return _result([f"{held} of {read} rows held"] if too_many else [], dg.AssetCheckSeverity.WARN)


CHECKS = [
    the_strategy_is_whole,
    every_facility_is_present,
    every_verdict_has_one_status_and_a_reason_where_needed,
    every_row_is_admitted_or_held,
    parts_add_up_or_are_explained,
    no_contact_detail_is_published,
    coverage_did_not_shrink,
    few_rows_are_held,
]
