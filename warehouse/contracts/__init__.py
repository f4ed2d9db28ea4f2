"""The contract of every table: gate, DDL, comments, dictionary and labels all read what is declared here.

`columns/` declares each column once (title, meaning, unit, allowed values, the codes among them from `codes.py`);
`core.py` and `marts.py` list the tables as words. Does not belong here: opening a database or reading a file.
"""

from warehouse.contracts.core import CORE, VIEWS_OF_CORE
from warehouse.contracts.marts import MARTS, VIEWS_OF_MARTS
from warehouse.contracts.table import ContractError, Table

TABLES: dict[str, Table] = {table.name: table for table in (*CORE, *MARTS)}
VIEWS: dict[str, Table] = {view.name: view for view in (*VIEWS_OF_CORE, *VIEWS_OF_MARTS)}

__all__ = ["TABLES", "VIEWS", "ContractError", "Table"]
