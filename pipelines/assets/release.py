"""meta.release: the last asset. It publishes what the marts say as one immutable file and moves the pointer."""

import hashlib
import subprocess
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import dagster as dg
import pandas as pd

from pipelines import checks, withholding
from pipelines.assets import reviewed
from pipelines.assets.marts import MART_KEYS
from pipelines.assets.tables import CODE_VERSION, PACKAGE_VERSION, asset_key
from pipelines.resources import OpenSettings, OpenWarehouse
from pipelines.rules.version import RULES_VERSION
from sources.lists.mappings import checksums
from warehouse import publishing, settings
from warehouse.settings import ROOT
from warehouse.storage import embedded

RELEASE = "meta.release"
NO_MAPPINGS: Mapping[str, str] = MappingProxyType({})


@dg.asset(
    key=asset_key(RELEASE),
    group_name="meta",
    deps=[*MART_KEYS, dg.AssetKey(["core", "sources"])],
    ins={
        "files": dg.AssetIn(key=["raw", "files"]),
        "replacements": dg.AssetIn(key=["raw", "replacements"]),
        **reviewed.inputs(*reviewed.FOLDERS),
    },
    code_version=CODE_VERSION,
    check_specs=checks.specs([RELEASE]),
    description="One row: this release. Publishing it is the only way anything reaches the dashboard.",
)
def release(
    context: dg.AssetExecutionContext,
    run_settings: OpenSettings,
    warehouse: OpenWarehouse,
    files: pd.DataFrame,
    replacements: pd.DataFrame,
    **folders: reviewed.Reviewed,
) -> dg.MaterializeResult:
    """Describe the release, withhold addresses, copy marts and meta into its file, move the pointer."""
    mappings = settings.mappings_dir(run_settings.data_dir)
    built_at, inputs = (
        run_settings.started_at,
        _inputs_sha256(files, replacements, folders.values(), checksums(mappings)),
    )
    release_id = f"{built_at:%Y%m%dT%H%M%S}{built_at.microsecond // 1000:03d}Z-{inputs[:8]}"
    row = {
        "release_id": release_id,
        "built_at": pd.Timestamp(built_at),
        "as_of": pd.Timestamp(run_settings.as_of_date),
        "code_version": _code_version(),
        "rules_version": RULES_VERSION,
        "inputs_sha256": inputs,
        "is_demonstration": run_settings.is_demonstration,
    }
    embedded.write_table(warehouse, RELEASE, pd.DataFrame([row]))
    withholding.withhold(warehouse)
    facts = list(checks.results(checks.keys([RELEASE]), warehouse, run_settings.data_dir))
    if not all(fact.passed for fact in facts):  # Dagster stops the run after this step, which must publish nothing
        return dg.MaterializeResult(check_results=facts)
    path = publishing.publish(warehouse, run_settings.data_dir, release_id)
    context.log.info(f"published: {release_id} as of {run_settings.as_of_date}: {path}")
    return dg.MaterializeResult(
        metadata={"release_id": release_id, "file": path.name, "size_bytes": path.stat().st_size},
        check_results=facts,
    )


def _inputs_sha256(
    files: pd.DataFrame,
    replacements: pd.DataFrame,
    folders: Iterable[reviewed.Reviewed],
    mappings: Mapping[str, str] = NO_MAPPINGS,
) -> str:
    """Checksum over every input: files received in their order, what was said of them, reviewed files, mappings of lists.

    The order is an input, because of two files that say the same the later one counts; the time of day is not. Of a file
    that was refused unread nothing but the refusal is known.
    """
    order = files.groupby("origin")["received_at"].rank("dense").astype("int64")
    content = files["source_sha256"].mask(files["source_sha256"].eq(""), files["refusal"])
    described = zip(files["origin"], files["source_file"], content, order, strict=True)
    listed = [" ".join(map(str, file)) for file in described]
    said = replacements.fillna("").itertuples(index=False, name=None)
    listed += [f"said {number} {' '.join(row)}" for number, row in enumerate(said)]
    for folder in folders:
        listed += [f"{name} {checksum}" for name, checksum in folder.checksums().items()]
    listed += [f"mapping {name} {checksum}" for name, checksum in mappings.items()]
    return hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()


def _code_version() -> str:
    """Version of the package and, in a checkout, its commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return f"{PACKAGE_VERSION}+{commit.stdout.strip()}" if commit.returncode == 0 else PACKAGE_VERSION
