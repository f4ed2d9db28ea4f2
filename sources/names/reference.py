"""The reviewed lists that codes and names are checked against: objectives, indicators, places, currencies, aliases.

Names are matched to these lists in `matching`.
"""

import csv
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from babel import Locale

from sources.catalogues import LANGUAGES
from sources.streams import normal

STRATEGY = Path(__file__).parents[1] / "strategy"
ALIAS_FILE = "sources/strategy/aliases.csv"
LISTS = ("aliases", "standard_names", "objectives", "indicators", "milestones", "countries", "regions", "currencies")

ADOPTABLE_STEPS = (2030, 2050)  # a step that is adopted is due at the end of one of these years

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, eq=False)
class Register:
    """One closed list: its codes, every spelling of them, and the labels in each language; equal to itself alone."""

    kind: str
    codes: frozenset[str]
    spellings: dict[str, str] = field(repr=False)  # normal form to code
    written: dict[str, str] = field(repr=False)  # normal form to the spelling as written, to be suggested
    aliases: dict[str, tuple[str, str]] = field(repr=False, default_factory=dict)  # normal form to (spelling, code)
    labels: dict[str, dict[str, str]] = field(repr=False, default_factory=dict)  # language to code to label
    doubtful: dict[str, tuple[str, ...]] = field(
        repr=False, default_factory=dict
    )  # normal form to the codes it may mean
    former: frozenset[str] = field(repr=False, default_factory=frozenset)  # codes that are no longer in use


@dataclass(frozen=True)
class Reference:
    """Everything that names and codes need, loaded once and passed as an argument."""

    objectives: Register
    indicators: Register
    milestones: Register
    countries: Register
    regions: Register
    currencies: Register
    organisations: Register
    region_of_country: dict[str, str | None] = field(repr=False)
    # Of the indicators whose wording the strategy publishes.
    unit_of_indicator: dict[str, str] = field(repr=False, default_factory=dict)
    percent_indicators: frozenset[str] = field(repr=False, default_factory=frozenset)

    def register(self, kind: str) -> Register:
        """The list for a kind of reference: objective, indicator, milestone, country, region, currency, organisation."""
        plural = {"country": "countries", "currency": "currencies"}.get(kind, f"{kind}s")
        return getattr(self, plural)


@lru_cache(maxsize=65_536)
def spelt(text: str) -> str:
    """The normal form of a name or code, in which signs of currencies are words: 'US$' is 'us dollar sign'."""
    if not text.isalnum():
        signs = {letter for letter in text if unicodedata.category(letter) == "Sc"}
        for sign in signs:
            text = text.replace(sign, f" {unicodedata.name(sign)} ")
    return normal(text)


def load(strategy_dir: Path = STRATEGY) -> Reference:
    """The reference lists of a strategy folder; raises OSError when a file is absent and KeyError on a missing column."""
    return from_lists({name: _rows(strategy_dir / f"{name}.csv") for name in LISTS})


def from_lists(lists: Mapping[str, Rows]) -> Reference:
    """The reference lists from the rows of every table in LISTS, an empty cell as empty text; KeyError on what is missing."""
    aliases, countries = lists["aliases"], lists["countries"]

    def register(kind: str, listed: str, *columns: str) -> Register:
        names = [*_of_kind(lists["standard_names"], kind), *(_territories(countries) if kind == "country" else ())]
        return _register(kind, _of_kind(aliases, kind), lists[listed], f"{kind}_code", columns, names)

    labels = ("label_en", "label_fr", "label_es")
    return Reference(
        objectives=register("objective", "objectives", *labels),
        indicators=register("indicator", "indicators", *labels),
        milestones=_with_adoptable_steps(register("milestone", "milestones", *labels), lists["indicators"]),
        countries=register("country", "countries", "country_alpha2", *labels),
        regions=register("region", "regions", *labels),
        currencies=register("currency", "currencies", "label_en"),
        organisations=_register("organisation", aliases=_of_kind(aliases, "organisation")),
        region_of_country={row["country_code"]: row["region_code"] or None for row in countries},
        unit_of_indicator={
            row["indicator_code"]: row["unit"] for row in lists["indicators"] if row.get("certainty") == "published"
        },
        percent_indicators=frozenset(
            row["indicator_code"] for row in lists["indicators"] if row.get("unit", "").startswith("%")
        ),
    )


def _with_adoptable_steps(milestones: Register, indicators: Rows) -> Register:
    """The steps of the strategy, and the codes under which the Secretariat may adopt one: 'A6.1-2050'."""
    adoptable = [
        f"{row['indicator_code']}-{year}"
        for row in indicators
        if row.get("kind") == "milestone" or row.get("certainty") == "provisional"
        for year in ADOPTABLE_STEPS
    ]
    known = milestones.spellings | {normal(code): code for code in adoptable}
    return replace(milestones, codes=milestones.codes | frozenset(adoptable), spellings=known)


def _territories(countries: Rows) -> Iterable[Mapping[str, str]]:
    """The names that Unicode CLDR has for the countries of the list, in each language."""
    code_of = {row["country_alpha2"]: row["country_code"] for row in countries}
    return [
        {"spelling": name, "code": code_of[alpha2]}
        for language in LANGUAGES
        for alpha2, name in Locale(language).territories.items()
        if alpha2 in code_of
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _of_kind(aliases: Rows, kind: str) -> Rows:
    return [alias for alias in aliases if alias["kind"] == kind]


def _register(
    kind: str,
    aliases: Rows,
    rows: Rows = (),
    code_column: str = "",
    columns: tuple[str, ...] = (),
    names: Rows = (),
) -> Register:
    """A register from its rows: codes win over labels, labels over aliases, those over standard names.

    A label of two codes names neither, and a standard name with several codes, 'COG;COD', is in doubt.
    """
    former = frozenset(row[code_column] for row in rows if row.get("is_current") == "no")
    spellings, written = _of_rows(rows, code_column, columns, former)
    known_aliases = {spelt(alias["spelling"]): (alias["spelling"], alias["code"]) for alias in aliases}
    doubtful = {spelt(name["spelling"]): tuple(name["code"].split(";")) for name in names if ";" in name["code"]}
    spoken = {spelt(name["spelling"]): (name["spelling"], name["code"]) for name in names}
    for form, (spelling, code) in (*known_aliases.items(), *spoken.items()):
        spellings.setdefault(form, code)
        written.setdefault(form, spelling)
    for form in doubtful:
        del spellings[form], written[form]
    codes = frozenset(row[code_column] for row in rows) or frozenset(code for _, code in known_aliases.values())
    labels = {
        language: {row[code_column]: row.get(f"label_{language}") or row.get("label_en", "") for row in rows}
        for language in LANGUAGES
    }
    return Register(kind, codes, spellings, written, known_aliases, labels, doubtful, former)


def _of_rows(
    rows: Rows, code_column: str, columns: tuple[str, ...], former: frozenset[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Code by the normal form of each code and label, and each form as written; labels of former codes name nothing."""
    spellings: dict[str, str] = {}
    written: dict[str, str] = {}
    shared: set[str] = set()
    for column in (code_column, *columns):
        for row in rows:
            form, code = spelt(row.get(column) or ""), row[code_column]
            if not form or (column != code_column and code in former):
                continue
            if spellings.setdefault(form, code) != code and column != code_column:
                shared.add(form)
            written.setdefault(form, row[column])
    for form in shared - {spelt(row[code_column]) for row in rows}:
        del spellings[form], written[form]
    return spellings, written
