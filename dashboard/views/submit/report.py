"""A checked file as its sender sees it: the three steps, the findings, the sheet with bad cells."""

from typing import Any

from markupsafe import Markup

from dashboard.rendering import cards
from dashboard.rendering.blocks import render
from dashboard.rendering.folding import fold
from dashboard.rendering.headlines import partners
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from dashboard.shell import headings
from dashboard.shell.here import Here
from dashboard.views.submit.submission import Submission
from dashboard.views.submit.upload import MAXIMUM_MEGABYTES, Checked
from sources.addresses import WITHHELD
from sources.feedback.excerpts import address
from sources.feedback.wording import in_words

STEPS = ("choose", "result", "confirm")
FINDINGS_SHOWN = 200
RANK_OF_SEVERITY = {"error": 0, "warning": 1, "info": 2}


def steps(current: str, words: Words) -> Markup:
    """The three steps, with the one the sender is at."""
    here = STEPS.index(current)
    shown = [
        {
            "number": place + 1,
            "text": words(f"submit.step.{step}"),
            "state": "done" if place < here else "here" if place == here else "ahead",
        }
        for place, step in enumerate(STEPS)
    ]
    return render("submit/steps", steps=shown, label=words("submit.step.label"))


def headline(submission: Submission | None, is_answered: bool, words: Words) -> Headline:
    """What the page says first: before a file is chosen, of a checked file, of one that is sent, answered, or not stored."""
    if submission is None:
        return partners.before(MAXIMUM_MEGABYTES, words)
    if submission.has_failed:
        return partners.not_stored(submission.checked.name, words)
    if submission.name and is_answered:
        return partners.answered(submission.name, words)
    summary = submission.checked.summary
    return (
        partners.sent(submission.name, summary.rows_admitted, submission.replaces, words)
        if submission.name
        else partners.checked(summary, words)
    )


def equation(checked: Checked, words: Words) -> Markup:
    """Rows read, admitted and held."""
    counted = checked.summary
    return cards.equation(counted.rows_read, counted.rows_admitted, counted.rows_held, words)


def effect(checked: Checked, words: Words) -> Markup:
    """Of which objectives the accepted rows speak, and that no more can be said of the figures before a run."""
    named = checked.objectives
    spoken = [words("submit.speaks", n=len(named), objectives=", ".join(named))] if named else []
    return render("submit/effect", text=" ".join([*spoken, words("submit.effect")]))


def receipt(submission: Submission, is_answered: bool, words: Words, links: Links) -> Markup:
    """What its sender keeps of a file that was sent: the receipt, and where it leads; that the letter is there, if it is."""
    text = words("receipt.answered" if is_answered else "receipt.kept" if submission.receipt else "receipt.none")
    return render(
        "submit/receipt",
        label=words("receipt.label"),
        receipt=submission.receipt,
        text=text,
        way=words("page.letters"),
        href=links("letters"),
    )


def show_findings(here: Here, checked: Checked) -> None:
    """The findings as a table, and the faulty rows as they were sent."""
    words = here.words
    if len(checked.report.problems):
        headings.heading(partners.problems(checked.report.problems, words))
        here.show(findings(checked, words), "findings")
    if checked.excerpts:
        headings.heading(words("submit.where"))
        here.show(excerpts(checked, words), "excerpts")


def findings(checked: Checked, words: Words) -> Markup:
    """Every finding with its cell, what was written, what is wrong, the way out and the rule; errors first."""
    ordered = checked.report.problems.sort_values(
        ["severity", "source_sheet", "source_row"],
        key=lambda part: part.map(RANK_OF_SEVERITY) if part.name == "severity" else part,
        kind="stable",
    )
    shown = in_words(ordered.head(FINDINGS_SHOWN), words.language)
    rows = [_finding(row, checked, words) for row in shown.to_dict("records")]
    caption = words("submit.findings_caption", n=len(ordered), shown=len(rows), ruleset=checked.report.ruleset)
    heads = [words(f"submit.head.{name}") for name in ("severity", "cell", "column", "value", "message", "fix", "rule")]
    return render("submit/findings", rows=rows, heads=heads, caption=caption, fold=fold(len(rows), words))


def _finding(row: dict[str, Any], checked: Checked, words: Words) -> dict[str, Any]:
    number = None if is_missing(row["source_row"]) else int(row["source_row"])
    sheet, header, field = (
        None if is_missing(row[name]) else str(row[name]) for name in ("source_sheet", "column", "field")
    )
    value = "" if is_missing(row["value"]) else str(row["value"])
    return {
        "severity": row["severity"],
        "word": words(f"submit.severity.{row['severity']}"),
        "cell": address(checked.reading, str(row["stream"]), sheet, number, field) or words("submit.whole_file"),
        "column": header or words("submit.no_column"),
        "value": words("submit.withheld") if value == WITHHELD else value,
        "absent": words("submit.no_cell" if number is None else "submit.wrote_nothing"),
        "message": row["message"],
        "fix": row["fix"],
        "rule": row["rule_id"],
    }


def excerpts(checked: Checked, words: Words) -> Markup:
    """The faulty rows of each sheet as they were sent."""
    sheets = [
        {
            "sheet": sheet,
            "name": words("submit.sheet", name=sheet.sheet) if sheet.sheet else words("submit.rows_of_file"),
            "left_out": words("submit.left_out", n=sheet.rows_left_out) if sheet.rows_left_out else "",
        }
        for sheet in checked.excerpts
    ]
    names = {severity: words(f"submit.severity.{severity}") for severity in RANK_OF_SEVERITY}
    return render(
        "submit/excerpts",
        sheets=sheets,
        names=names,
        withheld=(WITHHELD, words("submit.withheld")),
        key=words("submit.key"),
    )
