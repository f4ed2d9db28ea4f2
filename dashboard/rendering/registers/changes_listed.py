"""What changed, as tables: moves of verdicts, indicators, money, what came and went, and every difference.

Frames are those of `pipelines.rules.changes`. Does not belong here: sentences above a table (`headlines.changes`).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.rendering.kinds import AFTER, BEFORE, KINDS
from dashboard.rendering.registers import tables
from dashboard.rendering.registers.tables import Cell, Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from pipelines.rules.progress.journey import CANNOT_BE_ASSESSED

MOVES = ("objective", "then", "now", "kind", "what_happened", "evidence")
INDICATORS = ("indicator", "then", "now", "kind", "what_happened", "evidence")
SUBJECTS = ("name", "what_happened", "kind", "then", "now", "evidence")
DIFFERENCES = ("table_name", "row_key", "column", "then", "now", "kind", "what_happened", "evidence")
STATES = ("pledged", "committed", "disbursed")
MONEY = ("state", *(f"{kind}_eur" for kind in (BEFORE, *KINDS, AFTER)))
PLACES_NAMED, VALUES_NAMED = 3, 2
NO_BREAK = "\N{NO-BREAK SPACE}"  # within a day, which is not parted between two lines
NAMING = ("title", "name")  # what stands beside the fields already


@dataclass(frozen=True)
class Names:
    """How objectives and indicators are called, and the unit of each indicator, by code."""

    objectives: Mapping[str, str]
    indicators: Mapping[str, str]
    units: Mapping[str, str]


def names(objectives: pd.DataFrame, indicators: pd.DataFrame, words: Words) -> Names:
    """The names in the reader's language, from the published tables."""
    labels = {row["objective_code"]: words.label(row) for row in objectives.to_dict("records")}
    own = indicators.to_dict("records")
    return Names(
        labels,
        {row["indicator_code"]: words.label(row) for row in own},
        {row["indicator_code"]: row["unit"] for row in own},
    )


def moves(moves: pd.DataFrame, indicators: pd.DataFrame, names: Names, words: Words, links: Links) -> pd.DataFrame:
    """One row per step that moved a verdict, in order: objective, then, now, kind, what happened, evidence."""
    ordered = moves.sort_values(["objective_code", "step"], kind="stable").to_dict("records")
    known = indicators.to_dict("records")
    rows = [
        (
            Way(
                f"{(code := row['objective_code'])} {names.objectives.get(code, '')}".strip(),
                links("objective", code=code),
            ),
            verdict(row[BEFORE], row["reason_before"], words),
            verdict(row[AFTER], row["reason_after"], words),
            kind(row["kind"], words),
            _happened(row, [one for one in known if _is_behind(one, row)], names, words),
            places(row["evidence"], words),
        )
        for row in ordered
    ]
    return pd.DataFrame(rows, columns=list(MOVES))


def indicators(indicators: pd.DataFrame, names: Names, words: Words) -> pd.DataFrame:
    """One row per indicator whose value changed: then and now with their dates, kind, why, evidence."""
    rows = [
        (
            f"{(code := row['indicator_code'])} {names.indicators.get(code, '')}".strip(),
            _dated(row["before_value"], row["before_on"], names.units.get(code, ""), words),
            _dated(row["after_value"], row["after_on"], names.units.get(code, ""), words),
            kind(row["kind"], words),
            cause(row["cause"], words),
            places(row["evidence"], words),
        )
        for row in indicators.sort_values("indicator_code", kind="stable").to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(INDICATORS))


