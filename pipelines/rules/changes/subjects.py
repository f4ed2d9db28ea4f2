"""What came and went: projects, agreements, sources and rows of money that are new, ended, changed or lost.

Does not belong here: of which kind a change is (`kinds`), statuses (`statuses`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.rules.changes.cells import BOTH, CAME, WENT, differs, encoded, rows_as_json
from pipelines.rules.changes.changes import KINDS, SUBJECTS, SUMMARY, Place
from pipelines.rules.changes.compared import Contract, TableDifference
from pipelines.rules.changes.declared import CASH, ELSEWHERE, ENDED_STAGES, PARTS, PROJECTS, SENT
from pipelines.rules.changes.evidence import together
from pipelines.rules.changes.facts import Facts, row_verdicts

NEW, ENDED, CHANGED, LOST = "new", "ended", "changed", "lost"
PARTNERSHIPS = "marts.partnerships"
HAPPENED = {"came": NEW, "again": CHANGED, "replaced": ENDED, "gone": LOST}


@dataclass(frozen=True)
class Asked:
    """How a table tells of a subject: by which identifier, under which name, when it has ended, what counts as changed."""

    subject: str
    row_id: str
    name: Callable[[pd.DataFrame], pd.Series]
    has_ended: Callable[[pd.DataFrame], pd.Series]
    shown: frozenset[str]
    is_left_out: frozenset[str] = frozenset()


def _never(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(False, rows.index)


def _money_name(rows: pd.DataFrame) -> pd.Series:
    giver = rows["funder_name"].where(rows["funder_name"].notna(), rows["funder_id"])
    taker = rows["project_id"].where(rows["project_id"].notna(), rows["receiver_name"])
    return giver.fillna("") + " → " + taker.fillna("")


ASKED = {
    PROJECTS: Asked(
        "project",
        "project_id",
        lambda rows: rows["title"],
        lambda rows: rows["sic_stage"].isin(ENDED_STAGES),
        frozenset({"title", "lead_name", "sic_stage", "asked_eur", "countries", "objectives", "updated_on"}),
        frozenset({"version", "is_current", *(column for table, column in PARTS if table == PROJECTS)}),
    ),
    PARTNERSHIPS: Asked(
        "agreement",
        "partnership_number",
        lambda rows: rows["organisation_name"],
        lambda rows: rows["standing"].eq("ended"),
        frozenset({"organisation_name", "starts_on", "ends_on", "standing"}),
        frozenset({"days_to_end"}),
    ),
    CASH: Asked(
        "money",
        "contribution_id",
        _money_name,
        _never,
        frozenset({"state", "amount", "currency_code", "amount_eur", "value_on", "is_counted"}),
        frozenset(SENT[CASH].decided - SENT[CASH].moves),
    ),
}


def of_table(found: TableDifference, judged: pd.DataFrame, evidence: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """The subjects of one table."""
    table = found.contract.name
    asked = ASKED[table]
    if judged.empty:
        return pd.DataFrame(columns=SUBJECTS)
    columns = [name for name in found.contract.column_names if name not in ELSEWHERE | asked.is_left_out]
    pairs = _pairs(found, judged, asked, table)
    old, new = _sides(found, pairs, columns)
    has_old, has_new = pairs["old_part"].notna().to_numpy(bool), pairs["new_part"].notna().to_numpy(bool)
    changes = {name: differs(old[name], new[name]) for name in columns if name != asked.row_id}
    is_changed = np.logical_or.reduce(list(changes.values())) if len(pairs) else np.zeros(0, bool)
    ends = asked.has_ended(new).to_numpy(bool) & ~asked.has_ended(old).to_numpy(bool)
    happened = np.select(
        [has_new & ~has_old, has_old & ~has_new, has_new & has_old & ends], [NEW, LOST, ENDED], default=CHANGED
    )
    named = asked.name(new).where(has_new, asked.name(old))
    rows = pd.DataFrame(
        {
            "subject": asked.subject,
            "happened": happened,
            "kind": [KINDS[rank] for rank in pairs["rank"]],
            "cause": pairs["cause"],
            "key": rows_as_json(pairs[[asked.row_id]], _kinds(found.contract), [asked.row_id]),
            "name": named,
            "before": _told(old, changes, asked, has_old, has_new, found.contract),
            "after": _told(new, changes, asked, has_new, has_old, found.contract),
            "evidence": _evidence(pairs, evidence),
        },
        columns=SUBJECTS,
    )
    return rows[is_changed]


def _pairs(found: TableDifference, judged: pd.DataFrame, asked: Asked, table: str) -> pd.DataFrame:
    """One row per subject: where it stands in the difference on either side, and its verdict."""
    verdicts = row_verdicts(judged, table)
    sides = {}
    for side, parts in (
        ("old", ((found.went, WENT), (found.before, BOTH))),
        ("new", ((found.after, BOTH), (found.came, CAME))),
    ):
        listed = [
            pd.DataFrame({asked.row_id: frame[asked.row_id], "part": part, "position": np.arange(len(frame))})[
                _counts(frame, table)
            ]
            for frame, part in parts
        ]
        known = pd.concat(listed, ignore_index=True).merge(verdicts, on=["part", "position"], how="left")
        sides[side] = known.rename(columns={name: f"{side}_{name}" for name in known if name != asked.row_id})
    both = sides["old"].merge(sides["new"], on=asked.row_id, how="outer")
    is_old = both["old_rank"].notna() & ~(both["new_rank"] <= both["old_rank"])
    both["rank"] = both["old_rank"].where(is_old, both["new_rank"])
    both["cause"] = both["old_cause"].where(is_old, both["new_cause"])
    kept = both[both["rank"].notna()].reset_index(drop=True)
    return kept.assign(rank=kept["rank"].astype("int8"))


def _counts(frame: pd.DataFrame, table: str) -> np.ndarray:
    """Of a project the version that counts."""
    if table != PROJECTS:
        return np.ones(len(frame), bool)
    return frame["is_current"].fillna(False).to_numpy(bool)


def _sides(found: TableDifference, pairs: pd.DataFrame, columns: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the subjects as they were and as they are; empty where there was or is none."""
    sides = []
    for side, parts in (
        ("old", ((found.went, WENT), (found.before, BOTH))),
        ("new", ((found.after, BOTH), (found.came, CAME))),
    ):
        taken = pd.DataFrame(index=pairs.index).join(
            pd.concat(
                [
                    frame.iloc[pairs.loc[pairs[f"{side}_part"].eq(part), f"{side}_position"].astype(int)][
                        columns
                    ].set_axis(pairs.index[pairs[f"{side}_part"].eq(part)])
                    for frame, part in parts
                ]
            )
        )
        sides.append(taken)
    return sides[0], sides[1]


