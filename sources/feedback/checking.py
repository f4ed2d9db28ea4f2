"""Checks files without pipeline or database: what each file is, every finding in it, as text, JSON or CSV.

The rules are those of admission; here they are run and their findings written out.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from sources.admission.admitting import admit
from sources.feedback.headers import headers_of, with_headers
from sources.feedback.spreadsheets import plain_in_csv
from sources.feedback.wording import ENGLISH, in_one, in_words
from sources.files.listing import NO_CLOCK, files_in, is_folder
from sources.files.reading import Reading, read, stack
from sources.findings import Problem, printable, ruleset
from sources.lists.mappings import Mappings, shipped
from sources.names.keys import keyed
from sources.names.reference import Reference, load

ORIGIN = "inbox"
END_OF_TIME = date(9999, 12, 31)
COLUMNS = [each.name for each in fields(Problem)]
# What a report shows of a finding; the words are made when it is written.
SHOWN = [*COLUMNS[:-3], "message", "fix", "field", "rows_count"]
# From the admitted tables and the findings of admission to all findings: what the rules of a run would say as well.
WithRules = Callable[[Mapping[str, pd.DataFrame], pd.DataFrame], pd.DataFrame]
COUNTED = ("rows_read", "rows_admitted", "rows_held")
NEAREST_LIST = "FIL-058"  # what stands beside a refusal
PROBLEMS_IN_TEXT = 1_000  # per file; JSON and CSV have them all


@dataclass(frozen=True)
class FileSummary:
    """What one file is and what became of its rows."""

    source_file: str
    streams: tuple[str, ...]
    rows_read: int
    rows_admitted: int
    rows_held: int
    refusal: str | None


@dataclass(frozen=True)
class Report:
    """The outcome of a check: a summary per file, every finding, the version of the rules, and what would be admitted."""

    files: tuple[FileSummary, ...]
    problems: pd.DataFrame
    ruleset: str
    tables: dict[str, pd.DataFrame]
    places: dict[tuple[str, str | None], dict[str, int]]  # by file and sheet the column of each field

    @property
    def has_held(self) -> bool:
        """Whether a row was held or a file refused."""
        return any(each.rows_held or each.refusal for each in self.files)


def check(
    paths: Sequence[Path],
    as_of: date = END_OF_TIME,
    reference: Reference | None = None,
    with_rules: WithRules | None = None,
    now: datetime = NO_CLOCK,
    mappings: Mappings | None = None,
) -> Report:
    """Read and judge files, or all files of a folder; bad input is in the report and never raises.

    Without a day no date counts as future, without a clock no time of a file, without mappings only lists are known
    whose mappings ship.
    """
    root, files = files_of(paths)
    known = mappings or shipped()
    readings = [read(file, root, now, known.all) for file in files]
    return judge(readings, as_of, reference, is_trial=True, with_rules=with_rules, remarks=known.problems)


def judge(
    readings: list[Reading],
    as_of: date,
    reference: Reference | None = None,
    is_trial: bool = False,
    with_rules: WithRules | None = None,
    remarks: Sequence[Problem] = (),
) -> Report:
    """Judge what was read as a run on that day would; in a trial a template with nothing but its example row may pass.

    `with_rules` adds to the findings of admission what the rules find in the admitted tables, `remarks` are about no
    file that was read.
    """
    headers = headers_of(readings)
    received = stack(readings, ORIGIN) | {"headers": headers}
    admission = admit(received, reference or load(), as_of, is_trial=is_trial)
    said = [*(problem for each in readings for problem in each.problems), *remarks]
    own = pd.DataFrame([asdict(problem) for problem in said], columns=COLUMNS)
    judged = with_rules(keyed(admission.tables), admission.problems) if with_rules else admission.problems
    found = with_headers(judged, headers)[COLUMNS]
    problems = pd.concat([each for each in (own, found) if len(each)] or [own], ignore_index=True)
    order = {each.source_file: number for number, each in enumerate(readings)}
    problems = problems.sort_values("source_file", key=lambda files: files.map(order), kind="stable").reset_index(
        drop=True
    )
    places = {(each.source_file, sheet): columns for each in readings for (_, sheet), columns in each.places.items()}
    counted = admission.counts.groupby("source_file")[list(COUNTED)].sum()
    summaries = tuple(_summary(each, counted) for each in readings)
    return Report(summaries, problems, ruleset(), admission.tables, places)


def files_of(paths: Sequence[Path]) -> tuple[Path, list[Path]]:
    """Every file of these files and folders once, and the deepest folder they share.

    Files are named from that folder, so that equal names in two folders stay apart.
    """
    asked = [Path(os.path.abspath(path)) for path in paths]
    root = Path(os.path.commonpath([path if is_folder(path) else path.parent for path in asked])) if asked else Path()
    files = [file for path in asked for file in (files_in(path) if is_folder(path) else [path])]
    return root, list(dict.fromkeys(files))


def _summary(reading: Reading, counted: pd.DataFrame) -> FileSummary:
    is_counted = reading.source_file in counted.index
    totals = [int(counted.at[reading.source_file, name]) if is_counted else 0 for name in COUNTED]
    refusal = in_one(reading.refusal) if reading.refusal else None
    return FileSummary(reading.source_file, tuple(reading.tables), *totals, refusal)


def _records(problems: pd.DataFrame, names: list[str]) -> list[dict[str, object]]:
    """Findings as dictionaries; missing is None, rows are whole numbers."""
    columns = [_formed(problems, name, lambda cell: cell) for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _formed(problems: pd.DataFrame, name: str, form: Callable[[str | int | None], object]) -> list:
    """One column in a form; each distinct cell is formed once, as a file may have a finding in every cell."""
    positions, known = problems[name].factorize()
    cells = map(int, known.tolist()) if name in ("source_row", "rows_count") else known.tolist()
    forms = [*map(form, cells), form(None)]  # a missing cell has position -1: the last one
    return [forms[position] for position in positions.tolist()]


def as_json(report: Report) -> str:
    """One JSON document: files, problems (one on each line), ruleset."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    files = (encode(asdict(each) | {"streams": list(each.streams)}) for each in report.files)
    problems, names = in_words(report.problems, ENGLISH), [*SHOWN, "parameters"]
    line = "{" + ", ".join(f'"{name}": %s' for name in names) + "}"
    # Parameters are JSON already.
    forms = dict.fromkeys(SHOWN, encode) | {"parameters": lambda text: text}
    cells = zip(*(_formed(problems, name, form) for name, form in forms.items()), strict=True)
    parts = {"files": files, "problems": map(line.__mod__, cells)}
    lists = [f'"{name}": [\n  ' + ",\n  ".join(lines) + "\n ]" for name, lines in parts.items()]
    return "{\n " + ",\n ".join([*lists, f'"ruleset": {encode(report.ruleset)}']) + "\n}"


