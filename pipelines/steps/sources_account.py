"""The account of what was received: per file and stream what was read, admitted and held, and how fresh it is."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.rules.precedence.replacing import REPLACED
from sources.streams import MEDIUM, XML

FILE = ["origin", "source_file"]
REPORTED = "reported"
STALE_AFTER_DAYS = 730  # a source whose newest figure is older than two years is shown as stale


def account(
    counts: pd.DataFrame, kept: pd.DataFrame, files: pd.DataFrame, problems: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """One row per file and stream: read, admitted, held; a refused file has a row too. IATI files count activities.

    What is admitted is counted in `kept`, not worked out from the others: a row that vanished on the way must show.
    """
    counts = counts.drop(columns="rows_admitted").merge(kept, on=[*FILE, "stream"], how="left")
    counts = counts.fillna({"rows_admitted": 0, "rows_set_aside": 0}).merge(files, on=FILE, how="right")
    counts = _as_activities(counts, counts[MEDIUM].eq(XML))
    counts["stream"] = counts["stream"].fillna("unknown")
    for column in ("rows_read", "rows_admitted", "rows_set_aside", "rows_held", "rows_mended"):
        counts[column] = counts[column].fillna(0)
    age = (pd.Timestamp(as_of) - pd.to_datetime(counts["newest_on"])).dt.days
    named = counts.set_index(FILE).index
    counts["status"] = "read"
    for status, found in (
        ("problems", problems["severity"].ne("info") & problems["is_open"].astype(bool)),
        ("replaced", problems["rule_id"].eq(REPLACED)),
    ):
        counts.loc[named.isin(problems.loc[found, FILE].set_index(FILE).index), "status"] = status
    counts.loc[counts["refusal"].notna(), "status"] = "refused"
    return counts.assign(is_stale=(age > STALE_AFTER_DAYS).fillna(False), as_of=counts["newest_on"])


def kept_rows(tables: Mapping[str, pd.DataFrame], set_aside: pd.DataFrame) -> pd.DataFrame:
    """Per file and stream the rows that stand in the tables of the run, and those a finding says give way to others.

    `tables` are those of the streams, by stream; derived observations are rows that nobody sent.
    """
    sent = {**tables, "observations": tables["observations"][tables["observations"]["basis"] == REPORTED]}
    standing = [rows[FILE].dropna().assign(stream=stream) for stream, rows in sent.items()]
    place = [*FILE, "stream"]
    aside = set_aside[place]
    kept = pd.concat([*standing, aside]).groupby(place).size().rename("rows_admitted").to_frame()
    return kept.join(aside.groupby(place).size().rename("rows_set_aside")).reset_index()


def mended(closed: pd.DataFrame) -> pd.DataFrame:
    """Per file and stream the held rows that a later file mends."""
    held = closed[closed["is_held"].astype(bool)]
    return held[[*FILE, "stream"]].value_counts().rename("rows_mended").reset_index()


def with_replaced(counts: pd.DataFrame, aside: pd.DataFrame) -> pd.DataFrame:
    """The counts of admission, and those of files that were set aside as a whole before it: read, and nothing held."""
    rows = aside[[*FILE, "stream"]].value_counts().rename("rows_read").reset_index()
    return pd.concat([counts, rows.assign(rows_held=0)], ignore_index=True) if len(rows) else counts


def _as_activities(counts: pd.DataFrame, is_iati: pd.Series) -> pd.DataFrame:
    """One row per IATI file: its activities as rows, its transactions beside them."""
    is_funding = is_iati & counts["stream"].eq("funding")
    activities = counts[~is_funding].copy()
    columns = ["rows_read", "rows_admitted", "rows_set_aside", "rows_held", "newest_on"]
    transactions = (
        counts[is_funding]
        .set_index(FILE)[columns]
        .rename(
            columns={
                "rows_read": "transactions_read",
                "rows_admitted": "transactions_admitted",
                "rows_set_aside": "transactions_set_aside",
                "rows_held": "transactions_held",
                "newest_on": "newest_transaction_on",
            }
        )
    )
    activities = activities.merge(transactions, left_on=FILE, right_index=True, how="left")
    activities["newest_on"] = activities[["newest_on", "newest_transaction_on"]].max(axis=1)
    activities.loc[activities["stream"].eq("projects") & activities["transactions_read"].notna(), "stream"] = "iati"
    return activities.drop(columns="newest_transaction_on")
