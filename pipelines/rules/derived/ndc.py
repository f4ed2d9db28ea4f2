"""Parties whose NDC names soil carbon, peatland or wetland: which mention counts, and the draft they make for A1.2.

Does not belong here: reading the workbook the mentions come from (`sources`).
"""

from typing import Any

import pandas as pd

from pipelines.rules.derived.derivation import OBSERVATION_COLUMNS, PROVENANCE
from pipelines.rules.precedence.identity import PLACED

INDICATOR = "A1.2"
# The three things the published baseline of the indicator counts: soil organic carbon, peatland, wetland.
COUNTED_MENTIONS = ("soil_carbon", "peatland", "wetland")
EDITION_ON = pd.Timestamp("2018-06-26")
WHOLE_FILE_ROW = 1  # the figure rests on the whole file: its place is the row of headers


def counted(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions with `is_counted`: is it one of the three things the baseline of the indicator speaks of?"""
    return mentions.assign(is_counted=mentions["mention"].isin(COUNTED_MENTIONS).astype("boolean"))


def draft_observation(mentions: pd.DataFrame) -> pd.DataFrame:
    """One draft observation: parties with a counted mention, of the parties that were read; no row without parties.

    The denominator is the number of parties in the source, not of parties to the convention: a party that nobody read
    is not one that says nothing. A word is not a target, so nothing counts before a person approves it.
    """
    parties = mentions["country_code"].nunique()
    if parties == 0:
        return pd.DataFrame(columns=OBSERVATION_COLUMNS)
    is_counted = mentions["is_counted"].astype(bool)
    naming = set(mentions.loc[is_counted, "country_code"])
    others = sorted(set(mentions.loc[mentions["mention"].notna(), "country_code"]) - naming)
    first = mentions.iloc[0]
    row: dict[str, Any] = {
        "observation_id": f"ndc_mentions:{INDICATOR}{PLACED}{EDITION_ON:%Y-%m-%d}",
        "indicator_code": INDICATOR,
        "observed_on": EDITION_ON,
        "value": 100 * len(naming) / parties,
        "numerator": len(naming),
        "denominator": parties,
        "country_code": None,
        "region_code": None,
        "status": "draft",
        "basis": "derived",
        "evidence": first["source"],
        "note": (
            f"Count of words, to be approved by a person who has read the passages: {len(naming)} of {parties} parties "
            "read name soil carbon, peatland or wetland in their NDC content. Listed but not counted: "
            f"{', '.join(others) or 'none'}. The parties are in marts.ndc_mentions."
        ),
        **{name: first[name] for name in PROVENANCE},
        "source_row": WHOLE_FILE_ROW,
    }
    return pd.DataFrame([row], columns=OBSERVATION_COLUMNS)
