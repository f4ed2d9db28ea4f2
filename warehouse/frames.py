"""Carries rows between frames and DuckDB through Arrow: column by column, without a Python object for every cell."""

import duckdb
import pandas as pd
import pyarrow

# Whole numbers and truth values of DuckDB may be missing; only these types of pandas can hold that.
DTYPES = {pyarrow.int64(): pd.Int64Dtype(), pyarrow.bool_(): pd.BooleanDtype()}


def fetched(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of an executed statement: text as str, whole numbers Int64, truth boolean, sums float64, dates in us."""
    rows = answer.to_arrow_table()
    schema = pyarrow.schema([field.with_type(_frame_type(field.type)) for field in rows.schema])
    return rows.cast(schema).to_pandas(types_mapper=DTYPES.get)


def _frame_type(arrow_type: pyarrow.DataType) -> pyarrow.DataType:
    """Sums of whole numbers come as decimals of 38 digits and dates as days, which pandas would keep as objects."""
    if pyarrow.types.is_decimal(arrow_type):
        return pyarrow.float64()
    return pyarrow.timestamp("us") if pyarrow.types.is_date(arrow_type) else arrow_type


def as_rows(frame: pd.DataFrame) -> pyarrow.Table:
    """The frame as it enters the database: a missing value of any type is null."""
    return pyarrow.table({name: pyarrow.array(frame[name], from_pandas=True) for name in frame})
