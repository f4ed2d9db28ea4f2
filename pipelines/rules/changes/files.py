"""What became of the files: content that a release had not, that it has no more, that was sent again or replaced.

A file is told by its checksum, whatever it is called. A release made before it kept its inputs says no checksum: then a
file is told by its name and, unless it ships with the code, by the time it was received. Does not belong here: rows.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from pipelines.rules.changes.compared import Side

RECORD = "record"
FILE = ["origin", "source_file"]


class Files:
    """The files of two releases; `before` and `after` give the content of each by origin and name."""

    def __init__(self, before: Side, after: Side, problems_went: pd.DataFrame, problems_came: pd.DataFrame) -> None:
        self.is_told_by_name = any(_listed(side).empty for side in (before, after))
        content = _by_name if self.is_told_by_name else _by_checksum
        self.before, self.after = content(before), content(after)
        self._had, self._has = set(self.before.values()), set(self.after.values())
        self._sides, self._problems = (before, after), (problems_went, problems_came)

    def content(self, rows: pd.DataFrame, side: Mapping[str, str]) -> pd.Series:
        """The content of the file that each row came from; missing where it came from none."""
        return _named(rows).map(side)

    def was_there(self, rows: pd.DataFrame) -> np.ndarray:
        """Is the content these rows of the later release came from content of the earlier one too, or no file's?"""
        content = self.content(rows, self.after)
        return (content.isna() | content.isin(self._had)).to_numpy(bool)

    def is_there(self, rows: pd.DataFrame) -> np.ndarray:
        """Is the content these rows of the earlier release came from still there, or no file's?"""
        content = self.content(rows, self.before)
        return (content.isna() | content.isin(self._has)).to_numpy(bool)

    def gave_way(self, rows: pd.DataFrame) -> np.ndarray:
        """Was the file of these rows of the earlier release sent again under its name, or replaced by another?"""
        named = _named(rows)
        is_again = named.isin(set(self.after)) & named.map(self.before).ne(named.map(self.after))
        return (is_again | named.isin(self.replaced)).to_numpy(bool)

    def corrects(self, rows: pd.DataFrame) -> np.ndarray:
        """Do these rows of the later release come from a file that replaces another, or mends rows that were held?"""
        return _named(rows).isin(self.correcting).to_numpy(bool)

    @cached_property
    def replaced(self) -> set[str]:
        """Files that another one replaces in the later release, as their senders said."""
        said = {name for name, _ in self._replacements}
        before, after = (_replaced(side) for side in self._sides)
        return (after - before) | {name for name in said if name in self.before and name not in self.after}

    @cached_property
    def correcting(self) -> set[str]:
        """Files with rows that are there instead of others: they replace a file, or mend findings that held rows."""
        went, came = self._problems
        mending = "inbox\n" + came.loc[came["closed_in"].notna(), "closed_in"].astype("str")
        held = went[went["severity"].eq("error")]
        return {by for name, by in self._replacements if name in self.replaced} | set(mending) | set(_named(held))

    @cached_property
    def _replacements(self) -> list[tuple[str, str]]:
        """File and what replaces it, as last said of the newer one."""
        inputs = self._sides[1].tables["meta.inputs"]
        said = inputs[inputs["input_kind"].eq("replacement")].sort_values("received_order")
        last = said.drop_duplicates("input_name", keep="last")
        return [
            (f"inbox\n{old}", f"inbox\n{new}")
            for new, old in zip(last["input_name"], last["replaces"].fillna(""), strict=True)
            if old
        ]

    @cached_property
    def states(self) -> pd.DataFrame:
        """One row per file and stream that differs: `happened` is came, again, replaced or gone; `is_newer` by its dates."""
        old, new = (side.tables["marts.sources"].assign(named=lambda rows: _named(rows)) for side in self._sides)
        both = new.merge(
            old[["named", "stream", "newest_on"]], on=["named", "stream"], how="outer", suffixes=("", "_before")
        )
        had, has = both["named"].map(self.before), both["named"].map(self.after)
        happened = np.select(
            [
                both["named"].isin(self.replaced),
                had.isna() & has.notna() & ~has.isin(self._had),
                had.notna() & has.notna() & had.ne(has) & ~has.isin(self._had),
                had.notna() & has.isna() & ~had.isin(self._has),
            ],
            ["replaced", "came", "again", "gone"],
            default="same",
        )
        is_newer = (both["newest_on"] > both["newest_on_before"]) | both["newest_on_before"].isna()
        found = both[["named", "stream"]].assign(
            origin=[name.partition("\n")[0] for name in both["named"]],
            source_file=[name.partition("\n")[2] for name in both["named"]],
            happened=happened,
            is_newer=is_newer,
            corrects=both["named"].isin(self.correcting),
        )
        return found[found["happened"].ne("same")]

    @cached_property
    def is_reordered(self) -> bool:
        """Do files of both releases speak in another order? Of two that say the same, the later one counts."""
        if self.is_told_by_name:
            return False
        orders = [
            _listed(side).dropna(subset=["received_order"]).sort_values(["origin", "received_order"])
            for side in self._sides
        ]
        common = self._had & self._has
        first, second = (
            order.loc[order["sha256"].isin(common), "sha256"].drop_duplicates().tolist() for order in orders
        )
        return first != second


def _named(rows: pd.DataFrame) -> pd.Series:
    # As objects, because Arrow cannot join two columns that have no rows.
    return (rows["origin"].astype("str") + "\n" + rows["source_file"].astype("str")).astype("object")


def _listed(side: Side) -> pd.DataFrame:
    inputs = side.tables["meta.inputs"]
    return inputs[inputs["input_kind"].eq("file")]


def _by_checksum(side: Side) -> dict[str, str]:
    files = _listed(side).rename(columns={"input_name": "source_file"})
    return dict(zip(_named(files), files["sha256"], strict=True))


def _by_name(side: Side) -> dict[str, str]:
    files = side.tables["marts.sources"]
    received = files["received_at"].astype("str").where(files["origin"].ne(RECORD), "")
    named = _named(files)
    return dict(zip(named, named + "\n" + received, strict=True))


def _replaced(side: Side) -> set[str]:
    files = side.tables["marts.sources"]
    return set(_named(files[files["status"].eq("replaced")]))
