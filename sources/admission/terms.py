"""Admits the terms of indicators that the Secretariat adopts: what is set, to what, from when on, and who decided it.

Does not belong here: which term is in force on a day, and whether it may take the place of what the strategy publishes.
"""

import pandas as pd

from sources.admission.columns import choices, dates, numbers, references
from sources.admission.docket import Docket
from sources.findings import parameters
from sources.streams import code_form, code_spellings
from sources.texts import mapped

TERMS = {
    "indicator_code": "text",
    "item": "text",
    "in_force_from": "date",
    "value": "text",
    "unit": "text",
    "decided_by": "text",
    "decided_on": "date",
    "source": "text",
    "note": "text",
}
MEASURED = ("baseline", "target_2030", "target_2050")  # numbers in the unit of the indicator
# Whole numbers, and the bounds between which they mean what the item says.
WHOLE = {"baseline_year": (1900, 2150), "maximum_age_days": (1, 36_525)}
CHOSEN = {"kind": "term_kind", "direction": "term_direction"}
DECISION = ("decided_by", "decided_on", "source")


def admit_terms(docket: Docket) -> dict[str, pd.DataFrame]:
    """The table terms: one row per term adopted for an indicator, its value as text in the form of its item."""
    docket.missing("indicator", "item", "value", "in_force_from")
    for name in DECISION:
        docket.flag("TRM-001", docket.text(name).isna(), name, docket.naming(name))
    values = {
        "indicator_code": references(docket, "indicator"),
        "item": choices(docket, "item"),
        "unit": docket.text("unit"),
        "in_force_from": dates(docket, "in_force_from"),
        "decided_by": docket.text("decided_by"),
        "decided_on": dates(docket, "decided_on"),
        "source": docket.text("source"),
        "note": docket.text("note"),
    }
    values["value"] = _values(docket, values["item"])
    _judge_units(docket, values)
    docket.flag("TRM-004", values["decided_on"] > values["in_force_from"], "decided_on")
    key = values["indicator_code"].str.cat([values["item"], values["in_force_from"].dt.strftime("%Y-%m-%d")], "|")
    docket.flag("TRM-005", _contradicts(docket, key, values["value"]), "value")
    docket.hold_repeats("ROW-002", key, "indicator")
    return {"terms": docket.frame(TERMS, values)}


def _values(docket: Docket, item: pd.Series) -> pd.Series:
    """The value of each row as its item wants it: a number, a whole number, a code or words."""
    texts = docket.text("value")
    is_number = item.isin([*MEASURED, *WHOLE])
    read = numbers(docket, "value", among=is_number)
    values = texts.where(~is_number, read.map(_plain, na_action="ignore").astype("str"))
    for name, (lowest, highest) in WHOLE.items():
        broken = (item == name) & read.notna() & ((read % 1 != 0) | ~read.between(lowest, highest))
        docket.flag("TRM-002", broken, "value", parameters(case=name))
    for name, enum in CHOSEN.items():
        spellings = {text: code_spellings(enum).get(code_form(text)) for text in texts[item == name].dropna().unique()}
        values = values.where(item != name, mapped(texts.where(item == name), spellings))
        docket.flag("TRM-002", (item == name) & texts.notna() & values.isna(), "value", parameters(case=name))
    is_counted = (item == "denominator") & texts.str.fullmatch(r"[\d\s.,]+", na=False)
    docket.flag("TRM-012", is_counted, "value")
    return values


def _judge_units(docket: Docket, values: dict[str, pd.Series]) -> None:
    """A number in another unit than the strategy publishes for its indicator is another figure."""
    published = values["indicator_code"].map(docket.reference.unit_of_indicator, na_action="ignore").astype("str")
    stated = values["unit"].map(code_form, na_action="ignore")
    is_other = values["item"].isin(MEASURED) & stated.notna() & (stated != published.map(code_form, na_action="ignore"))
    details = published.map(lambda unit: parameters(unit=unit), na_action="ignore")
    docket.flag("TRM-003", is_other & published.notna(), "unit", details)


def _contradicts(docket: Docket, key: pd.Series, value: pd.Series) -> pd.Series:
    """Does another row of the same file set the same thing from the same day to something else?"""
    rows = docket.rows[["origin", "source_file"]].assign(key=key.where(~docket.held), value=value)
    return rows.groupby(["origin", "source_file", "key"])["value"].transform("nunique") > 1


def _plain(number: float) -> str:
    """The number as it is written without loss: '5', '14.29'."""
    return str(int(number)) if number == int(number) else repr(float(number))
