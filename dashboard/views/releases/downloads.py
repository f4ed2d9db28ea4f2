"""The downloads of a release: each published table as CSV, made only when it is asked for."""

from collections.abc import Mapping

import streamlit as st

from dashboard.queries import published
from dashboard.rendering.documents.spreadsheets import csv
from dashboard.shell import headings
from dashboard.shell.here import Here
from warehouse.contracts import TABLES

COLUMNS_WIDTHS = (0.3, 0.5, 0.2)


def downloads(here: Here, rows: Mapping[str, int]) -> None:
    """One line per table: name and rows, what a row is, the file."""
    for name, count in rows.items():
        title, grain, button = st.columns(COLUMNS_WIDTHS, vertical_alignment="center")
        title.markdown(f"`{name}` {headings.escaped(here.words('releases.rows', n=count))}")
        grain.caption(headings.escaped(TABLES[name].grain))
        button.download_button(
            here.words("releases.take", name=name.removeprefix("marts.")),
            lambda name=name: csv(published.table(here.path, name), here.watermark),
            f"{here.release.release_id}_{name}.csv",
            "text/csv",
            key=f"take_{name}",
            type="tertiary",
            on_click="ignore",
        )
