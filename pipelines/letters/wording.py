"""The facts of a letter in words: lines and rows of text in one language, without markup."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_percent

from pipelines.letters.facts import Counts, Letter, Part
from sources.catalogues import Catalogue, catalogue
from sources.feedback.wording import reworded
from sources.findings import ruleset, without_addresses
from sources.streams import streams

LOCALES = Path(__file__).parent / "locales"
DATE_PATTERN = "d MMM y"
HEADS = ("severity", "place", "column", "value", "problem", "fix", "rule")
PART_HEADS = ("stream", "read", "admitted", "held", "filled", "newest")
GRAVITY = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, kw_only=True)
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


def texts(language: str) -> Catalogue:
    """The texts of letters in a language."""
    return catalogue(LOCALES / f"{language}.po")


def worded(letter: Letter, language: str) -> Worded:
    """The letter in one language; addresses in any text are withheld."""
    known = texts(language)
    title = known.text("title").format(file=letter.source_file)
    release = known.text("release").format(
        release=letter.release_id, as_of=_day(letter.as_of, language), ruleset=ruleset()
    )
    return Worded(
        language=language,
        title=without_addresses(title),
        release=release,
        outcome=_outcome(letter, language),
        is_held=letter.is_refused or any(part.now.held for part in letter.parts),
        parts=tuple(_part(part, language) for part in letter.parts if part.now.read or not letter.is_refused),
        changes=tuple(_changes(letter, language)),
        problems=tuple(_problems(letter.problems, language)),
    )


def _outcome(letter: Letter, language: str) -> str:
    known = texts(language)
    if letter.is_refused:
        return known.text("refused")
    read, admitted, held = (sum(getattr(part.now, name) for part in letter.parts) for name in Counts._fields)
    if held:
        return known.text("some_held").format(read=read, admitted=admitted, held=held)
    if letter.problems.empty:
        return known.text("all_admitted")
    return known.text("worth_a_look").format(n=int(letter.problems["rows_count"].sum()))


def _part(part: Part, language: str) -> tuple[str, ...]:
    known = texts(language)
    filled, newest = known.text("not_counted"), known.text("undated")
    if part.filled_share is not None:
        filled = format_percent(part.filled_share, format=known.text("share"), locale=language)
    if part.newest_on is not None:
        newest = known.text("age", part.age_days).format(day=_day(part.newest_on, language), days=part.age_days)
    return (_stream(part.stream, language), *map(str, part.now), filled, newest)


def _changes(letter: Letter, language: str) -> list[str]:
    known = texts(language)
    if letter.previous_as_of is None:
        lines = [known.text("first")]
    else:
        lines = [known.text("since").format(as_of=_day(letter.previous_as_of, language))]
        lines += [
            known.text("rows_before").format(
                stream=_stream(part.stream, language),
                read_before=part.before.read,
                read=part.now.read,
                held_before=part.before.held,
                held=part.now.held,
            )
            for part in letter.parts
            if part.before is not None
        ]
    if letter.changes is not None:
        lines.append(known.text("projects").format(**asdict(letter.changes)))
    return lines


def _problems(problems: pd.DataFrame, language: str) -> list[tuple[str, ...]]:
    """One row per problem, the gravest first, then as in the file."""
    problems = reworded(problems, language)
    ordered = problems.assign(rank=problems["severity"].map(GRAVITY)).sort_values(
        ["rank", "source_sheet", "source_row"], kind="stable"
    )
    return [_problem(row, language) for row in ordered.astype(object).where(ordered.notna(), None).to_dict("records")]


def _problem(row: dict, language: str) -> tuple[str, ...]:
    known = texts(language)
    if row["source_row"] is None:
        place = known.text("file")
    else:
        key = "sheet_row" if row["source_sheet"] else "row"
        place = known.text(key).format(sheet=row["source_sheet"], row=int(row["source_row"]))
    unwritten = known.text("no_cell" if row["source_row"] is None else "nothing")
    cells = (place, row["column"] or known.text("no_column"), row["value"] or unwritten, row["message"], row["fix"])
    return (known.text(row["severity"]), *(without_addresses(text) for text in cells), row["rule_id"])


def _stream(name: str, language: str) -> str:
    return streams()[name].titles[language] if name in streams() else texts(language).text(f"stream.{name}")


def _day(day: date, language: str) -> str:
    return format_date(day, DATE_PATTERN, locale=language)
