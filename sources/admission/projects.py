"""Admits projects: typed rows, and their links to objectives, places and organisations.

Which version of a project counts, and what its money is in EUR, is decided later by the rules.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd

from sources.admission.columns import (
    UNKNOWN_RULES,
    booleans,
    choices,
    dates,
    emails,
    integers,
    nearest_on_demand,
    numbers,
    references,
)
from sources.admission.docket import Docket
from sources.admission.earlier import required
from sources.admission.links import objective_links, organisation_links, place_links
from sources.admission.splits import Fault, Split, over_objectives, over_places
from sources.findings import parameters
from sources.names.directory import Organisations
from sources.names.listing import listed
from sources.names.matching import near_names
from sources.texts import cells, distinct, mapped

# What only an open record says. Its texts are judged by the rules and dropped before a table is written.
JUDGED_TEXTS = ("judged_text", "judged_classification")
OPEN_RECORD = dict.fromkeys(
    (
        "soil_relevance",
        "soil_rules",
        "soil_words",
        "soil_places",
        "list_name",
        "list_reference",
        "source_link",
        "other_references",
        *JUDGED_TEXTS,
    ),
    "text",
)
PROJECTS = {
    "project_id": "text",
    "title": "text",
    "kind": "text",
    "summary": "text",
    "lead_id": "text",
    "lead_name": "text",
    "starts_on": "date",
    "ends_on": "date",
    "asked_amount": "number",
    "currency_code": "text",
    "sic_stage": "text",
    "assessment_result": "text",
    "call_code": "text",
    "has_letter_of_support": "boolean",
    "is_published_opportunity": "boolean",
    "sdgs": "text",
    "practices": "text",
    "area_ha": "number",
    "soc_increase": "number",
    "soc_avoided_loss": "number",
    "soc_unit": "text",
    "beneficiaries_count": "integer",
    "activity_status_code": "text",
    "hierarchy": "integer",
    "sectors": "text",
    "policy_markers": "text",
    "tags": "text",
    "related_activities": "text",
    "submitted_on": "date",
    "updated_on": "date",
    "contact_name": "text",
    "contact_email": "text",
    **OPEN_RECORD,
}
KIND_OF_RULE = {rule_id: kind for kind, rule_id in UNKNOWN_RULES.items()}
SDG_NUMBERS = range(1, 18)
IMPLAUSIBLE_TIMES = 1_000  # times the median of the amounts in the same currency
IMPLAUSIBLE_FROM = 5  # amounts needed before a median says anything


def admit_projects(
    docket: Docket, ids: pd.Series, titles: pd.Series, organisations: Organisations, as_of: date
) -> dict[str, pd.DataFrame]:
    """The tables projects, project_objectives, project_countries and project_organisations of the admitted rows."""
    docket.flag("PRJ-010", docket.is_open & ids.isna(), "project_id")
    docket.flag("PRJ-007", docket.text("project_id").isna() & ids.notna(), "project_id")
    values = _typed(docket, organisations) | {"project_id": ids}
    objectives = _splits(
        docket,
        ("objectives", "objective_shares"),
        lambda texts, is_xml: over_objectives(*texts, is_xml, docket.reference),
    )
    places = _splits(
        docket,
        ("countries", "country_shares", "regions", "region_shares"),
        lambda texts, is_xml: over_places(texts, is_xml, docket.reference),
    )
    primary = references(docket, "primary_objective")
    _judge(docket, values, objectives, places, primary)
    _judge_dates(docket, values, as_of)
    # Of several projects under one identifier, a row without title and lead names none.
    is_nameless = titles.isna() & values["lead_id"].isna()
    known = ids.mask(is_nameless & (ids.groupby(docket.text("project_id")).transform("nunique") > 1))
    values["title"] = titles.fillna(required(docket, "title", known, values["lead_id"])).fillna(ids)
    required(docket, "objectives", known, values["lead_id"], unless=docket.is_open)
    docket.hold_repeats("PRJ-001", ids, "project_id")
    return {
        "projects": docket.frame(PROJECTS, values),
        "project_objectives": objective_links(docket, ids, objectives, primary),
        "project_countries": place_links(docket, ids, places),
        "project_organisations": organisation_links(docket, ids, organisations),
    }


def _typed(docket: Docket, organisations: Organisations) -> dict[str, pd.Series]:
    """Every column of a project that is read from one field alone."""
    lead, files = docket.text("lead"), docket.rows["source_file"]
    flag_resembling(docket, organisations, "lead")
    return {
        "kind": choices(docket, "kind"),
        "summary": docket.text("summary"),
        "lead_id": organisations.ids(lead, docket.text("lead_id"), files),
        "lead_name": lead.fillna(docket.text("lead_id")),
        "starts_on": dates(docket, "start"),
        "ends_on": dates(docket, "end"),
        "asked_amount": numbers(docket, "asked_amount"),
        "currency_code": currency(docket, "asked_amount"),
        "sic_stage": choices(docket, "sic_stage"),
        "assessment_result": choices(docket, "assessment_result"),
        "call_code": docket.text("call"),
        "has_letter_of_support": booleans(docket, "letter_of_support"),
        "is_published_opportunity": booleans(docket, "published_opportunity"),
        "sdgs": _sdgs(docket),
        "practices": _tidy_list(docket, "practices"),
        "area_ha": numbers(docket, "area_ha"),
        "soc_increase": numbers(docket, "soc_increase"),
        "soc_avoided_loss": numbers(docket, "soc_avoided_loss"),
        "soc_unit": choices(docket, "soc_unit"),
        "beneficiaries_count": integers(docket, "beneficiaries"),
        "activity_status_code": docket.text("activity_status"),
        "hierarchy": integers(docket, "hierarchy"),
        "sectors": _tidy_list(docket, "sectors"),
        "policy_markers": docket.text("policy_markers"),
        "tags": docket.text("tags"),
        "related_activities": docket.text("related_activities"),
        "submitted_on": dates(docket, "submitted_on"),
        "updated_on": dates(docket, "updated_on"),
        "contact_name": docket.text("contact_name"),
        "contact_email": emails(docket, "contact_email"),
        **{name: docket.text(name).where(docket.is_open) for name in OPEN_RECORD},
    }


def flag_resembling(docket: Docket, organisations: Organisations, *fields: str) -> None:
    """Warn where these fields name organisations that are nearly, but not quite, known ones."""
    names = distinct(pd.concat([docket.text(field) for field in fields]))
    details = {name: {"text": name, "like": like} for name, like in organisations.resembling(names).items()}
    for field in fields:
        docket.flag_texts("NAM-008", field, details)


def currency(docket: Docket, amount: str) -> pd.Series:
    """The currency code of each row; an unknown one is kept as written, in capitals, with a warning.

    A currency that stands beside the amount, in its header or its cell, fills a blank and must not contradict the column.
    """
    known = references(docket, "currency")
    codes = known.fillna(docket.text("currency").str.upper())
    stated = pd.Series(docket.stated.get(amount, {}), dtype=object).reindex(codes.index)
    if stated.isna().all():
        return codes
    pairs = zip(known, stated, strict=True)
    apart = pd.Series([isinstance(b, tuple) and isinstance(a, str) and a not in b for a, b in pairs], index=codes.index)
    naming = {each: docket.naming(amount, stated=list(each)) for each in stated.dropna().unique()}
    docket.flag("VAL-015", apart, "currency", stated.map(naming))
    single = stated.map(lambda each: each[0] if isinstance(each, tuple) and len(each) == 1 else None)
    used = codes.isna() & single.notna()
    docket.flag("VAL-016", used, "currency", stated.map(naming))
    return codes.where(~used, single).astype("str")


def _tidy_list(docket: Docket, name: str) -> pd.Series:
    texts = docket.text(name)
    return mapped(texts, {text: ";".join(dict.fromkeys(listed(text))) for text in distinct(texts)})


def _sdgs(docket: Docket) -> pd.Series:
    """Numbers 1 to 17 as '2;13', from '2; 13', 'SDG 2, SDG 13' or '2.3'; anything else is left out with a warning."""
    texts = docket.text("sdgs")
    read, faults = {}, {}
    for text in distinct(texts):
        goals = []
        for part in text.upper().replace(",", ";").replace(" ", ";").split(";"):
            digits = part.removeprefix("SDG").removeprefix("ODD").removeprefix("ODS").lstrip("-").partition(".")[0]
            if digits:
                goals.append(int(digits) if digits.isdecimal() and len(digits) <= 2 else 0)
        if all(goal in SDG_NUMBERS for goal in goals):
            read[text] = ";".join(dict.fromkeys(str(goal) for goal in goals))
        else:
            faults[text] = {"text": text}
    docket.flag_texts("PRJ-012", "sdgs", faults)
    return mapped(texts, read)


def _splits(docket: Docket, names: tuple[str, ...], read: Callable[[tuple, bool], Split]) -> pd.Series:
    """The split of every row; each distinct combination of texts is read once, and its faults are flagged."""
    keys = list(zip(*(cells(docket.text(name)) for name in names), docket.is_open.tolist(), strict=True))
    number_of = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    numbers_of_rows = [number_of[key] for key in keys]
    splits = [read(key[:-1], key[-1]) for key in number_of]
    # Faults of one rule, field and place in their split are flagged together: a file may have as many faults as rows.
    faulty: dict[tuple[str, str, int], dict[int, Fault]] = {}
    for number, split in enumerate(splits):
        seen: dict[tuple[str, str], int] = {}
        for fault in split.faults:
            kind = fault.rule_id, fault.field
            seen[kind] = seen.get(kind, 0) + 1
            faulty.setdefault((*kind, seen[kind]), {})[number] = fault
    for (rule_id, field, _), fault_of in faulty.items():
        unknown = (fault.unknown for fault in fault_of.values() if fault.unknown is not None)
        kind = KIND_OF_RULE.get(rule_id, "objective")
        near = nearest_on_demand(unknown, partial(near_names, register=docket.reference.register(kind)))
        named = {number: near.get(fault.unknown or "", fault.named) for number, fault in fault_of.items()}
        found = pd.Series([*map(named.get, numbers_of_rows)], index=docket.rows.index, dtype=object)
        docket.flag(rule_id, found.notna(), field, found)
    return pd.Series([splits[number] for number in numbers_of_rows], index=docket.rows.index, dtype=object)


def _judge(
    docket: Docket,
    values: dict[str, pd.Series],
    objectives: pd.Series,
    places: pd.Series,
    primary: pd.Series,
) -> None:
    """The rules between the fields of one project."""
    unplaced = [not split.codes and not split.faults for split in places.tolist()]
    docket.flag("PRJ-002", pd.Series(unplaced, index=places.index, dtype=bool), "countries")
    asked = values["asked_amount"]
    docket.flag("PRJ-006", asked.notna() & values["currency_code"].isna(), "currency")
    stray = pd.Series(False, index=primary.index)
    for position, main in primary.dropna().items():
        codes = objectives[position].codes
        stray[position] = bool(codes) and (main,) not in codes
    docket.flag("PRJ-008", stray, "primary_objective")
    docket.flag(
        "PRJ-011", implausible(asked, values["currency_code"]), "asked_amount", parameters(times=IMPLAUSIBLE_TIMES)
    )
    _judge_soil(docket, values)


def _judge_soil(docket: Docket, values: dict[str, pd.Series]) -> None:
    """A project that acts on the soil (it names practices or an area) states what it expects of the carbon there."""
    acts = (values["practices"].notna() | (values["area_ha"] > 0)) & ~docket.is_open
    is_stated = docket.text("soc_increase").notna() | docket.text("soc_avoided_loss").notna()
    docket.flag("PRJ-016", acts & ~is_stated, "soc_increase")
    docket.flag("PRJ-017", is_stated & docket.text("soc_unit").isna(), "soc_unit")


def _judge_dates(docket: Docket, values: dict[str, pd.Series], as_of: date) -> None:
    """The rules about the dates of one project; a report of a day to come is left without its date."""
    today, starts = pd.Timestamp(as_of), values["starts_on"]
    docket.flag("PRJ-005", values["ends_on"] < starts, "end")
    for name in ("submitted_on", "updated_on"):
        is_to_come = values[name] > today
        docket.flag("PRJ-013", is_to_come, name)
        values[name] = values[name].mask(is_to_come)  # by it, this version would be the last for years
    ongoing = values["sic_stage"].isin(["implementing", "completed"])
    docket.flag("PRJ-014", ongoing & (starts > today), "sic_stage")


def implausible(amounts: pd.Series, currencies: pd.Series) -> pd.Series:
    """Is the amount out of all proportion to the others in its currency, as far as there are enough of them?"""
    positive = amounts.where(amounts > 0)
    grouped = positive.groupby(currencies)
    return (positive > IMPLAUSIBLE_TIMES * grouped.transform("median")) & (
        grouped.transform("count") >= IMPLAUSIBLE_FROM
    )
