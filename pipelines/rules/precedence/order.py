"""The order of reports: which of several reports of one thing speaks last. Every rule of precedence rests on it.

Later means, in this order: origin (record, IATI, inbox), the date the report gives itself where its table has one and
every report of the thing from that origin states it, time of receipt, file, sheet, row. A missing date ranks nothing:
where one report gives none, all are taken as they were received. The order of a frame plays no part.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, changes, parameters

ORIGIN_ORDER = ("record", "iati", "inbox")  # what partners send themselves speaks last
FILE = ["received_at", "source_file"]
ROW = ["source_sheet", "source_row"]
# Tables that keep every report: projects keep each version and its links (`identity`), observations what no other report
# corrects (`corrections`), contributions every row, of which each grant counts once (`money.counting`), and terms their history
# (`progress.terms`). Any other table keeps one row per key.
EVERY_REPORT = frozenset(
    {
        "projects",
        "project_objectives",
        "project_countries",
        "project_organisations",
        "contributions",
        "observations",
        "terms",
    }
)
SUPERSEDED = "ROW-010"
DATED: Mapping[str, str] = {"milestones": "as_of"}  # the column with the date a report gives itself


def origin_rank(origins: pd.Series) -> pd.Series:
    """0 for the shipped record, 1 for IATI, 2 for the inbox, 3 for anything else."""
    codes, names = pd.factorize(origins)
    order = [ORIGIN_ORDER.index(name) if name in ORIGIN_ORDER else len(ORIGIN_ORDER) for name in names]
    # Position -1 of a missing origin takes the last rank.
    return pd.Series(np.array([*order, len(ORIGIN_ORDER)])[codes], index=origins.index)


def in_order(reports: pd.DataFrame, key: Sequence[str] = (), dated: str | None = None) -> pd.DataFrame:
    """The reports, the one that speaks last at the end; `dated` names the date that reports of a `key` give themselves."""
    ranked = reports[[*FILE, *ROW]].assign(origin_rank=origin_rank(reports["origin"]))
    if dated is not None:
        thing = [*(reports[name] for name in key), reports["origin"]]
        is_dated = reports[dated].notna().groupby(thing, dropna=False).transform("all")
        ranked["dated"] = reports[dated].where(is_dated)
    by = ["origin_rank", *(["dated"] if dated else []), *FILE, *ROW]
    # By position: an index may repeat.
    places = ranked.reset_index(drop=True).sort_values(by, na_position="first").index
    return reports.iloc[places]


def last_of_each(reports: pd.DataFrame, key: Sequence[str], dated: str | None = None) -> pd.DataFrame:
    """One row per value of `key`, the one that speaks last, in the order in which the rows came; `dated` as above."""
    if not reports.duplicated(list(key)).any():
        return reports
    numbered = reports.reset_index(drop=True)
    last = in_order(numbered, key, dated).drop_duplicates(list(key), keep="last")
    return numbered.loc[last.index.sort_values()].reset_index(drop=True)


def superseded(reports: pd.DataFrame, key: Sequence[str], stream: str, dated: str | None = None) -> pd.DataFrame:
    """One finding per row that gives way to the last report of its `key`: file and row of that one, and what differs."""
    if not reports.duplicated(list(key)).any():
        return pd.DataFrame(columns=list(FINDING_COLUMNS))
    ranked = in_order(reports.reset_index(drop=True), key, dated)
    thing = ranked.groupby(list(key), dropna=False, sort=False).ngroup()
    is_last = ~thing.duplicated(keep="last")
    last = ranked[is_last].set_axis(thing[is_last], axis="index")
    aside = ranked[~is_last].sort_index()
    instead = last.loc[thing[aside.index]].to_dict("records")
    found = aside.reindex(columns=list(FINDING_COLUMNS)).assign(
        rule_id=SUPERSEDED,
        severity="info",
        stream=stream,
        parameters=[
            _instead(stream, before, after) for before, after in zip(aside.to_dict("records"), instead, strict=True)
        ],
    )
    return found.astype({"column": "str", "value": "str"})


def _instead(stream: str, before: Mapping[Hashable, Any], after: Mapping[Hashable, Any]) -> str:
    """Parameters: file and row of the report that speaks last, and every value in which it differs."""
    differing = changes(stream, before, after)
    place = {"file": after["source_file"], "row": None if pd.isna(after["source_row"]) else int(after["source_row"])}
    return parameters(case="changed" if differing else "same", **place, **({"changes": differing} if differing else {}))


def place_of_file(reports: pd.DataFrame) -> pd.Series:
    """A number per row: the place of its file in the order in which files speak, the last one highest."""
    ranked = reports[FILE].assign(origin_rank=origin_rank(reports["origin"]))
    by = ["origin_rank", *FILE]
    files = ranked[by].drop_duplicates().sort_values(by, na_position="first")
    place = pd.Series(range(len(files)), index=pd.MultiIndex.from_frame(files))
    return pd.Series(place.loc[pd.MultiIndex.from_frame(ranked[by])].to_numpy(float), index=reports.index)


def newest_assessments(assessments: pd.DataFrame) -> pd.Series:
    """Is the assessment the one that counts for its project: the last one dated, and of one day the later call?"""
    by = ["assessed_on", "call_code"]
    newest = assessments.sort_values(by, na_position="first").duplicated("project_id", keep="last")
    return ~newest.reindex(assessments.index).astype("boolean")