def _told(
    rows: pd.DataFrame,
    changes: dict[str, np.ndarray],
    asked: Asked,
    is_there: np.ndarray,
    was_there: np.ndarray,
    contract: Contract,
) -> list[str | None]:
    """What differs of each subject, or of one that came or went what is shown of it, as a JSON object."""
    kinds = _kinds(contract)
    cells: list[list[str]] = [[] for _ in range(len(rows))]
    for name, mask in changes.items():
        wanted = np.where(was_there, mask, name in asked.shown) & is_there
        at = np.flatnonzero(wanted)
        for place, text in zip(at, encoded(rows[name].iloc[at], kinds[name]), strict=True):
            cells[place].append(f'"{name}":{text}')
    return ["{" + ",".join(own) + "}" if there else None for own, there in zip(cells, is_there, strict=True)]


def _evidence(pairs: pd.DataFrame, evidence: Mapping[str, np.ndarray]) -> list[list[Place]]:
    found = []
    for old_part, old, new_part, new in pairs[["old_part", "old_position", "new_part", "new_position"]].itertuples(
        index=False
    ):
        places = [evidence[old_part][int(old)]] if isinstance(old_part, str) else []
        if isinstance(new_part, str) and (new_part, new) != (old_part, old):
            places.append(evidence[new_part][int(new)])
        found.append(together(places))
    return found


def _kinds(contract: Contract) -> dict[str, str]:
    return {column.name: column.kind for column in contract.columns}


def of_sources(states: pd.DataFrame, verdicts: pd.DataFrame, evidence: np.ndarray, files: Facts) -> pd.DataFrame:
    """The files that came, went, were sent again or replaced; each with the verdict of its rows."""
    rows = pd.DataFrame(
        {
            "subject": "source",
            "happened": states["happened"].map(HAPPENED).to_numpy(),
            "kind": [KINDS[int(rank)] for rank in verdicts["rank"]],
            "cause": verdicts["cause"].to_numpy(),
            "key": [
                f'{{"origin":{_quoted(origin)},"source_file":{_quoted(file)}}}'
                for origin, file in states[["origin", "source_file"]].itertuples(index=False)
            ],
            "name": states["source_file"].to_numpy(),
            "before": None,
            "after": None,
            "evidence": [together([own, rest or []]) for own, rest in zip(files.evidence, evidence, strict=True)],
        },
        columns=SUBJECTS,
    )
    return rows.drop_duplicates("key", ignore_index=True)


def _quoted(text: str) -> str:
    return encoded(pd.Series([text], dtype="str"), "text")[0]


def summary(moves: pd.DataFrame, indicators: pd.DataFrame, subjects: pd.DataFrame) -> pd.DataFrame:
    """How many moves and subjects there are of each kind."""
    parts = [
        moves.assign(subject="status")[["subject", "kind"]],
        indicators.assign(subject="indicator")[["subject", "kind"]],
        subjects[["subject", "kind"]],
    ]
    counted = pd.concat(parts, ignore_index=True).groupby(["subject", "kind"], sort=False).size()
    return counted.rename("count").reset_index()[SUMMARY]
