"""Which judgement of a record stands: that of a person, else that which came with a shipped extract, else that of the rules.

Belongs here: the effect of a decision on relevance, and a decision that has none. Does not: what the rules find
(`judging`), and decisions on which projects are one (`precedence.decided`).
"""

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, parameters
from pipelines.rules.membership import among
from pipelines.rules.relevance.judging import JUDGED
from pipelines.rules.relevance.lexicon import CONTRIBUTING, CORE, NONE

TABLE = "relevance_decisions"
KEEP, DROP = "keep", "drop"
# The grade that a decision gives; to keep is to confirm the one that the rules gave.
GRADES = {DROP: NONE, NONE: NONE, CORE: CORE, CONTRIBUTING: CONTRIBUTING}
RELEVANT = (CORE, CONTRIBUTING)
BY_RULES, BY_EXTRACT, BY_DECISION = "rules", "extract", "decision"
COLUMNS = ["project_id", "decision", "reason", "decided_by", "decided_on"]
NO_DECISIONS = pd.DataFrame(columns=COLUMNS, dtype="str")
WITHOUT_EFFECT = "PRJ-039"
SOURCE = {"origin": "record", "stream": "projects", "source_file": f"strategy/{TABLE}.csv"}


def believed(judged: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
    """The judgements with `soil_basis`, and those that came with rows of the shipped record in place of our own.

    Texts of the record do not ship, so its rows were judged with their texts when the extract was made. `sent` has the
    columns of a judgement as they were sent, and `origin`; a judgement that comes from anywhere else is not believed.
    """
    is_graded = is_believed(sent)
    columns = [column for column in JUDGED if column in sent]
    stands = judged.mask(is_graded, sent[columns].reindex(columns=JUDGED))
    basis = pd.Series(BY_RULES, index=judged.index, dtype="str").mask(is_graded, BY_EXTRACT)
    return stands.assign(soil_basis=basis.where(stands["soil_relevance"].notna()))


def is_believed(sent: pd.DataFrame) -> pd.Series:
    """Records that bring their judgement along, from what ships."""
    return sent["soil_relevance"].isin([*RELEVANT, NONE]) & sent["origin"].eq("record")


def decided(judged: pd.DataFrame, project_ids: pd.Series, decisions: pd.DataFrame) -> pd.DataFrame:
    """The judgements after what people decided, with `soil_basis` and `soil_reason`; every row of a project alike.

    Rules, words and places stay what was found; a record that a person takes out names no practice any more.
    """
    usable = _usable(decisions).set_index("project_id")
    named = project_ids.map(usable["decision"]).astype("str")
    is_kept = named.eq(KEEP) & judged["soil_relevance"].isin(RELEVANT)
    is_decided = (named.isin([*GRADES]) | is_kept).fillna(False)
    grade = judged["soil_relevance"].mask(named.isin([*GRADES]).fillna(False), named.map(GRADES))
    ours = pd.Series(BY_RULES, index=judged.index, dtype="str").where(judged["soil_relevance"].notna())
    basis = judged.get("soil_basis", ours)
    reason = project_ids.map(usable["reason"]).astype("str").where(is_decided)
    return judged.assign(
        soil_relevance=grade,
        practices=judged["practices"].mask(is_decided & grade.eq(NONE)),
        soil_basis=basis.mask(is_decided, BY_DECISION),
        soil_reason=reason,
    )


def _usable(decisions: pd.DataFrame) -> pd.DataFrame:
    """The last decision on each project that says what and why."""
    rows = decisions[decisions["decision"].isin([KEEP, *GRADES]) & _is_said(decisions["reason"])]
    return rows.drop_duplicates("project_id", keep="last")


def _is_said(reasons: pd.Series) -> pd.Series:
    return reasons.astype("str").str.strip().ne("").fillna(False) & reasons.notna()


def findings(decisions: pd.DataFrame, project_ids: pd.Series, judged: pd.DataFrame) -> pd.DataFrame:
    """Decisions that change nothing: another word, no reason, a project that is not here, a later one, nothing to keep.

    `judged` is what the judgements were before, row by row with `project_ids`.
    """
    rows = decisions.reset_index(drop=True)
    relevant = project_ids[judged["soil_relevance"].isin(RELEVANT).fillna(False)]
    faults = [
        ("decision", "decision", ~rows["decision"].isin([KEEP, *GRADES])),
        ("reason", "reason", ~_is_said(rows["reason"])),
        ("project_id", "identifier", ~among(rows["project_id"], project_ids)),
        ("project_id", "later", rows.index.to_series().isin(rows.index.difference(_usable(rows).index))),
        ("decision", "keep", rows["decision"].eq(KEEP) & ~among(rows["project_id"], relevant)),
    ]
    first_fault: dict[int, tuple[str, str]] = {}
    for column, case, is_at_fault in faults:
        for number in rows.index[is_at_fault.fillna(True).astype(bool)]:
            first_fault.setdefault(number, (column, case))
    named = [
        # Below the header, as a spreadsheet numbers it.
        {"source_row": number + 2, "column": column, "value": value, "parameters": parameters(case=case, value=value)}
        for number, (column, case) in sorted(first_fault.items())
        for value in [str(rows.loc[number, "project_id" if case in ("reason", "later", "keep") else column])]
    ]
    frame = pd.DataFrame(named, columns=["source_row", "column", "value", "parameters"])
    frame = frame.assign(rule_id=WITHOUT_EFFECT, severity="warning", source_sheet=None, **SOURCE)
    return frame[list(FINDING_COLUMNS)].astype(
        {"column": "str", "value": "str", "parameters": "str", "source_row": "Int64"}
    )
