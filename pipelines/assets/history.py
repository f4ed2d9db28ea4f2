"""history: after the letters, releases that no rule keeps are deleted with theirs. What goes wrong here stops nothing."""

import dagster as dg

from pipelines.assets.tables import CODE_VERSION
from pipelines.resources import OpenSettings
from warehouse import history


@dg.asset(
    key=["history"],
    group_name="history",
    deps=[["letters"]],
    code_version=CODE_VERSION,
    description="What is kept of the releases: those with a label, the current one, the newest and the young.",
)
def pruned(context: dg.AssetExecutionContext, run_settings: OpenSettings) -> dg.MaterializeResult:
    """Prune by the keep rules of the data folder; why that was not possible is told with the run."""
    data = run_settings.data_dir
    try:
        gone = history.prune(data, history.keep_rules(data), run_settings.started_at)
    except (history.LabelRefused, history.KeepRefused, OSError) as error:
        context.log.warning(f"nothing was pruned: {error}")
        return dg.MaterializeResult(metadata={"failed": [f"no release was pruned: {error}"]})
    return dg.MaterializeResult(metadata={"pruned": [release.release_id for release in gone]})
