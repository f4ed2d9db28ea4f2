"""meta: what a release is made from, and the release. It publishes what the marts say as one immutable file and moves the pointer."""

import subprocess

import dagster as dg
import pandas as pd

from pipelines import checks, withholding
from pipelines.assets import reviewed
from pipelines.assets.marts import MART_KEYS
from pipelines.assets.tables import CODE_VERSION, PACKAGE_VERSION, asset_key, column_schema
from pipelines.resources import OpenSettings, OpenWarehouse
from pipelines.rules.version import RULES_VERSION
from pipelines.steps import comparing
from pipelines.steps.inputs import INPUTS, checksum
from pipelines.steps.inputs import inputs as listed_inputs
from sources.lists import mappings
from warehouse import publishing, settings
from warehouse.contracts import TABLES
from warehouse.settings import ROOT
from warehouse.storage import embedded

RELEASE = "meta.release"
MADE_UP = "-made-up"


@dg.asset(
    key=asset_key(INPUTS),
    group_name="meta",
    ins={
        "files": dg.AssetIn(key=["raw", "files"]),
        "replacements": dg.AssetIn(key=["raw", "replacements"]),
        **reviewed.inputs(*reviewed.FOLDERS),
    },
    code_version=CODE_VERSION,
    description=TABLES[INPUTS].grain,
    metadata=column_schema(INPUTS),
)
def inputs(
    run_settings: OpenSettings, files: pd.DataFrame, replacements: pd.DataFrame, **folders: reviewed.Reviewed
) -> pd.DataFrame:
    """Every input of this run with its checksum."""
    checksums = {name.removeprefix("reviewed_"): folder.checksums() for name, folder in folders.items()}
    mapped = mappings.checksums(settings.mappings_dir(run_settings.data_dir))
    return listed_inputs(files, replacements, checksums, mapped)


@dg.asset(
    key=asset_key(RELEASE),
    group_name="meta",
    deps=[*MART_KEYS, dg.AssetKey(["core", "sources"])],
    ins={"inputs": dg.AssetIn(key=asset_key(INPUTS))},
    code_version=CODE_VERSION,
    check_specs=checks.specs([RELEASE]),
    description="One row: this release. Publishing it is the only way anything reaches the dashboard.",
)
def release(
    context: dg.AssetExecutionContext, run_settings: OpenSettings, warehouse: OpenWarehouse, inputs: pd.DataFrame
) -> dg.MaterializeResult:
    """Describe the release, withhold addresses, copy marts and meta into its file, move the pointer; then compare."""
    built_at, inputs_sha256 = run_settings.started_at, checksum(inputs)
    release_id = f"{built_at:%Y%m%dT%H%M%S}{built_at.microsecond // 1000:03d}Z-{inputs_sha256[:8]}"
    if run_settings.is_demonstration:
        release_id += MADE_UP  # so that the name of every file that is taken away says it
    row = {
        "release_id": release_id,
        "built_at": pd.Timestamp(built_at),
        "as_of": pd.Timestamp(run_settings.as_of_date),
        "code_version": _code_version(),
        "rules_version": RULES_VERSION,
        "inputs_sha256": inputs_sha256,
        "is_demonstration": run_settings.is_demonstration,
    }
    embedded.write_table(warehouse, RELEASE, pd.DataFrame([row]))
    withholding.withhold(warehouse)
    facts = list(checks.results(checks.keys([RELEASE]), warehouse, run_settings.data_dir))
    if not all(fact.passed for fact in facts):  # Dagster stops the run after this step, which must publish nothing
        return dg.MaterializeResult(check_results=facts)
    path = publishing.publish(warehouse, run_settings.data_dir, release_id)
    context.log.info(f"published: {release_id} as of {run_settings.as_of_date}: {path}")
    if run_settings.is_answered:
        try:
            comparing.keep(run_settings.data_dir, release_id)
        except Exception as error:  # the release stands; the page then compares when it is opened
            context.log.warning(f"no comparison with the release before is kept: {error}")
    return dg.MaterializeResult(
        metadata={"release_id": release_id, "file": path.name, "size_bytes": path.stat().st_size},
        check_results=facts,
    )


def _code_version() -> str:
    """Version of the package and, in a checkout, its commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return f"{PACKAGE_VERSION}+{commit.stdout.strip()}" if commit.returncode == 0 else PACKAGE_VERSION
