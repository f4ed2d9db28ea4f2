"""Puts the facts of a letter into words: lines and rows of text in one language, without any markup."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from pipelines.letters.facts import Letter, Part
from sources.feedback.guidance import said
from sources.findings import ruleset, without_addresses
from sources.streams import streams

HEADS = ("severity", "place", "column", "value", "problem", "fix", "rule")
PART_HEADS = ("stream", "read", "admitted", "held", "filled", "newest")
GRAVITY = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Worded:
    """A letter in one language: its title and sentences, a row per stream, a row per problem."""

    language: str
    title: str
    release: str
    outcome: str
    is_held: bool
    parts: tuple[tuple[str, ...], ...]
    changes: tuple[str, ...]
    problems: tuple[tuple[str, ...], ...]


@cache
def words(language: str) -> dict[str, str]:
    """Every text of a letter in a language, by its key."""
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row[language] for row in csv.DictReader(lines)}


def worded(letter: Letter, language: str) -> Worded:
    """The letter in one language; addresses in any text are withheld."""
    told = words(language)
    title = told["title"].format(file=letter.source_file)
    release = told["release"].format(release=letter.release_id, as_of=_day(letter.as_of, language), ruleset=ruleset())
    return Worded(
        language,
        without_addresses(title),
        release,
        _outcome(letter, language),
        letter.is_refused or any(part.held for part in letter.parts),
        tuple(_part(part, language) for part in letter.parts if part.read or not letter.is_refused),
        tuple(_changes(letter, language)),
        tuple(_problems(letter.problems, language)),
    )


def _outcome(letter: Letter, language: str) -> str:
    told = words(language)
    if letter.is_refused:
        return told["refused"]
    read, admitted, held = (sum(getattr(part, name) for part in letter.parts) for name in ("read", "admitted", "held"))
    if held:
        return told["some_held"].format(read=read, admitted=admitted, held=held)
    return told["worth_a_look"].format(n=len(letter.problems)) if len(letter.problems) else told["all_admitted"]


def _part(part: Part, language: str) -> tuple[str, ...]:
    told = words(language)
    filled = told["not_counted"] if part.filled_share is None else format_decimal(
        part.filled_share, format="#,##0 %" if language != "en" else "#,##0%", locale=language
    )  # fmt: skip
    newest = told["undated"]
    if part.newest_on is not None:
        newest = told["age"].format(day=_day(part.newest_on, language), days=part.age_days)
    return (_stream(part.stream, language), str(part.read), str(part.admitted), str(part.held), filled, newest)


def _changes(letter: Letter, language: str) -> list[str]:
    told = words(language)
    if letter.previous_as_of is None:
        lines = [told["first"]]
    else:
        lines = [told["since"].format(as_of=_day(letter.previous_as_of, language))]
        lines += [
            told["rows_before"].format(
                stream=_stream(part.stream, language), read_before=part.before[0], read=part.read,
                held_before=part.before[2], held=part.held,
            )
            for part in letter.parts if part.before is not None
        ]  # fmt: skip
    if letter.changes is not None:
        found = letter.changes
        lines.append(told["projects"].format(new=found.new, changed=found.changed, same=found.same, gone=found.gone))
    return lines


def _problems(problems: pd.DataFrame, language: str) -> list[tuple[str, ...]]:
    """One row per problem, the gravest first, then as in the file."""
    ordered = problems.assign(rank=problems["severity"].map(GRAVITY)).sort_values(
        ["rank", "source_sheet", "source_row"], kind="stable"
    )
    return [_problem(row, language) for row in ordered.astype(object).where(ordered.notna(), None).to_dict("records")]


def _problem(row: dict, language: str) -> tuple[str, ...]:
    told = words(language)
    problem, way_out = said(row["rule_id"], row["message"], row["fix"], language)
    if row["source_row"] is None:
        place = told["file"]
    else:
        key = "sheet_row" if row["source_sheet"] else "row"
        place = told[key].format(sheet=row["source_sheet"], row=int(row["source_row"]))
    unwritten = told["no_cell" if row["source_row"] is None else "nothing"]
    texts = (place, row["column"] or told["no_column"], row["value"] or unwritten, problem, way_out)
    return (told[row["severity"]], *(without_addresses(text) for text in texts), row["rule_id"])


def _stream(name: str, language: str) -> str:
    return streams()[name].titles[language] if name in streams() else words(language)[name]


def _day(day: date, language: str) -> str:
    return format_date(day, "d MMM y", locale=language)
