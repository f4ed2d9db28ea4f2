"""The step from what was received to the core tables: admission first, then the rules, table by table.

Does not belong here: what a cell means (`sources`) and what counts (`pipelines.rules`).
"""

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from pipelines.rules.deciding import deciding
from pipelines.rules.deciding.stacking import stacked
from pipelines.rules.precedence import closing, replacing
from pipelines.steps import sources_account
from sources.admission import admitting, grouping
from sources.admission.spellings import unused_spellings
from sources.feedback.headers import with_headers
from sources.feedback.wording import ENGLISH, in_words
from sources.names.keys import keyed
from sources.names.reference import Reference
from sources.streams import streams
from warehouse.contracts import TABLES
from warehouse.contracts.core import ACCOUNTS, ADMITTED

# Rules of which a long list breaks one in thousands of rows alike: no date, a rate far away, a policy loan.
GROUPED = ("MNY-008", "MNY-009", "MNY-024")
TABLE_OF_STREAM = {"funding": "contributions"}  # any other stream has a table of its own name


def admit(
    raw: Mapping[str, pd.DataFrame],
    strategy: Mapping[str, pd.DataFrame],
    reference: Reference,
    reviewed: Mapping[str, pd.DataFrame],
    as_of: date,
) -> dict[str, pd.DataFrame]:
    """Every admitted core table, problems and sources, by short name, in the columns of its contract.

    `strategy` has the reviewed tables typed, `reviewed` as they were written, with the decisions on double counting.
    """
    sent = {name: rows for name, rows in raw.items() if name in streams()}
    replaced = replacing.replaced_files(raw["replacements"], raw["files"])
    aside = stacked([replacing.replaced_rows(rows, stream, replaced) for stream, rows in sent.items()])
    received = {name: _without(rows, replaced) for name, rows in sent.items()}
    admission = admitting.admit({**received, "headers": raw["headers"]}, reference, as_of)
    decided = deciding.decide(keyed(admission.tables), strategy, reviewed, as_of, TABLES)
    tables, set_aside = dict(decided.tables), stacked([decided.set_aside, aside])
    closed = closing.closed_rows(admission.things)
    likely = closing.likely_replacements(admission.things, closed)
    judged = deciding.together(admission.problems, stacked([decided.findings, aside, likely]))
    judged = grouping.of_rules(judged, GROUPED)
    read = stacked([_without(raw["findings"], replaced), unused_spellings(received, reference).assign(field=None)])
    found = in_words(stacked([with_headers(judged, raw["headers"]), read]), ENGLISH)
    tables["problems"] = closing.with_closed(found, closed)
    by_stream = {stream: tables[TABLE_OF_STREAM.get(stream, stream)] for stream in streams()}
    kept = sources_account.kept_rows(by_stream, set_aside).merge(sources_account.mended(closed), how="outer")
    counts = sources_account.with_replaced(admission.counts, aside)
    tables["sources"] = sources_account.account(counts, kept, raw["files"], tables["problems"], as_of)
    return {
        contract.name.removeprefix("core."): tables[contract.name.removeprefix("core.")][contract.column_names]
        for contract in (*ADMITTED, *ACCOUNTS)
    }


def _without(rows: pd.DataFrame, replaced: Collection[str]) -> pd.DataFrame:
    """The rows of files that no other file replaces."""
    return rows[~(rows["origin"].eq(replacing.INBOX) & rows["source_file"].isin(replaced))] if replaced else rows
