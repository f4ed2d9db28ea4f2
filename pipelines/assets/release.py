"""meta.release: the last asset. It publishes what the marts say as one immutable file and moves the pointer."""

import hashlib
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version

import dagster as dg
import pandas as pd

from pipelines.assets.marts import MART_KEYS
from pipelines.house import CONTEXT, RATES, STRATEGY, House
from pipelines.rules.version import RULES_VERSION
from warehouse import releases
from warehouse.settings import ROOT
from warehouse.storage import embedded as store


@dg.asset(
    key=["meta", "release"],
    group_name="meta",
    deps=[*MART_KEYS, dg.AssetKey(["core", "sources"])],
    ins={"files": dg.AssetIn(key=["raw", "files"])},
    description="One row: this release. Publishing it is the only way anything reaches the dashboard.",
)
def release(house: House, files: pd.DataFrame) -> dg.MaterializeResult:
    """Describe the release, copy marts and meta into its file, move the pointer."""
    built_at = datetime.now(UTC).replace(tzinfo=None)
    inputs = _inputs_sha256(files)
    release_id = f"{built_at:%Y%m%dT%H%M%S}{built_at.microsecond // 1000:03d}Z-{inputs[:8]}"
    row = {
        "release_id": release_id,
        "built_at": pd.Timestamp(built_at),
        "as_of": pd.Timestamp(house.clock),
        "code_version": _code_version(),
        "rules_version": RULES_VERSION,
        "inputs_sha256": inputs,
        "is_demonstration": house.is_demonstration,
    }
    with house.warehouse() as opened:
        store.write_table(opened, "meta.release", pd.DataFrame([row]))
        path = releases.publish(opened, house.data_dir, release_id)
    return dg.MaterializeResult(
        metadata={"release_id": release_id, "file": path.name, "size_bytes": path.stat().st_size}
    )


def _inputs_sha256(files: pd.DataFrame) -> str:
    """Checksum over every input: files received in their order, strategy, rates and context, by name and content.

    The order is an input, because the later of two files speaks last; the time of day is not.
    """
    order = files.groupby("origin")["received_at"].rank("dense").astype("int64")
    listed = [
        f"{row.origin} {row.source_file} {row.source_sha256} {place}"
        for row, place in zip(files.itertuples(), order, strict=True)
    ]
    for folder in (STRATEGY, RATES, CONTEXT):
        listed += [f"{p.name} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in sorted(folder.glob("*.csv"))]
    return hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()


def _code_version() -> str:
    """Version of the package and, in a checkout, its commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    package = version("four-per-1000-dashboard")
    return f"{package}+{commit.stdout.strip()}" if commit.returncode == 0 else package
