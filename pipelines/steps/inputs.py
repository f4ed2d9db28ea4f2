"""What a release is made from, input by input: by comparing two of these lists, new evidence is told from new rules.

Does not belong here: reading a file (`intake`), and what follows from a difference (`rules.changes`).
"""

import hashlib
from collections.abc import Mapping

import pandas as pd

from warehouse.contracts import TABLES

INPUTS = "meta.inputs"


def inputs(
    files: pd.DataFrame,
    replacements: pd.DataFrame,
    reviewed: Mapping[str, Mapping[str, str]],
    mappings: Mapping[str, str],
) -> pd.DataFrame:
    """One row per input: files received, what was said of them, reviewed files by folder, mappings of lists.

    Of what has no checksum, a folder or a file over every limit, nothing but the refusal is known, and that is what its
    checksum here is of. Files count in the order in which they were received, because of two that say the same the later
    one speaks last; the time of day is no input.
    """
    content = files["source_sha256"].mask(files["source_sha256"].eq(""), files["refusal"].map(_checksum, "ignore"))
    order = files.groupby("origin")["received_at"].rank("dense").astype("int64")
    received = pd.DataFrame(
        {
            "input_kind": "file",
            "origin": files["origin"],
            "input_name": files["source_file"],
            "sha256": content,
            "received_order": order,
        }
    )
    said = replacements.fillna("").reset_index(drop=True)
    stated = pd.DataFrame(
        {
            "input_kind": "replacement",
            "input_name": said["new_file"],
            "replaces": said["replaces"],
            "sha256": [_checksum(" ".join(row)) for row in said.itertuples(index=False, name=None)],
            "received_order": said.index + 1,
        }
    )
    kept = {**reviewed, "mapping": mappings}
    rows = [(kind, name, checksum) for kind, named in kept.items() for name, checksum in named.items()]
    written = pd.DataFrame(rows, columns=["input_kind", "input_name", "sha256"])
    contract = TABLES[INPUTS]
    parts = [part.reindex(columns=contract.column_names).astype("object") for part in (received, stated, written)]
    return contract.shape(pd.concat(parts, ignore_index=True))


def checksum(found: pd.DataFrame) -> str:
    """SHA-256 over every input, whatever their order in the table."""
    lines = found.astype("str").fillna("").agg(" ".join, axis=1)
    return _checksum("\n".join(sorted(lines)))


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
