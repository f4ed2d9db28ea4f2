"""The foot of a figure: source, as of, the table, the CSV, the picture, how it was worked out."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import escape

from dashboard.papers.pack.shown import Shown
from dashboard.queries import coverage_rows
from dashboard.queries.listing import Listing
from dashboard.rendering import method_sections
from dashboard.rendering.documents.spreadsheets import csv
from dashboard.rendering.registers import tables
from dashboard.rendering.registers.in_words import in_words
from dashboard.rendering.registers.worded import worded
from dashboard.rendering.sitemap import view
from dashboard.rendering.words import Words
from dashboard.shell import address, selecting
from dashboard.shell.here import Here

Picture = Callable[[Shown], bytes]  # draws a figure of a release in a language as PNG
TABLE = "table_"  # before the key of the figure, the key of the fold that its table opens in
ROOMY_FROM, MISSING_WIDTH = 12, 110  # letters of a heading; px for the words of a missing value under a shorter one


def foot(
    here: Here,
    key: str,
    source: str,
    rows: pd.DataFrame | Listing,
    columns: Sequence[str] = (),
    is_worked_below: bool = False,
    credit: str = "",
    section: str = "",
    picture: Picture | None = None,
) -> None:
    """Source and date on the left, CSV, PNG and method on the right; the table opens below.

    The CSV has every row, words beside codes, and is made when it is asked for; the table has the rows shown and says of
    how many. Where the figure's own working opens on the page, no link leads away to the method. `credit` names whose lists the rows are
    made from, and goes with every row of the CSV. `picture` draws the figure as PNG where its own tools do not. `section` is
    that of the method where it is not the one of the page.
    """
    words = here.words
    listed = rows if isinstance(rows, Listing) else Listing.of(rows)
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot_{key}"):
        _source(here, source)
        st.download_button(
            words("figure.csv"),
            lambda: csv(_in_words(here, _kept(listed.whole(), columns, credit)), here.watermark),
            f"{here.release.release_id}_{key}.csv",
            "text/csv",
            type="tertiary",
            key=f"csv_{key}",
            on_click="ignore",
            help=words("figure.csv_help"),
        )
        if picture:
            _picture(here, key, picture)
        if not is_worked_below:
            asked = section or method_sections.section_of(address.page())
            query = {"section": asked, **here.links.kept}
            st.page_link(view("method"), label=words("figure.method"), query_params=query)
    _table(here, key, listed, columns)


def pictured(here: Here, key: str, source: str, picture: Picture) -> None:
    """The foot of a figure whose rows stand under another one: source and date, and the picture."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot_{key}"):
        _source(here, source)
        _picture(here, key, picture)


def _source(here: Here, source: str) -> None:
    said = here.words("figure.source", source=source, as_of=here.as_of)
    st.html(f'<p class="caption">{escape(said)}</p>', width="stretch")


def _picture(here: Here, key: str, picture: Picture) -> None:
    """The button of the picture, which is drawn when it is asked for."""
    st.download_button(
        here.words("figure.png"),
        lambda: picture(Shown(here.release, here.words)),
        f"{here.release.release_id}_{key}.png",
        "image/png",
        type="tertiary",
        key=f"png_{key}",
        on_click="ignore",
        help=here.words("figure.png_help"),
    )


def _table(here: Here, key: str, listed: Listing, columns: Sequence[str]) -> None:
    """The rows shown, closed at first, under a line that says how many of how many they are; made when it is opened."""
    words, count = here.words, listed.count
    if listed.shown.empty:
        return
    is_whole = len(listed.shown) == count
    label = words("figure.rows", n=count) if is_whole else words("figure.part", n=len(listed.shown), total=count)
    folded = st.expander(label, key=f"{TABLE}{key}", on_change="rerun")
    if folded.open:
        with folded:
            _show_rows(here, key, listed.shown, columns)


def _show_rows(here: Here, key: str, rows: pd.DataFrame, columns: Sequence[str]) -> None:
    """The rows as a table in the reader's language."""
    words = here.words
    names, regions = (
        coverage_rows.country_names(here.path, words.language),
        coverage_rows.region_names(here.path, words.language),
    )
    shown = worded(rows, columns, names, regions, words)
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _column(name, shown.data[name], words) for name in shown.columns},
        placeholder=words("missing.cell"),
        key=f"rows_{key}",
    )


def _kept(frame: pd.DataFrame, columns: Sequence[str], credit: str) -> pd.DataFrame:
    kept = frame[list(columns)] if columns else frame
    return kept.assign(attribution=credit) if credit else kept


def _in_words(here: Here, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with words beside their codes."""
    return in_words(frame, selecting.names(here), here.words)


def _column(name: str, values: pd.Series, words: Words) -> Any:
    """The heading of a column, with room for the words of a missing value."""
    title = tables.heading(name, tables.column(name), words)
    if len(title) < ROOMY_FROM and values.isna().any():
        return st.column_config.Column(title, width=MISSING_WIDTH)
    return title
