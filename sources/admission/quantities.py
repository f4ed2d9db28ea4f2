"""Brings numbers into the unit of their column: what stands beside them is converted and told, or the number is refused.

What a unit is called is known to `units`; amounts of money are not converted from one currency into another here.
"""

from dataclasses import replace
from functools import partial

import pandas as pd

from sources.admission.docket import Docket
from sources.admission.units import Unit, phrases, unit_of
from sources.names.matching import code_of
from sources.streams import code_form, code_spellings

# What the column of a field counts; every other number is a count.
KINDS = {
    "amount": "money",
    "asked_amount": "money",
    "amount_eur": "money",
    "area_ha": "area",
    "duration_years": "time",
    "fte": "posts",
    "value": "indicator",
    "soc_increase": "carbon",
    "soc_avoided_loss": "carbon",
}
# Dimensions of a unit that a column of a kind takes; a scale alone has none.
TAKEN = {
    "money": {""},
    "area": {"", "area"},
    "time": {"", "time"},
    "posts": {"", "percent"},
    "indicator": {""},
    "count": {""},
}
OF_PERCENT = {"", "percent"}
EUROS_ONLY = "amount_eur"
NOTHING = Unit()


def unit_beside(docket: Docket, name: str, text: str) -> Unit:
    """What a phrase beside a number of a field says."""
    return unit_of(text, docket.reference.currencies, KINDS.get(name, "count"))


def in_own_unit(docket: Docket, name: str, values: pd.Series, beside: dict[int, Unit]) -> pd.Series:
    """The numbers in the unit of their column; refused ones are missing. `beside` has what the cells of some rows say."""
    headed = _of_headers(docket, name, values)
    said: dict[tuple[Unit, Unit, bool], list[int]] = {}
    shares = _counts_percent(docket, name)
    for position in sorted({*headed, *beside}):
        if position in values.index and pd.notna(values[position]):
            said.setdefault(
                (headed.get(position, NOTHING), beside.get(position, NOTHING), position in shares), []
            ).append(position)
    for (of_header, of_cell, is_share), positions in said.items():
        values = _converted(docket, name, values, _joined(of_header, of_cell), pd.Index(positions), is_share)
    return values


def _of_headers(docket: Docket, name: str, values: pd.Series) -> dict[int, Unit]:
    """What the header says of each row with a number, where it says anything; words that are no unit are told once."""
    found: dict[int, Unit] = {}
    field = docket.stream.by_name[name]
    for header, rows in docket.headed(name):
        units = [unit_beside(docket, name, phrase) for phrase in phrases(header, field)]
        unit = NOTHING
        for each in units:
            unit = _joined(unit, each)
        unknown = " ".join(each.unknown for each in units if each.unknown)
        numbered = rows & values.notna()
        if unknown and unit.says_nothing and numbered.any():
            first = pd.Series(False, index=values.index)
            first[numbered.idxmax()] = True
            docket.flag("VAL-017", first, name, docket.naming(name, header=header, unit=unknown))
        if not unit.says_nothing:
            found |= dict.fromkeys(values.index[numbered].tolist(), unit)
    return found


def _joined(one: Unit, other: Unit) -> Unit:
    """Two statements about one number; the same said twice counts once, and two scales or currencies are in doubt (no factor)."""
    if one.says_nothing or other.says_nothing:
        return other if one.says_nothing else one
    written = one.written if one.written == other.written else f"{one.written} / {other.written}"
    is_same = one.factor == other.factor or 1 in (one.factor, other.factor)
    factor = None
    if is_same and one.factor is not None and other.factor is not None:
        factor = one.factor if other.factor == 1 else other.factor
    shared = tuple(code for code in one.currencies if code in other.currencies)
    if one.currencies and other.currencies and not shared:
        factor = None
    return replace(
        one,
        factor=factor,
        written=written,
        dimension=one.dimension
        if one.dimension in (other.dimension, "") and other.dimension == ""
        else other.dimension,
        currencies=shared or one.currencies or other.currencies,
        is_rate=one.is_rate or other.is_rate,
    )


def _counts_percent(docket: Docket, name: str) -> frozenset[int]:
    """The rows whose indicator is counted in per cent."""
    if KINDS.get(name) != "indicator":
        return frozenset()
    codes = docket.text("indicator").map(partial(code_of, register=docket.reference.indicators), na_action="ignore")
    return frozenset(codes.index[codes.isin(docket.reference.percent_indicators)].tolist())


def _converted(
    docket: Docket, name: str, values: pd.Series, unit: Unit, positions: pd.Index, is_share: bool
) -> pd.Series:
    """The values with those at some positions converted and told, or refused by name."""
    here = pd.Series(values.index.isin(positions), index=values.index)
    factor = _factor(docket, name, unit, is_share)
    if factor is None:
        docket.flag("VAL-014", here, name, docket.naming(name, unit=unit.written))
        return values.mask(here)
    if unit.currencies:
        docket.stated.setdefault(name, {}).update(dict.fromkeys(positions.tolist(), unit.currencies))
    if factor == 1:
        return values
    converted = (values[here] * factor).map(lambda value: float(f"{value:.12g}"))
    details = {
        value: docket.naming(
            name, number=value, unit=unit.written, factor=factor, result=float(f"{value * factor:.12g}")
        )
        for value in values[here].unique().tolist()
    }
    docket.flag("VAL-013", here, name, values.map(details))
    return values.where(~here, converted.reindex(values.index))


def _factor(docket: Docket, name: str, unit: Unit, is_share: bool) -> float | None:
    """What a number in this unit is multiplied by; None where the column does not take it."""
    kind = KINDS.get(name, "count")
    if kind == "carbon":
        return _factor_of_carbon(unit)
    taken = OF_PERCENT if kind == "indicator" and is_share else TAKEN[kind]
    if unit.factor is None or unit.dimension not in taken or (unit.is_rate and kind != "indicator"):
        return None
    if unit.currencies and (kind != "money" or (name == EUROS_ONLY and unit.currencies != ("EUR",))):
        return None
    if kind == "indicator" and is_share and unit.dimension == "" and unit.factor != 1:
        return None  # thousands of per cent
    return unit.factor / 100 if kind == "posts" and unit.dimension == "percent" else unit.factor


def _factor_of_carbon(unit: Unit) -> float | None:
    """A unit of soil carbon has a column of its own; a scale has none and cannot be told from the unit."""
    is_known = code_form(unit.written) in code_spellings("soc_unit")
    return 1.0 if is_known or "mass" in unit.dimension or unit.is_rate else None
