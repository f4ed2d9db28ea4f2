"""What a letter says: the facts about one file, from the release it belongs to and the release before.

Does not belong here: words (`wording`), files (`writing`). Fields that hold personal data are not looked at.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from pipelines.letters.effects import INBOX, Effects, Marts, effects, of_file
from pipelines.letters.figures import Figure
from pipelines.letters.since import OfFile, Since
from sources.streams import streams

IATI = "iati"  # the stream under which a file of activities is counted
PERSONAL_ROLES = ("private", "machine")


@dataclass(frozen=True)
class Published:
    """What one release says of files: its marts sources, problems and projects, and what says what counts."""

    release_id: str
    as_of: date
    sources: pd.DataFrame
    problems: pd.DataFrame
    projects: pd.DataFrame
    counted: Marts
    is_demonstration: bool = False


class Counts(NamedTuple):
    """Rows of one stream of a file."""

    read: int
    admitted: int
    held: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One stream of a file: its rows now and in the release before, how complete it is, how old its newest figure."""

    stream: str
    now: Counts
    before: Counts | None
    filled_share: float | None
    newest_on: date | None
    age_days: int | None


@dataclass(frozen=True)
class Changes:
    """Projects of a file against the release before, by identifier."""

    new: int
    changed: int
    same: int
    gone: int


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Everything one letter says, before it is put into words; `rows_since` counts rows that differ since, by kind.

    `figures`: those that moved because of the file; missing where no release before can be compared.
    """

    source_file: str
    release_id: str
    as_of: date
    is_demonstration: bool
    previous_as_of: date | None
    is_refused: bool
    parts: tuple[Part, ...]
    changes: Changes | None
    rows_since: tuple[tuple[str, int], ...]
    figures: tuple[Figure, ...] | None
    effects: Effects
    problems: pd.DataFrame


def letter(
    source_file: str, now: Published, before: Published | None, raw: Mapping[str, pd.DataFrame], since: Since
) -> Letter:
    """The facts about one file of the inbox; `raw` are the rows as received, by stream, `since` what changed from before."""
    differs = since.files.get(source_file, OfFile())
    own, earlier = of_file(now.sources, source_file), of_file(before.sources, source_file) if before else None
    parts = tuple(_part(row, earlier, raw, now.as_of) for row in own.to_dict("records"))
    return Letter(
        source_file=source_file,
        release_id=now.release_id,
        as_of=now.as_of,
        is_demonstration=now.is_demonstration,
        previous_as_of=before.as_of if before is not None and earlier is not None and len(earlier) else None,
        is_refused=bool(own["status"].eq("refused").any()),
        parts=parts,
        changes=_changes(of_file(now.projects, source_file), before, source_file, differs),
        rows_since=differs.rows,
        figures=None if before is None else since.figures.get(source_file, ()),
        effects=effects(source_file, now.counted, now.problems, since),
        problems=of_file(now.problems, source_file).reset_index(drop=True),
    )


def files(now: Published) -> list[str]:
    """Every file of the inbox that a release has read or refused."""
    return sorted(now.sources.loc[now.sources["origin"].eq(INBOX), "source_file"].unique())


def _part(
    row: Mapping[Hashable, Any], earlier: pd.DataFrame | None, raw: Mapping[str, pd.DataFrame], as_of: date
) -> Part:
    same = earlier[earlier["stream"].eq(row["stream"])] if earlier is not None else None
    newest = None if pd.isna(row["newest_on"]) else row["newest_on"].date()
    return Part(
        stream=row["stream"],
        now=_counts(row),
        before=_counts(same.to_dict("records")[0]) if same is not None and len(same) else None,
        filled_share=_filled_share("projects" if row["stream"] == IATI else row["stream"], row["source_file"], raw),
        newest_on=newest,
        age_days=None if newest is None else (as_of - newest).days,
    )


def _counts(row: Mapping[Hashable, Any]) -> Counts:
    return Counts(int(row["rows_read"]), int(row["rows_admitted"]), int(row["rows_held"]))


def _filled_share(stream: str, source_file: str, raw: Mapping[str, pd.DataFrame]) -> float | None:
    """The share of the optional cells that are filled; missing where there is no row or no optional field."""
    if stream not in raw or stream not in streams():
        return None
    fields = [
        field.name
        for field in streams()[stream].fields
        if not field.is_required and field.role not in PERSONAL_ROLES and (field.name,) not in streams()[stream].needed
    ]
    rows = of_file(raw[stream], source_file)
    return float(rows[fields].notna().to_numpy().mean()) if len(rows) and fields else None


def _changes(own: pd.DataFrame, before: Published | None, source_file: str, differs: OfFile) -> Changes | None:
    """New, changed, same and gone projects; nothing where there is no release before or no project in either."""
    if before is None:
        return None
    here = set(own["project_id"])
    left = set(of_file(before.projects, source_file)["project_id"]) - here
    if not here and not left:
        return None
    new, changed = len(here & differs.new), len(here & differs.changed)
    return Changes(new=new, changed=changed, same=len(here) - new - changed, gone=len(left))
