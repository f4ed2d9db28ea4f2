"""Asks what changed between two releases, and writes it as text or as one JSON document.

Does not belong here: finding what differs (`warehouse.differences`), and of which kind it is (`rules.changes`).
"""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from pipelines.rules.changes.changes import KINDS, ROWS, Changes, Place, as_json
from pipelines.rules.changes.telling import changes
from warehouse import differences
from warehouse.releases import Release

MADE_UP = "MADE-UP DATA: every name and number of the Initiative here is made up."
BY_NAME = "A release says nothing of the content of its files: they were told apart by name and time of receipt."


def compare(before: Release, after: Release) -> Changes:
    """What changed from one release to another; raises duckdb.Error where one cannot be read."""
    return changes(differences.between(before.path, after.path))


def document(found: Changes, before: Release, after: Release) -> str:
    """One JSON document: both releases, and a list of every difference."""
    about = {"from": _about(before), "to": _about(after), "is_told_by_name": found.is_told_by_name}
    return f'{as_json(about)[:-1]},"changes":[\n' + ",\n".join(_differences(found.rows)) + "\n]}"


def text(found: Changes, before: Release, after: Release) -> str:
    """The same for reading: what moved and why, then how many differences of each kind."""
    lines = [f"from {before.release_id}, as of {before.as_of}", f"to   {after.release_id}, as of {after.as_of}"]
    lines += [BY_NAME] if found.is_told_by_name else []
    lines += [MADE_UP] if before.is_demonstration or after.is_demonstration else []
    for title, section in (
        ("Status", _moves(found.moves)),
        ("Money, counted cash on the ground", _money(found.money)),
        ("Came and went", _subjects(found.subjects)),
    ):
        lines += ["", title, *(list(section) or ["  nothing"])]
    counted = found.rows["kind"].value_counts()
    kinds = ", ".join(f"{counted[kind]} {kind}" for kind in KINDS if kind in counted)
    tables = found.rows["table_name"].nunique()
    lines += ["", f"{len(found.rows)} differences in {tables} tables: {kinds}" if kinds else "No difference."]
    return "\n".join(lines)


def _about(release: Release) -> dict[str, str | bool]:
    return {
        "release_id": release.release_id,
        "built_at": release.built_at.isoformat(),
        "as_of": release.as_of.isoformat(),
        "code_version": release.code_version,
        "rules_version": release.rules_version,
        "inputs_sha256": release.inputs_sha256,
        "is_demonstration": release.is_demonstration,
    }


def _differences(rows: pd.DataFrame) -> Iterator[str]:
    """Each difference as JSON; what is JSON already is not read again."""
    for kind, also, cause, table, key, column, before, after, evidence in rows[ROWS].itertuples(index=False, name=None):
        yield (
            f'{{"kind":"{kind}","also_kinds":{as_json(also)},"cause":"{cause}","table":"{table}","key":{key},'
            f'"column":{as_json(column) if isinstance(column, str) else "null"},"before":{before or "null"},'
            f'"after":{after or "null"},"evidence":{as_json(evidence)}}}'
        )


def _moves(moves: pd.DataFrame) -> Iterator[str]:
    for move in moves.to_dict("records"):
        stood = _status(move["before"], move["reason_before"])
        stands = _status(move["after"], move["reason_after"])
        which = f"{move['objective_code']} by {move['horizon']}"
        yield f"  {move['kind']}: {which}: {stood} -> {stands} ({move['cause']}{_from(move['evidence'])})"


def _status(status: str, reason: object) -> str:
    words = status.replace("_", " ")
    return f"{words}: {reason.replace('_', ' ')}" if isinstance(reason, str) else words


def _from(evidence: list[Place]) -> str:
    """The last place behind a change, and how many more there are."""
    if not evidence:
        return ""
    place = evidence[-1]
    row = "" if place["source_row"] is None else f" row {place['source_row']}"
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return f"; {place['source_file']}{row}{more}"


def _money(money: pd.DataFrame) -> Iterator[str]:
    for _, own in money.groupby(["is_open_record", "state"], sort=False):
        is_open_record, state = own[["is_open_record", "state"]].iloc[0]
        steps = [
            f"{step['kind']} {step['amount_eur']:,.2f} ({step['rows_count']} rows)" for step in own.to_dict("records")
        ]
        layer = "open records, whole project amounts, " if is_open_record else ""
        yield f"  {layer}{state}, EUR: {', '.join(steps)}"


def _subjects(subjects: pd.DataFrame) -> Iterator[str]:
    alike = Counter(subjects[["kind", "subject", "happened", "cause"]].itertuples(index=False, name=None))
    for (kind, subject, happened, cause), count in alike.items():
        yield f"  {kind}: {count} {subject} {happened} ({cause})"
