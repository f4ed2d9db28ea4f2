"""The questions to the Secretariat as a document: a workbook, and a PDF by objective in the look of the pages.

The page of the PDF is `questions.typ`; it gets every value as data, so that no text can be read as markup. Does not
belong here: what is asked (the rules), or the words of a question (`registers.asked`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import typst

from dashboard.rendering import look
from dashboard.rendering.documents import shortlist
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.registers import asked, tables
from dashboard.rendering.words import Words
from pipelines.rules.questions.question import Question
from warehouse.releases import Release

FOLDER = Path(__file__).resolve().parent
PRINTED = ("number", "question", "answered_by", "template", "settles")
LONGEST = 600  # characters of a cell on paper; what is longer is cut, and whole in the workbook


@dataclass(frozen=True)
class Paper:
    """What the documents are made from: questions, the tables that name them, labels of objectives, headline, release."""

    asked: Sequence[Question]
    tables: Mapping[str, pd.DataFrame]
    labels: Mapping[str, str]
    headline: Headline
    release: Release
    words: Words

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The questions in words, in their order."""
        return asked.rows(self.asked, asked.Named.of(self.tables), self.words)


def workbook(paper: Paper) -> bytes:
    """Every question as a row with all its columns, and a sheet that says what the file is."""
    words = paper.words
    whole = paper.rows["objective_codes"].replace("", words("questions.whole"))
    named = paper.rows.assign(objective_codes=whole).rename(columns=lambda name: _heading(name, words))
    return shortlist.workbook(named, _about(paper), words("questions.sheet"))


def printed(paper: Paper) -> bytes:
    """The questions as PDF, by objective; within each in the order of what they would settle."""
    return typst.compile(
        str(FOLDER / "questions.typ"),
        root=str(FOLDER),
        sys_inputs={"contents": json.dumps(contents(paper))},
        timestamp=int(paper.release.built_at.replace(tzinfo=UTC).timestamp()),
    )


def contents(paper: Paper) -> dict[str, Any]:
    """What stands in the PDF: every value a text, or a list of them."""
    words, release = paper.words, paper.release
    return {
        "language": words.language,
        "site": words("site.title"),
        "kind": words("page.questions"),
        "title": paper.headline.sentence,
        "lede": f"{paper.headline.lede} {words('questions.order')}",
        "dated": words("figure.source", source=words("source.release"), as_of=release.as_of),
        "release": words("foot.release", id=release.release_id, rules=release.rules_version, code=release.code_version),
        "watermark": words("strip.watermark") if release.is_demonstration else "",
        "bands": list(look.tokens()["bands"]),
        "colours": look.palette("light"),
        "heads": [_heading(name, words) for name in PRINTED],
        "sections": _sections(paper),
    }


def _sections(paper: Paper) -> list[dict[str, Any]]:
    """One section per objective with questions, by code; after them what several or no objectives lack."""
    found: dict[str, list[list[str]]] = {}
    for question, row in zip(paper.asked, paper.rows.to_dict("records"), strict=True):
        code = question.objectives[0] if len(question.objectives) == 1 else ""
        found.setdefault(code, []).append(_cells(row, code))
    return [
        {"title": f"{code} {paper.labels[code]}" if code else paper.words("questions.whole"), "rows": found[code]}
        for code in sorted(found, key=lambda code: (not code, code))
    ]


def _cells(row: Mapping[str, Any], code: str) -> list[str]:
    """The cells of a question on paper; the row to fill stands under its template, several objectives are named."""
    whose = f" ({row['objective_codes']})" if not code and row["objective_codes"] else ""
    placed = {
        **row,
        "question": f"{row['question']}{whose}",
        "template": f"{row['template']}\n{row['answer_row']}".strip(),
    }
    return [str(row["number"]), *(_cut(placed[name]) for name in PRINTED[1:])]


def _heading(name: str, words: Words) -> str:
    return tables.heading(name, tables.column(name), words)


def _about(paper: Paper) -> shortlist.About:
    words, release = paper.words, paper.release
    mark = [(words("strip.watermark"), words("strip.demonstration"))] if release.is_demonstration else []
    return [
        *mark,
        (words("shortlist.what"), paper.headline.sentence),
        ("", paper.headline.lede),
        (words("strip.as_of"), words.day(release.as_of)),
        (words("shortlist.release"), release.release_id),
        (words("questions.how"), words("questions.how_text")),
    ]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
