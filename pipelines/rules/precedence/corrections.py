"""Several reports of one observation: which one corrects another, and which contradict each other.

An observation is one indicator, one date and one place (the whole, a country or a region).

    correction     Two reports name the same evidence and stand in two files: the evidence is restated, and the file that
                   speaks last (`order`) counts alone. So an approved value is corrected, or withdrawn by sending it again as rejected.
    contradiction  Approved reports differ, and name different evidence, name none, or stand in one file: no order tells
                   which of them is right. Both stand and neither counts (`evidence`); each is named as OBS-106
                   (`plausibility`) until a person withdraws one.

Evidence is compared as text, without case and spacing; a row without any rests on its own file alone. A draft never
replaces an approved value: both are kept. Does not belong here: what the values mean.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.precedence.order import place_of_file

OBSERVED = ["indicator_code", "observed_on", "country_code", "region_code"]
STATED = ["value", "numerator", "denominator", "status"]
DECIDED = ("approved", "rejected")
CORRECTED = "OBS-116"


def apply_corrections(observations: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The reports that stand, in the order given, and one finding per report put aside for another.

    Of each observation and evidence those of the file that speaks last stand; a finding names file and row of that one.
    """
    same, order = _same_evidence(observations), place_of_file(observations)
    is_standing = _is_standing(observations, same, order)
    return observations[is_standing].reset_index(drop=True), _corrections(observations, same, is_standing)


def _corrections(observations: pd.DataFrame, same: pd.Series, is_standing: pd.Series) -> pd.DataFrame:
    if is_standing.all():
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    speaks = observations.assign(same=same)[is_standing].drop_duplicates("same", keep="last").set_index("same")
    aside = observations[~is_standing]
    instead = speaks.loc[same[~is_standing]].set_axis(aside.index)
    differs = aside[STATED].ne(instead[STATED]) & (aside[STATED].notna() | instead[STATED].notna())
    findings = aside.assign(
        rule_id=CORRECTED,
        severity="info",
        stream="observations",
        column="value",
        value=_as_text(aside),
        parameters=_parameters(instead, differs.any(axis=1)),
    )
    return findings[list(FINDING_COLUMNS)].reset_index(drop=True)


def _is_standing(observations: pd.DataFrame, same: pd.Series, order: pd.Series) -> pd.Series:
    is_decided = observations["status"].isin(DECIDED)
    last = order.groupby(same).transform("max")
    last_decided = order.where(is_decided).groupby(same).transform("max")
    return (order == last) | (is_decided & (order == last_decided))


def _same_evidence(observations: pd.DataFrame) -> pd.Series:
    """A number per row: the same for the reports of one observation that rest on the same evidence."""
    named = observations["evidence"].astype("str").str.replace(r"\s+", " ", regex=True).str.strip().str.casefold()
    own_file = observations["origin"].astype("str") + "/" + observations["source_file"].astype("str")
    rests_on = named.where(named.notna(), "no evidence, only " + own_file)
    return observations[OBSERVED].assign(rests_on=rests_on).groupby([*OBSERVED, "rests_on"], dropna=False).ngroup()


def _parameters(rows: pd.DataFrame, differs: pd.Series) -> list[str]:
    """File, row, figures and status of the reports that count instead; file and row alone where they say the same."""
    return [
        parameters(
            file=row["source_file"],
            row=None if pd.isna(row["source_row"]) else int(row["source_row"]),
            **(_figures(row) if is_other else {"case": "same"}),
        )
        for row, is_other in zip(rows.to_dict("records"), differs, strict=True)
    ]


def _figures(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    if pd.isna(row["value"]):
        figures = {"case": "share", "numerator": row["numerator"], "denominator": row["denominator"]}
    else:
        figures = {"case": "figure", "figure": row["value"]}
    return {**figures, "status": row["status"]}


def _as_text(rows: pd.DataFrame) -> list[str]:
    """'41 (approved)', in the unit of the indicator; a share may come as '28 of 196 (draft)'."""
    return [
        f"{row['numerator']:g} of {row['denominator']:g} ({row['status']})"
        if pd.isna(row["value"])
        else f"{row['value']:g} ({row['status']})"
        for row in rows.to_dict("records")
    ]
