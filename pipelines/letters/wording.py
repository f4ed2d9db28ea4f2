"""The facts of a letter in words: lines and rows of text in one language, without markup."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from pipelines.letters.effects import Effects, Moved
from pipelines.letters.facts import Counts, Letter, Part
from pipelines.letters.figure_words import DATE_PATTERN, figures_in_words
from sources.addresses import without_addresses
from sources.catalogues import Catalogue, catalogue
from sources.feedback.wording import reworded
from sources.findings import ruleset
from sources.streams import streams

LOCALES = Path(__file__).parent / "locales"
HEADS = ("severity", "place", "column", "value", "problem", "fix", "rule")
PART_HEADS = ("stream", "read", "admitted", "held", "filled", "newest")
GRAVITY = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A letter in one language: its title and sentences, a row per stream, a row per problem."""

    language: str
    title: str
    watermark: str
    release: str
    outcome: str
    is_held: bool
    parts: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    effects: tuple[str, ...]
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
        watermark=known.text("made_up") if letter.is_demonstration else "",
        release=release,
        outcome=_outcome(letter, language),
        is_held=letter.is_refused or _is_held(letter),
        parts=tuple(_part(part, language) for part in letter.parts if part.now.read or not letter.is_refused),
        figures=tuple(_figures(letter, language)),
        effects=tuple(_effects(letter.effects, language)),
        changes=tuple(_changes(letter, language)),
        problems=tuple(_problems(letter.problems, language)),
    )


def _outcome(letter: Letter, language: str) -> str:
    known = texts(language)
    if letter.is_refused:
        return known.text("refused")
    read, admitted, held = (sum(getattr(part.now, name) for part in letter.parts) for name in Counts._fields)
    if _is_held(letter):
        return known.text("some_held").format(read=read, admitted=admitted, held=held)
    if letter.problems.empty:
        return known.text("all_admitted")
    waiting = int(letter.problems.loc[letter.problems["is_open"].astype(bool), "rows_count"].sum())
    return known.text("worth_a_look" if waiting else "all_mended").format(n=waiting)


def _is_held(letter: Letter) -> bool:
    """Whether rows wait for their sender; what a later file mended waits no more."""
    is_waiting = letter.problems["severity"].eq("error") & letter.problems["is_open"].astype(bool)
    return any(part.now.held for part in letter.parts) and bool(is_waiting.any() or letter.problems.empty)


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
    lines += [known.text(f"rows_since.{kind}", n).format(n=n) for kind, n in letter.rows_since]
    return lines


def _figures(letter: Letter, language: str) -> list[str]:
    """Which figures the file moved, or that it moved none; nothing where there is no release to compare with."""
    known = texts(language)
    if letter.figures is None:
        return [known.text("figures_first")]
    return figures_in_words(letter.figures, known, language) or [known.text("figures_none")]


def _effects(found: Effects, language: str) -> list[str]:
    """What counts of the file, what it mended or a later one mends, and where the objectives it speaks of stand."""
    known = texts(language)
    lines = [known.text("mended", n).format(n=n, total=found.findings, file=file) for file, n in found.mended]
    lines += [known.text("mends", n).format(n=n, total=total, file=file) for file, n, total in found.mends]
    if found.of_money:
        lines.append(known.text("money_rows", found.counted).format(n=found.counted, total=found.of_money))
    lines += [
        known.text("money", money.rows).format(
            state=known.text(f"state.{money.state}"),
            rows=money.rows,
            amount=known.text("not_converted") if money.amount_eur is None else _euros(money.amount_eur, language),
        )
        for money in found.money
    ]
    for moved in found.statuses:
        lines.append(_standing(moved, known, language))
    return lines


def _standing(moved: Moved, known: Catalogue, language: str) -> str:
    """Where an objective stands; where it stood otherwise before, also that this file is not why."""
    now, before = (known.text(f"status.{status}") for status in (moved.now, moved.before or moved.now))
    named = {"objective": moved.objective_code, "horizon": moved.horizon, "now": now, "before": before}
    if moved.before is None:
        return known.text("status_now").format(**named)
    why = format_list([known.text(f"kind.{kind}") for kind in moved.kinds], locale=language)
    if moved.others:
        return known.text("status_moved_by_others", moved.others).format(**named, n=moved.others, why=why)
    return known.text("status_moved").format(**named, why=why)


def _euros(amount: float, language: str) -> str:
    return f"{format_decimal(amount, '#,##0.##', locale=language)} EUR"


def _problems(problems: pd.DataFrame, language: str) -> list[tuple[str, ...]]:
    """One row per problem, open ones first, of these the gravest, then as in the file."""
    problems = reworded(problems, language)
    ranked = problems.assign(is_closed=~problems["is_open"].astype(bool), rank=problems["severity"].map(GRAVITY))
    ordered = ranked.sort_values(["is_closed", "rank", "source_sheet", "source_row"], kind="stable")
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
    gravity = known.text(row["severity"] if row["is_open"] or row["severity"] == "info" else "mended_row")
    return (gravity, *(without_addresses(text) for text in cells), row["rule_id"])


def _stream(name: str, language: str) -> str:
    return streams()[name].titles[language] if name in streams() else texts(language).text(f"stream.{name}")


def _day(day: date, language: str) -> str:
    return format_date(day, DATE_PATTERN, locale=language)
