"""The terms an indicator is assessed by on a day: what the strategy publishes, then what was adopted, then what was reported.

    published  The strategy publishes it. Nothing takes its place.
    adopted    The Secretariat decided it; of the terms in force on the day the one in force since the latest day counts.
    reported   For the baseline alone: an approved observation dated in the base year (`derived` where it was computed).

Base year and baseline value are one term: a year beside which no value is published may be adopted. The maximum age is
ours, so that an adopted one always counts. Does not belong here: what an indicator makes of its terms (`assessment`).
"""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipelines.rules.precedence.order import in_order
from pipelines.rules.progress.evidence import rows_from_frame, weigh
from pipelines.rules.progress.journey import contradicts, direction_of, path_to
from pipelines.rules.progress.record import HORIZONS, read_indicator, year_end

PUBLISHED, ADOPTED, REPORTED, DERIVED = "published", "adopted", "reported", "derived"
STEPS_KIND, SHARE = "milestone", "share"
# What becomes of a term: in force, or why it is not used.
IN_FORCE, NOT_YET, REPLACED, SENT_AGAIN = "in_force", "not_yet", "replaced", "sent_again"
STRATEGY_PUBLISHES, WRONG_SIDE = "strategy_publishes", "wrong_side"
OTHER_UNIT, NO_SUCH_TERM = "other_unit", "no_such_term"
WORDING = "wording"
STEPS = {f"step_{horizon}": horizon for horizon in HORIZONS}
# The column of the indicators that an item fills; a wording fills `certainty`, a step none.
COLUMN_OF = {
    "baseline_year": "baseline_year",
    "baseline": "baseline_value",
    "target_2030": "target_2030",
    "target_2050": "target_2050",
    "denominator": "denominator",
    "unit": "unit",
    "kind": "kind",
    "direction": "direction",
    "maximum_age_days": "maximum_age_days",
}
MEASURED = ("baseline", "target_2030", "target_2050")
TARGETS = {f"target_{horizon}": horizon for horizon in HORIZONS}
TOLD_ORIGIN = (*MEASURED, WORDING)  # items whose origin stands beside the indicator
KEY = ["indicator_code", "item"]
ORIGIN_COLUMNS = [f"{item}_{column}" for item in TOLD_ORIGIN for column in ("origin", "adopted_on")]

Terms = Mapping[str, Any]


