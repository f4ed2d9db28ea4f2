"""What differs between two releases: a cell that is filled or emptied, and rows that stand several times."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.factories import rows
from tests.made_releases import write
from warehouse import differences
from warehouse.differences import TableDifference


def differing(folder: Path, table: str, before: pd.DataFrame, after: pd.DataFrame) -> TableDifference:
    paths = [write(folder / f"{name}.duckdb", {table: frame}) for name, frame in (("before", before), ("after", after))]
    return differences.between(*paths).tables[table]


@pytest.mark.parametrize(("was", "became"), [(None, 7.5), (7.5, None)])
def test_a_cell_that_is_filled_or_emptied_differs(tmp_path: Path, was: float | None, became: float | None) -> None:
    def money(amount: float | None) -> pd.DataFrame:
        return rows("marts.contributions", contribution_id="F-1", amount=amount)

    found = differing(tmp_path, "marts.contributions", money(was), money(became))
    assert found.key == ("contribution_id",) and found.went.empty and found.came.empty
    cells: list[Any] = [
        frame["amount"].astype(object).where(frame["amount"].notna(), None).tolist()
        for frame in (found.before, found.after)
    ]
    assert cells == [[was], [became]]


def test_of_a_row_that_stands_several_times_as_many_differ_as_went_or_came(tmp_path: Path) -> None:
    one = rows("marts.problems", source_file="money.csv")
    problems = one.loc[one.index.repeat(3)].reset_index(drop=True)
    went = differing(tmp_path, "marts.problems", problems, one)
    assert (len(went.went), len(went.came)) == (2, 0)
    (tmp_path / "back").mkdir()
    came = differing(tmp_path / "back", "marts.problems", one, problems)
    assert (len(came.went), len(came.came)) == (0, 2)
