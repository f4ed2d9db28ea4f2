"""The relevance to soils of open records: judged from their texts, which go no further, or taken from an extract.

An extract ships without the texts of its publishers, and so with its judgement; from anybody else a judgement is not
believed. Does not belong here: the rules themselves (`judging`), and what an objective is (`matching`).
"""

from collections.abc import Mapping

import pandas as pd

from pipelines.rules.precedence.lists import OPEN_RECORD
from pipelines.rules.precedence.order import in_order
from pipelines.rules.precedence.updates import NO_CLEARED, carried
from pipelines.rules.relevance import decisions
from pipelines.rules.relevance.judging import JUDGED, READ, judge
from pipelines.rules.relevance.lexicon import CORE, Lexicon

TEXTS = ["judged_text", "judged_classification"]
MADE = ["soil_relevance", "soil_rules", "soil_words", "soil_places", "soil_basis", "soil_reason", "counted_in_project"]


def judged(projects: pd.DataFrame, reviewed: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The projects as admitted, without their texts, each open record with its relevance to soils; and the findings.

    What partners sent to the Initiative is not judged: they say themselves which objectives it serves. `reviewed` are
    the reviewed tables as they are written, among them what people decided. Findings are decisions without effect.
    """
    rows = projects.reset_index(drop=True)
    sent = rows[rows["kind"].eq(OPEN_RECORD).fillna(False).astype(bool)]
    whole = _whole(sent)
    asked = whole[~decisions.is_believed(sent)]
    # The rules are read where a record asks for them alone: most files that are checked hold none.
    found = judge(asked, Lexicon.of(reviewed)) if len(asked) else pd.DataFrame(columns=JUDGED, dtype="str")
    found = _carried_on(decisions.believed(found.reindex(whole.index), sent), whole, sent["project_id"])
    made = reviewed.get(decisions.TABLE, decisions.NO_DECISIONS)
    without_effect = decisions.findings(made, sent["project_id"], found)
    standing = decisions.decided(found, sent["project_id"], made)
    nothing = pd.Series(None, index=rows.index, dtype="str")
    rows = rows.drop(columns=TEXTS).assign(**dict.fromkeys(MADE, nothing))
    for column in (*MADE[:-1], "practices"):
        rows[column] = (
            standing[column].reindex(rows.index).where(rows.index.isin(sent.index), rows[column]).astype("str")
        )
    return rows, without_effect


def _whole(sent: pd.DataFrame) -> pd.DataFrame:
    """The texts of each version of a record, with those of the version before it where it leaves them blank."""
    ordered = in_order(sent, ["project_id"], "updated_on")
    return carried(ordered, ["project_id"], READ, NO_CLEARED).reindex(sent.index)


def _carried_on(found: pd.DataFrame, whole: pd.DataFrame, project_ids: pd.Series) -> pd.DataFrame:
    """The judgements; a version without any text but its title keeps the one that came with the extract of its record."""
    extract = found[found["soil_basis"].eq(decisions.BY_EXTRACT).fillna(False)]
    if extract.empty:
        return found
    known = extract.set_index(project_ids[extract.index])
    is_bare = whole[TEXTS].isna().all(axis="columns") & project_ids.isin(known.index) & ~found.index.isin(extract.index)
    kept = known.loc[project_ids[is_bare], found.columns].set_axis(found.index[is_bare])
    return pd.concat([found[~is_bare], kept]).reindex(found.index)


def is_core(projects: pd.DataFrame) -> pd.Series:
    """Open records that keeping or improving soils is an aim of: the only ones that are matched to objectives."""
    return projects["kind"].eq(OPEN_RECORD).fillna(False) & projects["soil_relevance"].eq(CORE).fillna(False)
