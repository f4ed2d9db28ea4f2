"""The Pandera schema of a table, and the validation of a frame that failed the quick check.

Loaded only then: importing Pandera takes as long as writing a dozen tables.
"""

import pandas as pd
import pandera.pandas as pa

from warehouse.contracts.table import DTYPES, Column, ContractError, Table

ROWS_NAMED = 5
UNIQUE, MISSING = "multiple_fields_uniqueness", "not_nullable"  # as Pandera calls its checks
PLACE = (("file", "source_file"), ("sheet", "source_sheet"), ("row", "source_row"))


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
    """Validate a shaped frame; raises ContractError naming up to five broken rows, their files and the way out."""
    try:
        schema(contract).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        # Its own words are a document of many lines; ours have all of it that anybody can act on.
        raise ContractError(_refusal(contract, frame, error.failure_cases)) from None


def _refusal(contract: Table, frame: pd.DataFrame, cases: pd.DataFrame) -> str:
    """What is wrong with which rows, and what to do about it."""
    cells = cases[cases["check"].ne(UNIQUE) & cases["index"].notna()]
    cells = cells.drop_duplicates(["column", "check", "index"]).head(ROWS_NAMED)
    key = list(contract.key)
    doubled = frame[frame.duplicated(key)].head(ROWS_NAMED) if key else frame.head(0)
    broken = [
        *((row, f"{', '.join(key)}: {_listed(doubled.loc[row, key])} is there already") for row in doubled.index),
        *(
            (int(row), f"{column}: " + ("is missing" if check == MISSING else f"{value!r} is not {check}"))
            for row, column, value, check in cells[["index", "column", "failure_case", "check"]].itertuples(index=False)
        ),
    ]
    said = "; ".join(f"{_place(frame, row)}, {what}" for row, what in broken[:ROWS_NAMED])
    files = frame.loc[[row for row, _ in broken], "source_file"].dropna().unique() if "source_file" in frame else []
    named = " or ".join(f"'{file}'" for file in files[:ROWS_NAMED])
    way_out = (
        f"take {named} out of its folder, run again"
        if named
        else "correct the reviewed tables or the rule that made it"
    )
    return f"{contract.name} breaks its contract: {said}. No file should come this far: {way_out}, and tell who maintains this."


def _listed(key: pd.Series) -> str:
    return ", ".join(f"'{value}'" for value in key)


def _place(frame: pd.DataFrame, row: int) -> str:
    """The row as its sender knows it, else by its number in the table."""
    place = [(word, frame.at[row, name]) for word, name in PLACE if name in frame]
    return " ".join(f"{word} {value}" for word, value in place if pd.notna(value)) or f"row {row}"


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