def as_csv(report: Report, language: str = ENGLISH, watermark: str = "") -> str:
    """One line per finding; cells that a spreadsheet would run as a formula get an apostrophe.

    A watermark goes with every line, in a column of its own, for one that is taken from a dashboard of made-up data.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # ends lines as RFC 4180 does: else a return within a cell would not be quoted
    marks = {"demonstration": watermark} if watermark else {}
    writer.writerow([*SHOWN, *marks])
    problems = in_words(report.problems, language)
    cells = (
        _formed(problems, name, lambda cell: "" if cell is None else str(plain_in_csv(str(cell)))) for name in SHOWN
    )
    writer.writerows([*line, *marks.values()] for line in zip(*cells, strict=True))
    return text.getvalue()


def as_text(report: Report) -> str:
    """The report as plain text: each file, its streams, and its findings with place and way out."""
    problems, files = report.problems, [each.source_file for each in report.files]
    lines, of_file = [], dict(iter(problems.groupby("source_file")))
    for each in report.files:
        lines += _file_lines(each, of_file.get(each.source_file, problems.head(0)))
    for record in _records(in_words(problems[~problems["source_file"].isin(files)], ENGLISH), SHOWN):  # of mappings
        lines.append(printable(f"{record['source_file']}: {record['rule_id']} {record['message']} {record['fix']}"))
    lines.append(f"Rules {report.ruleset}")
    return "\n".join(lines) + "\n"


def _file_lines(summary: FileSummary, problems: pd.DataFrame) -> list[str]:
    if summary.refusal:
        hints = problems[problems["rule_id"].eq(NEAREST_LIST)]
        beside = [f"  {each['message']} {each['fix']}" for each in _records(in_words(hints, ENGLISH), SHOWN)]
        return [f"{summary.source_file}: refused. {printable(summary.refusal)}", *map(printable, beside)]
    kinds = ", ".join(summary.streams)
    lines = [
        f"{summary.source_file}: {kinds}; {summary.rows_read} rows read, {summary.rows_admitted} admitted, "
        f"{summary.rows_held} held."
    ]
    for record in _records(in_words(problems.head(PROBLEMS_IN_TEXT), ENGLISH), SHOWN):
        value = f" [{record['value']}]" if record["value"] else ""
        lines.append(
            printable(
                f"  {record['severity']:7} {record['rule_id']} {_place(record)}{value}: {record['message']} {record['fix']}"
            )
        )
    if len(problems) > PROBLEMS_IN_TEXT:
        lines.append(f"  ... and {len(problems) - PROBLEMS_IN_TEXT} more; use JSON or CSV to see all.")
    return lines


def _place(record: dict[str, object]) -> str:
    words = [("sheet", record["source_sheet"]), ("row", record["source_row"]), ("column", record["column"])]
    return ", ".join(f"{word} {what}" for word, what in words if what is not None) or "file"
