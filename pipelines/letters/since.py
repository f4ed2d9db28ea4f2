"""What stands otherwise since the release before, by file and by objective, as the rule of changes tells it.

Does not belong here: of which kind a change is (`rules.changes`), and the words (`wording`).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pipelines.letters.figures import Figure, behind, figures_of_files
from pipelines.letters.own_sums import INBOX, Own
from pipelines.rules.changes.changes import KINDS, MOVED, Changes, Place, most_cautious
from pipelines.rules.changes.declared import SENT
from pipelines.rules.changes.subjects import CHANGED, ENDED, LOST, NEW


@dataclass(frozen=True)
class OfFile:
    """How many rows of a file came, went or stand otherwise, by kind; its projects that are new and that changed."""

    rows: tuple[tuple[str, int], ...] = ()
    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StatusMove:
    """A status that moved: what it was, of which kinds its steps were, and the files of the inbox behind them."""

    before: str
    kinds: tuple[str, ...]
    files: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Since:
    """By file of the inbox what its rows did and which figures moved because of it; the statuses that moved, whoever did it."""

    files: dict[str, OfFile] = field(default_factory=dict)
    figures: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    statuses: dict[tuple[str, int], StatusMove] = field(default_factory=dict)


def since(changed: Changes, own: Own) -> Since:
    """What the changes between two releases say of each file and of each status. A row has the most cautious of its kinds.

    `own` is what the rows of each file alone moved in the sums.
    """
    by_kind = _counted(changed)
    projects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject in changed.subjects[changed.subjects["subject"].eq("project")].to_dict("records"):
        if file := _file(subject["evidence"][::-1], "before" if subject["happened"] == LOST else "after"):
            projects[file][subject["happened"]].add(json.loads(subject["key"])["project_id"])
    return Since(
        {file: _of_file(by_kind.get(file, ()), projects[file]) for file in sorted({*by_kind, *projects})},
        figures_of_files(changed, own),
        _statuses(changed.moves),
    )


def _statuses(moves: pd.DataFrame) -> dict[tuple[str, int], StatusMove]:
    """Each status that its steps moved, from before the first to after the last."""
    chains: dict[tuple[str, int], list[dict]] = defaultdict(list)
    for move in moves.to_dict("records"):
        chains[move["objective_code"], int(move["horizon"])].append(move)
    return {
        key: StatusMove(
            steps[0]["before"],
            tuple(kind for kind in KINDS if any(step["kind"] == kind for step in steps)),
            frozenset().union(*(behind(step["evidence"]) for step in steps)),
        )
        for key, steps in chains.items()
        if steps[0]["before"] != steps[-1]["after"]
    }


def _of_file(by_kind: tuple[tuple[str, int], ...], projects: Mapping[str, set[str]]) -> OfFile:
    differing = projects.get(CHANGED, set()) | projects.get(ENDED, set())
    return OfFile(by_kind, frozenset(projects.get(NEW, ())), frozenset(differing))


def _counted(changed: Changes) -> dict[str, tuple[tuple[str, int], ...]]:
    """Rows that somebody sent and that differ, by file and kind; a row that only stands elsewhere does not differ."""
    differs = changed.rows["table_name"].isin(SENT) & changed.rows["cause"].ne(MOVED)
    kind_of: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    columns = ["table_name", "key", "kind", "column", "after", "evidence"]
    for table, key, kind, column, after, evidence in changed.rows.loc[differs, columns].itertuples(
        index=False, name=None
    ):
        is_gone = pd.isna(column) and pd.isna(after)
        if file := _file(evidence, "before" if is_gone else "after"):
            kind_of[file][table, key] = most_cautious([kind, kind_of[file].get((table, key), kind)])
    counted = {file: Counter(own.values()) for file, own in kind_of.items()}
    return {file: tuple((kind, found[kind]) for kind in KINDS if kind in found) for file, found in counted.items()}


def _file(evidence: list[Place], side: str) -> str | None:
    """The file of the inbox that the first place on this side names: of a row its own, before those of rows it follows."""
    first = next((place for place in evidence if place["side"] == side), None)
    return first["source_file"] if first and first["origin"] == INBOX else None
