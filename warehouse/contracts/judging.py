"""The Pandera schema of a table, and the validation of a frame that failed the quick check.

Loaded only then: importing Pandera takes as long as writing a dozen tables.
"""

import pandas as pd
import pandera.pandas as pa

from warehouse.contracts.table import DTYPES, Column, ContractError, Table

CELLS_NAMED = 5


def schema(contract: Table) -> pa.DataFrameSchema:
    """The Pandera schema: exactly these columns, in this order, with the key unique."""
    return pa.DataFrameSchema(
        {column.name: _column(column) for column in contract.columns},
        strict=True,
        ordered=True,
        unique=list(contract.key) or None,
        name=contract.name,
        description=contract.grain,
    )


def judge(contract: Table, frame: pd.DataFrame) -> None:
    """Validate a shaped frame; raises ContractError naming up to five broken cells."""
    try:
        schema(contract).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["column", "check", "index"]).head(CELLS_NAMED)
        broken = "; ".join(
            f"row {case['index']}, {case['column']}: {case['failure_case']!r} is not {case['check']}"
            for case in cases.to_dict("records")
        )
        raise ContractError(f"{contract.name} breaks its contract: {broken}") from error


def _column(column: Column) -> pa.Column:
    checks = []
    if column.values:
        checks.append(pa.Check.isin(list(column.values), error=f"one of {', '.join(column.values)}"))
    if column.least is not None:
        checks.append(pa.Check.ge(column.least, error=f"at least {column.least:g}"))
    if column.most is not None:
        checks.append(pa.Check.le(column.most, error=f"at most {column.most:g}"))
    return pa.Column(
        DTYPES[column.kind],
        checks=checks,
        nullable=column.is_nullable,
        title=column.title,
        description=column.meaning,
        metadata={"unit": column.unit},
    )
