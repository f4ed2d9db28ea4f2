"""The cells of the two grids by their codes, as they stand in an address.

Does not belong here: what a cell is made of (`queries`), and how it is drawn (`panels`).
"""

from dataclasses import dataclass

NONE = "none"  # in an address: no objective, no practice, no region, no country


@dataclass(frozen=True)
class Cell:
    """A cell by its codes; None is the row or column of what names none."""

    objective_code: str | None
    region_code: str | None
    country_code: str = ""

    @property
    def address(self) -> str:
        """The cell as it stands in an address: `C2.002`, `none.002`."""
        return f"{self.objective_code or NONE}.{self.region_code or NONE}"

    @property
    def query(self) -> dict[str, str]:
        """What an address says of the cell, with its country if it has one."""
        return {"cell": self.address, **({"country": self.country_code} if self.country_code else {})}


@dataclass(frozen=True)
class PracticeCell:
    """A cell of practice and region; None is the row or column of what names none."""

    practice_code: str | None
    region_code: str | None

    @property
    def address(self) -> str:
        """The cell as it stands in an address: `agroforestry.002`, `none.002`."""
        return f"{self.practice_code or NONE}.{self.region_code or NONE}"
