"""Registers as real tables: a published frame and the names of its columns in, markup out, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.figures import Numbers
from dashboard.rendering.folding import SHOWN, fold
from dashboard.rendering.glossary import Glossed
from dashboard.rendering.kept import kept
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing, unbroken
from warehouse.contracts.codes import STATUSES
from warehouse.contracts.columns import COLUMNS
from warehouse.contracts.table import Column

# Contract names of columns that a table shows under another name.
SHOWN_AS = {"status": "source_status"}
LONG = (
    "what_happened", "purpose", "lead", "summary", "note", "message", "fix", "explanation", "caveat",
    "refusal", "statement", "meaning", "grain", "question", "answered_by", "answer_row", "settles",
)  # fmt: skip
QUOTED = ("value", "inputs_sha256", "formula")
# Where a missing value says that there is none, not that nobody reported it.
ABSENT_IS_NONE = (
    "worst_objective_code",
    "refusal",
    "reason",
    "source_sheet",
    "source_row",
    "days_overdue",
    "rule_id",
    "caveat",
    "note",
    "column",
    "value",
    "unit",
    "values",
    "release_label",
    "acceleration",
    "projected_year",
    "reached_on",
    "fact_on",
    "replaced_value",
    "in_force_from",
    "decided_by",
    "answer_row",
    "before",
    "after",
    "also_kinds",
    "reason_before",
    "reason_after",
)
# Where a missing number says that no source covers it.
UNREPORTED = ("projects_count",)
# Columns that only a question of the dashboard has.
ASKED = {
    "soils_eur": Column(
        "soils_eur", "number", "Committed", "Whole amounts committed to records about soils, not money for soils", "EUR"
    ),
    "tied_eur": Column("tied_eur", "number", "Of it tied to an objective", "Committed and tied to an objective", "EUR"),
    "row_standing": Column("row_standing", "text", "Used", "Is the row used, and if not, why"),
    "facts_count": Column("facts_count", "integer", "Facts", "Facts with this reason"),
    "findings_count": Column("findings_count", "integer", "Findings", "Findings"),
    "term_from": Column("term_from", "text", "Comes from", "Published, adopted on a day, reported or computed"),
    "first_year": Column("first_year", "integer", "Since", "Year of the first approved record"),
    "sized_count": Column("sized_count", "integer", "Records with a commitment", "Approved records that state one"),
    "practices_count": Column("practices_count", "integer", "Practices", "Practices of its records"),
    "recent_eur": Column("recent_eur", "number", "Committed since 2015", "Whole project amounts", "EUR"),
    "lower_eur": Column("lower_eur", "number", "Lower quartile", "Of the commitments of its records", "EUR"),
    "median_eur": Column("median_eur", "number", "Median commitment", "Of the commitments of its records", "EUR"),
    "upper_eur": Column("upper_eur", "number", "Upper quartile", "Of the commitments of its records", "EUR"),
    "place_a": Column("place_a", "text", "First place", "File and row of the first report"),
    "place_b": Column("place_b", "text", "Second place", "File and row of the second report"),
    "what_to_do": Column("what_to_do", "text", "What to do", "The row to add to the decisions"),
    "amount_a": Column("amount_a", "number", "First amount", "Amount of the first report, in its currency"),
    "amount_b": Column("amount_b", "number", "Second amount", "Amount of the second report, in its currency"),
    "release_label": Column("release_label", "text", "Label", "What people call the release; kept for ever"),
    "before_eur": Column("before_eur", "number", "Then", "Counted in the older release", "EUR"),
    "real_eur": Column("real_eur", "number", "Real change", "What new or newer evidence did", "EUR"),
    "correction_eur": Column("correction_eur", "number", "Correction", "What restated evidence did", "EUR"),
    "method_eur": Column("method_eur", "number", "Method", "What rules and terms did", "EUR"),
    "coverage_eur": Column("coverage_eur", "number", "Coverage", "What sources did that appeared or vanished", "EUR"),
    "after_eur": Column("after_eur", "number", "Now", "Counted in the newer release", "EUR"),
    "number": Column("number", "text", "No.", "Place in the order of what an answer would settle"),
    "objective_codes": Column("objective_codes", "text", "Objectives", "Objectives that lack it"),
    "question": Column("question", "text", "What is missing", "What nobody has supplied yet"),
    "answered_by": Column("answered_by", "text", "Who can supply it", "Who can supply it"),
    "template": Column("template", "text", "Template", "The template that takes the answer"),
    "answer_row": Column("answer_row", "text", "Row to fill in", "The fields of the row with what stands in them"),
    "settles": Column("settles", "text", "What it would settle", "Verdicts that an answer would make possible"),
    "table_rows": Column("table_rows", "integer", "Rows", "Rows of a table"),
    "owed": Column("owed", "text", "What is owed", "A vacant seat, a report or a dated step, by its name"),
    "task_force": Column("task_force", "text", "Task force", "The objective of the task force that owes it"),
    "since_on": Column("since_on", "date", "Since", "Since when, where that is known"),
    "why": Column("why", "text", "Why", "What it waits for"),
    "who": Column("who", "text", "Who can move it", "Who can act now"),
    "asked_here_eur": Column(
        "asked_here_eur", "number", "Asked, part counted here", "Part of the ask placed in the cell", "EUR"
    ),
    "counted_here_eur": Column(
        "counted_here_eur", "number", "Part counted here", "Part of the amount placed in the cell", "EUR"
    ),
}
# Where a missing value says that the amount could not be converted: it stands beside it in its own currency.
CONVERTED = ("counted_here_eur", "left_out_value")
TO_THE_CENT = ("total_value", "parts_value", "difference", "left_out_value")
# Groups of words for the codes of a column, beside those under its own name.
LABELS = {
    "status": "status",
    "compound_status": "status",
    "status_before": "status",
    "status_after": "status",
    "reason_before": "reason",
    "reason_after": "reason",
    "reason": "reason",
    "coverage_state": "coverage",
    "cell_state": "practices.state",
    "assessment": "value.assessment_result",
    "stage": "value.sic_stage",
    "difference_reason": "difference",
    "not_counted_reason": "value.left_out_reason",
}
CODED = ("objective_code", "objective_codes", "worst_objective_code", "objectives")


@dataclass(frozen=True)
class Way:
    """A value that leads somewhere: a page of ours, or outside where the address says https."""

    text: str
    href: str

    @property
    def is_outside(self) -> bool:
        """Does it lead away from the dashboard?"""
        return self.href.startswith(("https://", "http://"))

    def __str__(self) -> str:
        """What is read where nothing can be followed."""
        return self.text


@dataclass(frozen=True)
class Cell:
    """One cell as it is drawn; `links` are codes with their addresses, `way` is a value that leads somewhere.

    `figure` is the name of the figure that the text says.
    """

    text: str
    kind: str = ""
    is_missing: bool = False
    status: str = ""
    links: tuple[tuple[str, str], ...] = ()
    way: Way | None = None
    figure: str = ""


@kept
def register(
    frame: pd.DataFrame,
    columns: Iterable[str],
    caption: str,
    words: Words,
    links: Links,
    anchors: Sequence[str] = (),
    numbers: Numbers | None = None,
    shown: int = SHOWN,
    widths: Sequence[int] = (),
) -> Markup:
    """The frame's rows with these columns; the first column heads its row, codes of objectives and ways are links.

    `anchors` are names of the rows, where something leads to one of them. `numbers` says which columns are figures of the
    release: such a number is read there and bears its name. `shown` rows are seen at first. `widths` in hundredths are
    for tables that stand under each other and are read as one; the last column takes what is left.
    """
    frame = numbers.rows(frame) if numbers else frame
    chosen = [(name, column(name)) for name in columns]
    glossed, titles = Glossed(words), [heading(name, column, words) for name, column in chosen]
    kinds = [_kind(name, column) for name, column in chosen]
    heads = [{"label": title, "shown": glossed(title), "kind": kind} for title, kind in zip(titles, kinds, strict=True)]
    rows = [
        [
            replace(cell(row[name], name, column, words, links), figure=numbers.name(name, row) if numbers else "")
            for name, column in chosen
        ]
        for row in frame.to_dict("records")
    ]
    folded = None if anchors else fold(len(rows), words, shown)  # a row that something leads to is not hidden
    return render(
        "table",
        heads=heads,
        rows=rows,
        anchors=anchors,
        caption=caption,
        fold=folded,
        nothing=words("missing.cell"),
        widths=widths[: len(chosen) - 1],
    )


def column(name: str) -> Column | None:
    """The declaration of a column, by the contracts or in `ASKED`."""
    return ASKED.get(name) or COLUMNS.get(SHOWN_AS.get(name, name))


def heading(name: str, column: Column | None, words: Words) -> str:
    """The heading of a column, with its unit where it has one."""
    title = words.column(name, column.title if column else name)
    return f"{title}, EUR" if column and column.unit == "EUR" else title


def cell(value: Any, name: str, column: Column | None, words: Words, links: Links) -> Cell:
    """One value as the language writes it; a missing one is hatched and named."""
    kind = _kind(name, column)
    if isinstance(value, Cell):
        return value
    if isinstance(value, Way):
        return Cell(value.text, kind, way=value)
    if is_missing(value) or value == "":
        gap = absent(name, words)
        if not gap:
            return Cell(words("missing.cell"), kind, is_missing=True)
        return Cell(gap, kind if name == "objective_code" else f"{kind} muted".strip())
    if name in ("status", "compound_status") and value in STATUSES:
        return Cell(words(f"status.{value}"), kind, status=str(value))
    if name in CODED:
        codes = str(value).replace(";", " ").split()
        return Cell(text="", kind=kind, links=tuple((code, links("objective", code=code)) for code in codes))
    return Cell(text(value, name, column, words), kind)


def absent(name: str, words: Words) -> str:
    """What a gap in a column says; empty where it says that nobody stated the value."""
    if name == "objective_code":
        return words("grid.outside")
    if name == "objective_codes":
        return words("questions.whole")
    if name in ABSENT_IS_NONE:
        return words("missing.none")
    if name in UNREPORTED:
        return words("coverage.nothing_reported")
    return words("missing.unconverted") if name in CONVERTED else ""


def text(value: Any, name: str, column: Column | None, words: Words) -> str:
    """One value as the language writes it: the label of a code where there is one."""
    form = column.kind if column else "text"
    if name == "unit":
        return words.unit(str(value))
    for key in (f"value.{name}.{value}", f"{LABELS.get(name)}.{value}"):
        if words.has(key):
            return words(key)
    if form == "boolean":
        return words("yes" if value else "no")
    if form == "date":
        return words.day(value)
    if form == "instant":
        return words.moment(value)
    if form == "integer" and (name.endswith("_year") or name in ("year", "horizon")):
        return str(int(value))
    # Where tables use one name for a text and for a number, the value tells which it is.
    is_number = form in ("number", "integer") or isinstance(value, float)
    return _number(value, name, column, words) if is_number else str(value)


def _number(value: Any, name: str, column: Column | None, words: Words) -> str:
    if column and column.unit == "0 to 1":
        return words.share(float(value))
    if name in TO_THE_CENT:
        cents = round(float(value), 2)
        return words.number(cents, 2 if cents % 1 else None)
    return words.number(round(value)) if column and column.unit == "EUR" else words.number(value)


def _kind(name: str, column: Column | None) -> str:
    if column and column.kind in ("number", "integer") and name not in ("year", "horizon", "partnership_number"):
        return "number"
    if column and column.kind in ("date", "instant"):
        return "date"
    return "long" if name in LONG else "quote" if name in QUOTED else "rule" if name == "rule_id" else ""


def labelled(frame: pd.DataFrame, words: Words, unnamed: str = "") -> pd.DataFrame:
    """The frame with a column `label` in the reader's language; `unnamed` stands where a row has no name at all."""
    english = frame["label_en"]
    own = frame.get(f"label_{words.language}", english)
    label = own.where(own.notna(), english.fillna(unnamed or words("missing.name")))
    return frame.assign(label=label.map(unbroken) if words.language == "fr" else label)
