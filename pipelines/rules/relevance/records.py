"""The relevance to soils of open records: judged from their texts, which go no further, or taken from an extract.

An extract ships without the texts of its publishers, and so with its judgement; from anybody else a judgement is not
believed. Does not belong here: the rules themselves (`judging`), and what an objective is (`matching`).
"""

import pandas as pd

OPEN_RECORD = "open_record"  # the kind of project that others publish and nobody sent to the Initiative
RECORD = "record"  # the origin of what ships
TEXTS = ["judged_text", "judged_classification"]
JUDGEMENT = ["soil_relevance", "soil_rules", "soil_words", "soil_places"]
EXTRACT = "extract"


def judged(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects as admitted, without their texts, each open record with its relevance to soils and what it rests on.

    What partners sent to the Initiative is not judged: they say themselves which objectives it serves.
    """
    is_open = projects["kind"].eq(OPEN_RECORD).fillna(False)
    is_believed = is_open & projects["origin"].eq(RECORD) & projects["soil_relevance"].notna()
    found = projects[JUDGEMENT].where(is_believed)
    basis = pd.Series(EXTRACT, index=projects.index, dtype="str").where(is_believed)
    nothing = pd.Series(None, index=projects.index, dtype="str")
    judgement = {name: found[name].astype("str") for name in JUDGEMENT}
    return projects.drop(columns=TEXTS).assign(
        **judgement, soil_basis=basis, soil_reason=nothing, counted_in_project=nothing
    )


def is_core(projects: pd.DataFrame) -> pd.Series:
    """Open records that keeping or improving soils is an aim of: the only ones that are matched to objectives."""
    return projects["kind"].eq(OPEN_RECORD).fillna(False) & projects["soil_relevance"].eq("core").fillna(False)
