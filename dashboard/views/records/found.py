"""Open records as a reader sees them: grade, practices, countries, funder, year, whole amount, and the ways to each."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.rendering.blocks import render
from dashboard.rendering.documents.records import Names, status
from dashboard.rendering.folding import fold
from dashboard.rendering.panels.ticked import box
from dashboard.rendering.registers import recorded
from dashboard.rendering.registers.tables import Way
from dashboard.rendering.sitemap import Links
from dashboard.rendering.words import Words, is_missing
from dashboard.shell.ticks import Ticks

# Of the table under the records.
COLUMNS = (
    "project_id",
    "title",
    "soil_relevance",
    "practices",
    "countries",
    "publisher",
    "year",
    "amount_eur",
    "activity_status_code",
    "counted_in_project",
    "list_name",
    "source_link",
    "source_file",
    "source_row",
)
SAID = ("1", "5", "6")  # states a reader must know of: in preparation, cancelled, suspended


def found(records: pd.DataFrame, names: Names, ticks: Ticks, words: Words, links: Links) -> Markup:
    """The records in the order given, each with a box to tick."""
    shown = [_record(row, names, ticks, words, links) for row in records.to_dict("records")]
    folded = fold(len(shown), words)
    return render("records/found", records=shown, words=words, fold=folded, nothing=words("missing.amount"))


def _record(row: Mapping[str, Any], names: Names, ticks: Ticks, words: Words, links: Links) -> dict[str, Any]:
    marks = [status(row["activity_status_code"], words)] if row["activity_status_code"] in SAID else []
    if row["is_policy_loan"] is True:
        marks.append(words("value.left_out_reason.policy_loan"))
    double, source = row["counted_in_project"], recorded.outside(row["source_link"], words("open.at_source"))
    return {
        "title": row["title"],
        "href": links("record", id=row["project_id"]),
        "publisher": words("missing.name") if is_missing(row["publisher"]) else row["publisher"],
        "funder": None if is_missing(row["publisher"]) else links("funder", id=row["publisher"]),
        "countries": recorded.named(row["countries"], names["countries"], recorded.COUNTRIES_SHOWN, words)
        or words("cell.no_country"),
        "grade": row["soil_relevance"],
        "grade_word": names["grades"][row["soil_relevance"]],
        "practices": recorded.names_of(row["practices"], names["practices"]),
        "marks": marks,
        "year": words("records.no_year") if is_missing(row["year"]) else str(int(row["year"])),
        "amount": None if is_missing(row["amount_eur"]) else words.euros(row["amount_eur"]),
        "double": None if is_missing(double) else links("record", id=double),
        "source": source if isinstance(source, Way) else None,
        "place": words("records.place", file=row["source_file"], row=str(row["source_row"])),
        "tick": box(ticks.tick(row["project_id"], row["title"]), words),
    }
