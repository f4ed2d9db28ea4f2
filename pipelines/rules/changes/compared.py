"""What the rules of changes are asked of: the shape of the differences between two releases, wherever they were found.

Does not belong here: finding them (`warehouse.differences`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd


class Column(Protocol):
    """A declared column: its name and what kind of value it holds."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Contract(Protocol):
    """A declared table."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def column_names(self) -> list[str]: ...


class TableDifference(Protocol):
    """The rows of one table that differ; `before` and `after` are the same rows in the same order."""

    @property
    def contract(self) -> Contract: ...
    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def went(self) -> pd.DataFrame: ...
    @property
    def came(self) -> pd.DataFrame: ...
    @property
    def before(self) -> pd.DataFrame: ...
    @property
    def after(self) -> pd.DataFrame: ...


class Side(Protocol):
    """One of the two releases: what it says of itself, tables needed whole, counted cash by layer and state, who gave something."""

    @property
    def about(self) -> Mapping[str, Any]: ...
    @property
    def tables(self) -> Mapping[str, pd.DataFrame]: ...
    @property
    def counted_cash(self) -> pd.DataFrame: ...
    @property
    def givers(self) -> pd.DataFrame: ...


class Differences(Protocol):
    """Both sides, what differs by table in the order of the contracts, and the projects that are open records."""

    @property
    def before(self) -> Side: ...
    @property
    def after(self) -> Side: ...
    @property
    def tables(self) -> Mapping[str, TableDifference]: ...
    @property
    def open_projects(self) -> pd.Series: ...