def subjects(subjects: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per thing that came, went or changed."""
    rows = [
        (
            key(row["key"]) if is_missing(row["name"]) else row["name"],
            words("change.told", what=_what(row, words), why=cause(row["cause"], words)),
            kind(row["kind"], words),
            *_fields_of_both(row, words),
            places(row["evidence"], words),
        )
        for row in subjects.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(SUBJECTS))


def differences(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per difference: where it stands, then, now, kind, why, evidence."""
    shown = [
        (
            row["table_name"],
            key(row["key"]),
            _column(row["column"], words),
            said(row[BEFORE], row["column"], words),
            said(row[AFTER], row["column"], words),
            kind(row["kind"], words),
            cause(row["cause"], words),
            places(row["evidence"], words),
        )
        for row in rows.to_dict("records")
    ]
    return pd.DataFrame(shown, columns=list(DIFFERENCES))


def money(money: pd.DataFrame) -> pd.DataFrame:
    """One row per state of what was reported: what it was, what each kind of change did to it, what it is."""
    reported = money[~money["is_open_record"].astype(bool)]
    wide = reported.pivot_table(index="state", columns="kind", values="amount_eur", aggfunc="sum", min_count=1)
    kinds = [BEFORE, *KINDS, AFTER]
    wide = wide.reindex(index=[state for state in STATES if state in wide.index], columns=kinds)
    wide[list(KINDS)] = wide[list(KINDS)].fillna(0.0)  # a kind that is not named did nothing
    return wide.set_axis([f"{kind}_eur" for kind in kinds], axis=1).reset_index()


def verdict(status: Any, reason: Any, words: Words) -> Cell:
    """A verdict with its shape; one that cannot be given with its reason."""
    if is_missing(status):
        return Cell(words("missing.none"), "muted")
    text = words(f"status.{status}")
    if status == CANNOT_BE_ASSESSED and not is_missing(reason):
        text = words("change.because", verdict=text, reason=words(f"reason.{reason}"))
    return Cell(text, status=str(status))


def kind(code: str, words: Words) -> Cell:
    """A kind of change with its sign."""
    return Cell(words(f"value.kind.{code}"), status=code)


def cause(code: Any, words: Words) -> str:
    """Why something is counted as its kind."""
    return words(f"value.cause.{code}")


def places(evidence: Iterable[Mapping[str, Any]], words: Words) -> str:
    """The files and rows behind a change, file by file; a few of many."""
    rows: dict[str, list[int]] = {}
    for one in evidence:
        sheet, row = one.get("source_sheet"), one.get("source_row")
        file = one["source_file"] if is_missing(sheet) or sheet == "" else f"{one['source_file']}, {sheet}"
        known = rows.setdefault(file, [])
        if not is_missing(row) and int(row) not in known:
            known.append(int(row))
    return _few([_place(file, found, words) for file, found in rows.items()], words.parted, words) or words(
        "change.no_row"
    )


def said(value: Any, column: Any, words: Words) -> str:
    """A value of a difference as the language writes it; of a whole row, whether it is there."""
    is_row, is_gap = is_missing(column), is_missing(value) or value == ""
    if is_row:
        return words("change.no_such_row" if is_gap else "change.a_row")
    return words("missing.none") if is_gap else _value(_held(value), str(column), words)


def key(written: Any) -> str:
    """The key of a row as its values, one after the other."""
    held = _held(written)
    values = list(held.values()) if isinstance(held, dict) else held if isinstance(held, list) else [held]
    return " · ".join("" if value is None else str(value) for value in values)


def of_verdicts(moves: pd.DataFrame) -> pd.DataFrame:
    """The steps with the names of columns that hold a status, so that a table puts it into words."""
    return moves.rename(columns={BEFORE: "status_before", AFTER: "status_after"})


def exported(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as a file has them: evidence as JSON, all else as it is."""
    listed = {"evidence": [json.dumps(list(places), default=str) for places in frame["evidence"]]}
    if "also_kinds" in frame:
        listed["also_kinds"] = [";".join(kinds) for kinds in frame["also_kinds"]]
    return frame.assign(**listed)


def tabled(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The rows as the table under a figure has them: evidence as files and rows, further kinds in words."""
    listed = {"evidence": [places(one, words) for one in frame["evidence"]]}
    if "also_kinds" in frame:
        listed["also_kinds"] = [", ".join(words(f"value.kind.{one}") for one in kinds) for kinds in frame["also_kinds"]]
    return frame.assign(**listed)


def _happened(row: Mapping[str, Any], behind: list[Mapping[Any, Any]], names: Names, words: Words) -> str:
    """Why a verdict moved, and how the values behind it went."""
    values = [_went(one, names.units.get(one["indicator_code"], ""), words) for one in behind[:VALUES_NAMED]]
    return ". ".join([cause(row["cause"], words), *filter(None, values)])


def _what(row: Mapping[str, Any], words: Words) -> str:
    return words(f"change.{row['subject']}.{row['happened']}", n=1)


def _fields_of_both(row: Mapping[str, Any], words: Words) -> tuple[str, str]:
    """What a thing said then and says now; of one that says nothing itself, whether it was there."""
    if is_missing(row[BEFORE]) and is_missing(row[AFTER]):
        there, absent = words("change.there"), words("change.absent")
        return (absent if row["happened"] == "new" else there, absent if row["happened"] == "lost" else there)
    return _fields(row[BEFORE], words), _fields(row[AFTER], words)


def _fields(written: Any, words: Words) -> str:
    """What a thing said of itself, field by field."""
    if is_missing(written) or written == "":
        return words("missing.none")
    stated = {name: held for name, held in _held(written).items() if held is not None and name not in NAMING}
    named = [(_column(name, words), _value(held, name, words)) for name, held in stated.items()]
    return words.parted(words("change.field", name=name, value=value) for name, value in named)


def _is_behind(indicator: Mapping[Any, Any], move: Mapping[Any, Any]) -> bool:
    return all(indicator[name] == move[name] for name in ("objective_code", "kind"))


def _went(row: Mapping[str, Any], unit: str, words: Words) -> str:
    """How the value of an indicator went."""
    before, after = row["before_value"], row["after_value"]
    if is_missing(after):
        return words("change.value_gone", before=words.measure(before, unit)) if not is_missing(before) else ""
    if is_missing(before):
        return words("change.value_first", after=words.measure(after, unit))
    way = "rose" if after > before else "fell" if after < before else "kept"
    return words(f"change.value_{way}", before=words.measure(before, unit), after=words.measure(after, unit))


def _dated(value: Any, on: Any, unit: str, words: Words) -> str:
    if is_missing(value):
        return words("change.no_value")
    return words("change.value_on", value=words.measure(value, unit), on=words.day(on).replace(" ", NO_BREAK))


def _place(file: str, rows: list[int], words: Words) -> str:
    """A file with the rows of it that are meant; without any the file as a whole."""
    if not rows:
        return file
    return words(
        "change.place", n=len(rows), file=file, rows=_few([str(row) for row in sorted(rows)], ", ".join, words)
    )


def _few(parts: list[str], join: Callable[[Iterable[str]], str], words: Words) -> str:
    """The first of the parts, and how many more there are."""
    known, more = join(parts[:PLACES_NAMED]), len(parts) - PLACES_NAMED
    return words("change.more", known=known, n=more) if more > 0 else known


def _column(name: Any, words: Words) -> str:
    return words("change.whole_row") if is_missing(name) else tables.heading(name, tables.column(name), words)


def _value(held: Any, name: str, words: Words) -> str:
    """A value of a column: a day, a number in full, or the label of a code."""
    column = tables.column(name)
    if held is None:
        return words("missing.none")
    if isinstance(held, bool):
        return words("yes" if held else "no")
    if isinstance(held, int | float):
        return words.number(held)
    if column and column.kind in ("date", "instant") and isinstance(held, str):
        return _day(held, words)
    return tables.text(held, name, column, words)


def _day(held: str, words: Words) -> str:
    """A day as it was published; what is none stays as it is written."""
    try:
        return words.day(datetime.fromisoformat(held))
    except ValueError:
        return held


def _held(written: Any) -> Any:
    """What a JSON text holds; what is none is held as it is."""
    try:
        return json.loads(written)
    except (TypeError, ValueError):
        return written
