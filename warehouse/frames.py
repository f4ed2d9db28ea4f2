"""From an answer of DuckDB to a frame, by way of Arrow: column by column, without a Python object for every cell."""

import duckdb
import pandas as pd
import pyarrow

# What DuckDB answers in whole numbers and in truth may have gaps; pandas keeps them only in these types.
DTYPES = {pyarrow.int64(): pd.Int64Dtype(), pyarrow.bool_(): pd.BooleanDtype()}


def fetched(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of an executed statement: text as str, whole numbers as Int64, truth as boolean, sums as float64."""
    rows = answer.to_arrow_table()
    # Sums of whole numbers and decimals come as decimals of 38 digits, which pandas would keep as objects.
    kept = [field.with_type(_plain(field.type)) for field in rows.schema]
    return rows.cast(pyarrow.schema(kept)).to_pandas(types_mapper=DTYPES.get, date_as_object=False)


def _plain(arrow_type: pyarrow.DataType) -> pyarrow.DataType:
    return pyarrow.float64() if pyarrow.types.is_decimal(arrow_type) else arrow_type
