"""Which findings are closed: a later file says the same thing in a row that was admitted.

A finding stands until its row is mended. The row is mended, or overtaken, when a file that speaks later (`order`) has an
admitted row of the same thing; whatever was found in the earlier row is then no longer to be acted on. Rows of one file
never close each other. Does not belong here: which row counts.
"""

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.precedence.order import place_of_file

PLACE = ["origin", "source_file", "source_sheet", "source_row", "stream"]
CLOSED_IN = "closed_in"
LIKELY_REPLACEMENT = "FIL-051"
LIKELY_SHARE = 0.5  # of the rows of an earlier file that come again: our reading of a file that is sent anew


def closed_rows(things: pd.DataFrame) -> pd.DataFrame:
    """Origin, file, sheet, row and stream of every row that a later file overtakes, `is_held`, and in `closed_in` that file.

    `things` has one row per row sent: stream, thing, place, received_at and whether it is held.
    """
    known = things[things["thing"].notna()].reset_index(drop=True)
    known = known.assign(turn=place_of_file(known))
    admitted = known[~known["is_held"].astype(bool)].sort_values("turn", kind="stable")
    last = admitted.drop_duplicates(["stream", "thing"], keep="last")[["stream", "thing", "turn", "source_file"]]
    both = known.merge(last, on=["stream", "thing"], suffixes=("", "_last"))
    closed = both[both["turn"] < both["turn_last"]]
    return closed[[*PLACE, "is_held", "source_file_last"]].rename(columns={"source_file_last": CLOSED_IN})


def with_closed(problems: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    """The findings with `is_open` and `closed_in`; one about a whole file is open as long as the file is there."""
    marked = problems.merge(
        closed[[*PLACE, CLOSED_IN]].drop_duplicates(PLACE), on=PLACE, how="left", validate="many_to_one"
    )
    marked[CLOSED_IN] = marked[CLOSED_IN].astype("str")
    return marked.assign(is_open=marked[CLOSED_IN].isna().astype("boolean"))


def likely_replacements(things: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    """One finding per file that brings most rows of an earlier file again, but not all: the others still count.

    Whether it replaces the earlier file as a whole is for its sender to say; nothing is set aside on likeness.
    """
    sent = things[["origin", "source_file"]].value_counts().rename("total")
    again = closed[["origin", "source_file", CLOSED_IN]].value_counts().rename("again").reset_index()
    both = again.join(sent, on=["origin", "source_file"])
    likely = both[(both["again"] >= LIKELY_SHARE * both["total"]) & (both["again"] < both["total"])]
    found = likely.reindex(columns=list(FINDING_COLUMNS)).assign(
        rule_id=LIKELY_REPLACEMENT,
        severity="info",
        stream="file",
        source_file=likely[CLOSED_IN],
        parameters=[
            parameters(
                file=row["source_file"], again=row["again"], total=row["total"], left=row["total"] - row["again"]
            )
            for row in likely.to_dict("records")
        ],
    )
    kinds = {"column": "str", "value": "str", "source_sheet": "str", "source_row": "Int64"}
    return found.astype(kinds).reset_index(drop=True)
