"""Finds the reviewed spellings that no row of a run uses, so that the list of spellings can be kept short.

What a spelling means is known to `names`; nothing is matched here.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from sources.admission.docket import PROBLEM_COLUMNS
from sources.findings import parameters, rules
from sources.names.listing import listed
from sources.names.matching import unused_aliases
from sources.names.reference import ALIAS_FILE, Reference
from sources.streams import streams
from sources.texts import distinct

RULE_ID = "NAM-009"
ORIGIN = "record"
KINDS = ("country", "region", "objective", "organisation")


def unused_spellings(raw: Mapping[str, pd.DataFrame], reference: Reference) -> pd.DataFrame:
    """One finding per kind of name with the reviewed spellings that no cell of these rows uses."""
    by_kind: dict[str, list[str]] = {}
    for kind, spelling, _ in unused_aliases(reference, _names(raw)):
        by_kind.setdefault(kind, []).append(spelling)
    rows = [_finding(kind, spellings) for kind, spellings in by_kind.items()]
    return pd.DataFrame(rows, columns=PROBLEM_COLUMNS)


def _names(raw: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Every cell that names a place, an objective or an organisation, whole and part by part."""
    for name, stream in streams().items():
        for field in stream.fields:
            if field.reference not in KINDS or name not in raw:
                continue
            for text in distinct(raw[name][field.name].astype("str")):
                yield text
                yield from listed(text)


def _finding(kind: str, spellings: list[str]) -> dict[str, object]:
    return dict.fromkeys(PROBLEM_COLUMNS) | {
        "rule_id": RULE_ID,
        "severity": rules()[RULE_ID].severity,
        "origin": ORIGIN,
        "stream": kind,
        "source_file": ALIAS_FILE.removeprefix("sources/"),
        "column": "spelling",
        "rows_count": 1,
        "parameters": parameters(count=len(spellings), kind=kind, spellings=sorted(spellings)),
    }
