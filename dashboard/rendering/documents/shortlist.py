"""The shortlist a funder downloads: rows with their reasons, as a workbook and as CSV, with release and address of each."""

from collections.abc import Sequence
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from dashboard.rendering.documents.spreadsheets import csv
from dashboard.rendering.reasons import SIDES, Names, named, reason
from dashboard.rendering.registers.tables import heading
from dashboard.rendering.words import Words, is_missing
from sources.feedback.spreadsheets import plain
from warehouse.contracts.columns import COLUMNS
from warehouse.releases import Release

TAKEN = (
    "project_id",
    "title",
    "lead",
    "objectives",
    "countries",
    "stage",
    "assessment",
    "has_letter_of_support",
    "sdgs",
    "asked_eur",
    "committed_eur",
    "gap_eur",
    "funders",
    "updated_on",
    "starts_on",
    "ends_on",
    "source_file",
    "source_row",
)
# Columns of codes, each with the criterion whose names say it in words.
CODED = {"objectives": "objectives", "countries": "countries", "stage": "stages", "assessment": "assessments"}
LETTER = "has_letter_of_support"
NARROWEST, WIDEST = 10, 60  # characters of a column
About = Sequence[tuple[str, str]]


def rows(projects: pd.DataFrame, names: Names, words: Words) -> pd.DataFrame:
    """The projects in the reader's language, headings and values, with the reasons; the codes stand at the end for machines."""
    called = {name: heading(name, COLUMNS.get(name), words) for name in TAKEN}
    taken = projects[list(TAKEN)]
    for name, criterion in CODED.items():
        taken = taken.assign(**{name: [named(criterion, codes, names) or None for codes in projects[name]]})
    letters = [None if is_missing(value) else words("yes" if value else "no") for value in projects[LETTER]]
    taken = taken.assign(**{LETTER: letters}).rename(columns=called)
    for side, word in SIDES.items():
        texts = [
            "; ".join(reason(one, side, names, words).replace(";", ",") for one in reasons)
            for reasons in projects[side]
        ]
        taken[words(f"match.{word}")] = texts
    for name in CODED:
        taken[words("shortlist.code", heading=called[name])] = projects[name]
    return taken


def about(release: Release, link: str, count: int, words: Words) -> About:
    """What the file is, of which day and release, and that the assessment is advice."""
    return described(release, link, words("shortlist.count", n=count), words("opportunities.advice"), words)


def described(release: Release, link: str, what: str, mind: str, words: Words) -> About:
    """What a file is, of which day and release, the address of its selection, and what its reader must mind."""
    lines = [
        (words("shortlist.what"), what),
        (words("strip.as_of"), words.day(release.as_of)),
        (words("shortlist.release"), release.release_id),
        (words("shortlist.address"), link),
        (words("shortlist.mind"), mind),
    ]
    mark = [(words("strip.watermark"), words("strip.demonstration"))] if release.is_demonstration else []
    return [*mark, *lines]


def workbook(rows: pd.DataFrame, about: About, title: str = "Shortlist") -> bytes:
    """Two sheets, the rows and what the file is; no text is read as a formula, and long ones stand on several lines."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append([plain(name) for name in rows.columns])
    for row in rows.astype(object).itertuples(index=False):
        sheet.append([_cell(value) for value in row])
    sheet.freeze_panes = "C2"
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(max(longest, NARROWEST), WIDEST)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        column[0].font = Font(bold=True)
    notes = book.create_sheet("About")
    for line in about:
        notes.append([plain(text) for text in line])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def text(rows: pd.DataFrame, about: About) -> bytes:
    """The projects as CSV; what the file is stands in two columns of every row, so that it cannot be lost."""
    stated = {label: value for label, value in about if not value.startswith("http")}
    return csv(rows.assign(**stated))


def _cell(value: object) -> object:
    """A value as a workbook holds it; a missing one is an empty cell."""
    if is_missing(value):
        return None
    return value.to_pydatetime().date() if isinstance(value, pd.Timestamp) else plain(value)
