"""What stands otherwise since the release before, by file and by objective, as the rule of changes tells it.

Does not belong here: of which kind a change is (`rules.changes`), and the words (`wording`).
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipelines.rules.changes.changes import KINDS, MOVED, Changes, Place, most_cautious
from pipelines.rules.changes.declared import SENT
from pipelines.rules.changes.subjects import LOST, NEW

INBOX = "inbox"


@dataclass(frozen=True)
class OfFile:
    """How many rows of a file came, went or stand otherwise, by kind; its projects that are new and that changed."""

    rows: tuple[tuple[str, int], ...] = ()
    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Since:
    """By file of the inbox what its rows did; by objective and horizon the kinds of change that moved its status."""

    files: dict[str, OfFile] = field(default_factory=dict)
    statuses: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


def since(told: Changes) -> Since:
    """What the changes between two releases say of each file and of each status. A row has the most cautious of its kinds."""
    rows = _rows(told)
    projects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject in told.subjects[told.subjects["subject"].eq("project")].to_dict("records"):
        happened = subject["happened"] if subject["happened"] in (NEW, LOST) else "changed"
        for file in _files(subject["evidence"]):
            projects[file][happened].add(json.loads(subject["key"])["project_id"])
    kinds: dict[tuple[str, int], set[str]] = defaultdict(set)
    for move in told.moves.to_dict("records"):
        kinds[move["objective_code"], int(move["horizon"])].add(move["kind"])
    return Since(
        {
            file: OfFile(rows.get(file, ()), frozenset(projects[file][NEW]), frozenset(projects[file]["changed"]))
            for file in sorted({*rows, *projects})
        },
        {key: tuple(kind for kind in KINDS if kind in found) for key, found in kinds.items()},
    )


def _rows(told: Changes) -> dict[str, tuple[tuple[str, int], ...]]:
    """Rows that somebody sent and that differ, by file and kind; a row that only stands elsewhere does not differ."""
    differs = told.rows["table_name"].isin(SENT) & told.rows["cause"].ne(MOVED)
    kind_of: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    columns = ["table_name", "key", "kind", "evidence"]
    for table, key, kind, evidence in told.rows.loc[differs, columns].itertuples(index=False, name=None):
        for file in _files(evidence):
            kind_of[file][table, key] = most_cautious([kind, kind_of[file].get((table, key), kind)])
    return {
        file: tuple((kind, counted[kind]) for kind in KINDS if kind in counted)
        for file, counted in ((file, Counter(own.values())) for file, own in kind_of.items())
    }


def _files(evidence: list[Place]) -> set[str]:
    """The files of the inbox in which a thing stands now, or stood where it is gone."""
    now = {place["source_file"] for place in evidence if place["side"] == "after" and place["origin"] == INBOX}
    return now or {place["source_file"] for place in evidence if place["origin"] == INBOX}