def judged(indicators: pd.DataFrame, steps: pd.DataFrame, terms: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Every report of a term with `version`, `standing` and what it replaced, by indicator, item and day.

    A term sent again for the same day is the same term: the later report counts. A term decided or in force after the
    day is not yet one.
    """
    ranked = in_order(terms).sort_values([*KEY, "in_force_from"], kind="stable", ignore_index=True)
    reports = ranked.groupby([*KEY, "in_force_from"], sort=False)
    ranked["version"] = (reports.cumcount() + 1).astype("Int64")
    is_last = reports.cumcount(ascending=False) == 0
    starts_on = ranked[["in_force_from", "decided_on"]].max(axis=1)
    is_begun = is_last & (starts_on <= pd.Timestamp(as_of))
    newest = ranked["in_force_from"].where(is_begun).groupby([ranked[name] for name in KEY]).transform("max")
    known = {row["indicator_code"]: row for row in indicators.to_dict("records")}
    is_published = [
        _is_published(known[code], item, steps)
        for code, item in zip(ranked["indicator_code"], ranked["item"], strict=True)
    ]
    ranked["standing"] = np.select(
        [~is_last, np.array(is_published, dtype=bool), ~is_begun, ranked["in_force_from"] < newest],
        [SENT_AGAIN, STRATEGY_PUBLISHES, NOT_YET, REPLACED],
        default=IN_FORCE,
    )
    earlier = ranked["value"].where(is_last).groupby([ranked[name] for name in KEY]).ffill()
    ranked["replaced_value"] = earlier.groupby([ranked[name] for name in KEY]).shift()
    return ranked


def in_force(
    indicators: pd.DataFrame, terms: pd.DataFrame, observations: pd.DataFrame, as_of: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The indicators by the terms in force, each with its origin; and `terms` (judged), what cannot be used marked so."""
    standing = terms["standing"].copy()
    own = terms[standing == IN_FORCE].groupby("indicator_code").groups
    rows = []
    for row in indicators.to_dict("records"):
        chosen = terms.loc[own.get(row["indicator_code"], [])]
        effective, unusable = _with_terms(row, chosen)
        _with_reported_baseline(effective, observations, as_of)
        unusable |= _withdraw_wrong_sides(effective, chosen)
        rows.append(effective)
        standing.update(pd.Series(unusable, dtype=object))
    columns = [*indicators.columns, *ORIGIN_COLUMNS, WORDING]
    found = pd.DataFrame(rows, columns=columns, dtype=object).astype(indicators.dtypes.to_dict())
    return found, terms.assign(standing=standing)


def with_origins(progress: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The verdicts with the origin of baseline and target beside each, and the day on which it was adopted."""
    own = indicators.set_index("indicator_code")
    code, is_first = progress["indicator_code"], progress["horizon"] == HORIZONS[0]
    first, second = (f"target_{horizon}" for horizon in HORIZONS)
    return progress.assign(
        baseline_origin=code.map(own["baseline_origin"]),
        baseline_adopted_on=code.map(own["baseline_adopted_on"]),
        target_origin=code.map(own[f"{first}_origin"]).where(is_first, code.map(own[f"{second}_origin"])),
        target_adopted_on=code.map(own[f"{first}_adopted_on"]).where(is_first, code.map(own[f"{second}_adopted_on"])),
    )


def with_adopted_steps(steps: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """The steps of the strategy, and those adopted: due at the end of the year they are for, with the place of their term."""
    adopted = _adopted_steps(terms)
    if adopted.empty:
        return steps
    return pd.concat([steps, adopted[steps.columns]], ignore_index=True).astype(steps.dtypes.to_dict())


def places_of_steps(terms: pd.DataFrame) -> pd.DataFrame:
    """The terms that adopt a step, by the code of the step."""
    return _adopted_steps(terms).set_index("milestone_code")


def _adopted_steps(terms: pd.DataFrame) -> pd.DataFrame:
    adopted = terms[(terms["standing"] == IN_FORCE) & terms["item"].isin(STEPS)]
    year = adopted["item"].map(STEPS)
    return adopted.assign(
        milestone_code=adopted["indicator_code"] + "-" + year.astype("str"),
        label_en=adopted["value"],
        label_fr=None,
        label_es=None,
        due_on=[pd.Timestamp(year_end(each)) for each in year],
    )


def baseline_reports(indicator: Any, observations: pd.DataFrame, as_of: date) -> tuple[float | None, pd.DataFrame]:
    """The value an approved observation gives the base year, and the rows that give it; the last of the year decides."""
    known = read_indicator(indicator)
    if known.baseline_on is None or known.kind == STEPS_KIND:
        return None, observations.iloc[:0]
    is_own = observations["indicator_code"] == known.indicator_code
    own = observations[is_own & (observations["observed_on"].dt.year == known.baseline_on.year)]
    evidence = weigh(known, rows_from_frame(own), as_of)
    return evidence.latest_value, own[evidence.is_newest & evidence.is_usable]


def _is_published(indicator: Terms, item: str, steps: pd.DataFrame) -> bool:
    """Does the strategy publish this item of the indicator?"""
    if item == "maximum_age_days" or indicator["certainty"] != PUBLISHED:
        return False
    if item == WORDING:
        return True
    if item in STEPS:
        return bool(_steps_due(indicator["indicator_code"], STEPS[item], steps))
    column = "baseline_value" if item == "baseline_year" else COLUMN_OF[item]
    return not pd.isna(indicator[column])


def _steps_due(code: str, horizon: int, steps: pd.DataFrame) -> bool:
    due_on = steps.loc[(steps["indicator_code"] == code) & steps["due_on"].notna(), "due_on"]
    after, until = {2030: pd.Timestamp.min, 2050: pd.Timestamp(year_end(2030))}[horizon], year_end(horizon)
    return bool(((due_on > after) & (due_on <= pd.Timestamp(until))).any())


def _with_terms(indicator: Terms, chosen: pd.DataFrame) -> tuple[dict[str, Any], dict[Hashable, str]]:
    """The indicator with its terms in force and their origins; and the terms that do not fit it, by their index."""
    effective = {**dict.fromkeys([*ORIGIN_COLUMNS, WORDING]), **indicator}
    if indicator["certainty"] == PUBLISHED:
        effective |= {f"{item}_origin": PUBLISHED for item in MEASURED if not pd.isna(indicator[COLUMN_OF[item]])}
        effective["wording_origin"] = PUBLISHED
    unusable: dict[Hashable, str] = {}
    # What the others are measured by comes first: kind and unit.
    order = [*reversed(COLUMN_OF), WORDING, *STEPS]
    for place, term in sorted(chosen.iterrows(), key=lambda one: order.index(one[1]["item"])):
        reason = _misfit(effective, term)
        if reason is not None:
            unusable[place] = reason
            continue
        item = term["item"]
        if item in TOLD_ORIGIN:
            effective |= {f"{item}_origin": ADOPTED, f"{item}_adopted_on": term["decided_on"]}
        if item == WORDING:
            effective |= {"certainty": ADOPTED, WORDING: term["value"]}
        elif item in COLUMN_OF:
            effective[COLUMN_OF[item]] = _read(item, term["value"])
    return effective, unusable


def _misfit(indicator: Terms, term: Any) -> str | None:
    """Why a term does not fit its indicator, or None: another unit, a step of what has none, the whole of what is no share."""
    item, unit = term["item"], term["unit"]
    if item in MEASURED and not pd.isna(unit) and _same(unit) != _same(indicator["unit"]):
        return OTHER_UNIT
    if item in STEPS and indicator["kind"] != STEPS_KIND:
        return NO_SUCH_TERM
    if item == "denominator" and indicator["kind"] != SHARE:
        return NO_SUCH_TERM
    return None


def _same(unit: Any) -> str:
    return " ".join(str(unit).split()).casefold()


def _read(item: str, value: str) -> Any:
    if item in MEASURED:
        return float(value)
    return int(value) if item in ("baseline_year", "maximum_age_days") else value


def _with_reported_baseline(effective: dict[str, Any], observations: pd.DataFrame, as_of: date) -> None:
    if not pd.isna(effective["baseline_value"]):
        return
    value, rows = baseline_reports(effective, observations, as_of)
    if value is not None:
        is_reported = (rows["basis"] == REPORTED).any()
        effective |= {"baseline_value": value, "baseline_origin": REPORTED if is_reported else DERIVED}


def _withdraw_wrong_sides(effective: dict[str, Any], chosen: pd.DataFrame) -> dict[Hashable, str]:
    """Adopted targets that lie against the stated direction, or on the other side of the baseline than the other target."""
    adopted = [item for item in TARGETS if effective[f"{item}_origin"] == ADOPTED]
    wrong = [item for item in adopted if item in set(_against(effective))]
    for item in wrong:
        effective |= {item: None, f"{item}_origin": None, f"{item}_adopted_on": None}
    return dict.fromkeys(chosen.index[chosen["item"].isin(wrong)], WRONG_SIDE)


def _against(effective: Terms) -> Iterator[str]:
    known = read_indicator(effective)
    for item, horizon in TARGETS.items():
        path = path_to(known, horizon)
        if path is not None and contradicts(path, known.direction):
            yield item
    baseline, targets = known.baseline_value, [known.target(horizon) for horizon in TARGETS.values()]
    if baseline is not None and None not in targets:
        signs = [direction_of(baseline, target) for target in targets if target is not None]
        if signs[0] * signs[1] < 0:
            yield from TARGETS
