"""The gate every frame passes before it is written: it is shaped, then every cell is checked.

A quick check of gaps, doubled keys and bounds comes first; only a frame that fails it goes to Pandera (`judging`).
"""

import pandas as pd
import pyarrow
from pyarrow import compute

from warehouse.contracts.table import Column, Table
from warehouse.frames import as_rows


def gate(contract: Table, frame: pd.DataFrame) -> pyarrow.Table:
    """The frame, shaped and validated, as it enters the database; raises ContractError naming up to five broken cells."""
    shaped = contract.shape(frame)
    rows = as_rows(shaped)
    is_doubled = len(shaped) > 1 and contract.key and shaped.duplicated(list(contract.key)).any()
    if is_doubled or not _keeps_contract(contract, rows):
        # Importing Pandera takes as long as writing a dozen tables, and most runs need none of it.
        from warehouse.contracts.judging import judge

        judge(contract, shaped)
    return rows


def _keeps_contract(contract: Table, rows: pyarrow.Table) -> bool:
    """Is every required cell there and every bound kept? Types hold once a frame is shaped."""
    return all(
        (column.is_nullable or not cells.null_count) and (not column.is_bounded or _is_within(column, cells))
        for column, cells in zip(contract.columns, rows.columns, strict=True)
    )


def _is_within(column: Column, cells: pyarrow.ChunkedArray) -> bool:
    """Does every value that is there keep the bounds? A quick answer to what the Pandera column would say."""
    if column.values and not set(cells.unique().to_pylist()) <= {*column.values, None}:
        return False
    if column.least is None and column.most is None:
        return True
    least, most = compute.call_function("min_max", [cells]).as_py().values()
    if least is None:  # no value is there
        return True
    return (column.least is None or least >= column.least) and (column.most is None or most <= column.most)
