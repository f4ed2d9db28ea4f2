"""Which files of the inbox are replaced as a whole: their senders said so.

    said       `new_file` replaces another one; what was said last of a file counts, and one that replaces none takes it back
    in force   while both files are there and the new one could be read; a file never replaces itself, nor in a circle

A replaced file is set aside with every row: none of them counts, and none of its findings is open any more. Taking the
new file out of the inbox brings the old one back. Does not belong here: rows that update others (`closing`).
"""

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters

REPLACED = "FIL-050"
INBOX = "inbox"


def replaced_files(said: pd.DataFrame, files: pd.DataFrame) -> dict[str, str]:
    """By replaced file of the inbox the file that stands for it in the end.

    `said` has new_file and replaces in the order said; `files` has origin, source_file and refusal.
    """
    inbox = files[files["origin"].eq(INBOX)]
    present, read = set(inbox["source_file"]), set(inbox.loc[inbox["refusal"].isna(), "source_file"])
    last = said.drop_duplicates("new_file", keep="last")
    by_old = {
        old: new
        for new, old in zip(last["new_file"], last["replaces"], strict=True)
        if new in read and old in present and new != old
    }
    return {old: final for old in by_old if (final := _final(old, by_old)) is not None}


def _final(file: str, by_old: dict[str, str]) -> str | None:
    """The last file of the chain; None where the chain leads back into itself."""
    seen = {file}
    while file in by_old:
        file = by_old[file]
        if file in seen:
            return None
        seen.add(file)
    return file


def replaced_rows(raw: pd.DataFrame, stream: str, by_old: dict[str, str]) -> pd.DataFrame:
    """One finding per row of a replaced file, with the file that stands for it."""
    rows = raw[raw["origin"].eq(INBOX) & raw["source_file"].isin(by_old)]
    return (
        rows.reindex(columns=list(FINDING_COLUMNS))
        .assign(
            rule_id=REPLACED,
            severity="info",
            stream=stream,
            parameters=[parameters(file=by_old[file]) for file in rows["source_file"]],
        )
        .astype({"column": "str", "value": "str"})
        .reset_index(drop=True)
    )
