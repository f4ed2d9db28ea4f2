"""The partnerships by how they stand: those that end within a year first, then in force, without an end date, and ended.

Does not belong here: how many there are of each (figures of the release), and their order (`headlines.money`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.rendering.figures import Figures
from dashboard.rendering.words import Words, is_missing
from sources.streams import codes

ENDED, MARK = "ended", ";"
RUNNING = (
    "organisation_name",
    "country_or_kind",
    "agreement_types",
    "starts_on",
    "ends_on",
    "is_end_computed",
    "days_to_end",
)
# Standing: the columns that say something of it.
COLUMNS = {
    "ending_within_12_months": RUNNING,
    "in_force": RUNNING,
    "undated": ("organisation_name", "country_or_kind", "agreement_types", "starts_on"),
    ENDED: ("organisation_name", "country_or_kind", "agreement_types", "starts_on", "ends_on", "is_end_computed"),
}
WIDTHS = (34, 16, 22, 9, 9)  # hundredths: what one table says stands under the same in the one before
COUNTED = {"ending_within_12_months": "agreements_ending", "undated": "agreements_undated", ENDED: "agreements_ended"}


Places = Mapping[str, str]  # names by code


@dataclass(frozen=True)
class Standing:
    """The partnerships that stand alike, under one title."""

    name: str
    title: str
    rows: pd.DataFrame

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that say something of them; whether an end is computed, only where one is."""
        is_computed = self.rows["is_end_computed"].fillna(False).any()
        return tuple(name for name in COLUMNS[self.name] if is_computed or name != "is_end_computed")


def named(partnerships: pd.DataFrame, english: Places, own: Places, words: Words) -> pd.DataFrame:
    """The partnerships with countries and types of agreement in the reader's language; `english` and `own` are names by code.

    A country may be sent as its code or by its English name; what is neither stays as written.
    """
    places = {**{name: own[code] for code, name in english.items() if code in own}, **own}
    labels = {code.code: code.labels[words.language] for code in codes()["agreement_type"]}
    return partnerships.assign(
        country_or_kind=partnerships["country_or_kind"].map(lambda name: places.get(name, name)),
        agreement_types=[
            kinds if is_missing(kinds) else words.parted(labels.get(kind, kind) for kind in str(kinds).split(MARK))
            for kinds in partnerships["agreement_types"]
        ],
    )


def by_standing(partnerships: pd.DataFrame, figures: Figures, words: Words) -> Iterator[Standing]:
    """Each standing that occurs, in the order in which they need attention; the ended ones come last."""
    for name in COLUMNS:
        rows = partnerships[partnerships["standing"] == name]
        if len(rows):
            count = figures.noted().count(COUNTED[name]) if name in COUNTED else len(rows)
            yield Standing(name, words(f"partnerships.{name}", n=count), rows)
