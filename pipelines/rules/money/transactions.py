"""Transactions of one IATI activity: those in several files add up, and equal ones count once.

Equal: the same activity, type, date, amount, currency, parties, place and reference. A transaction without a reference
that stands twice in one activity is no repeat (publishers pay equal sums on one day): the second one equals only the
second one of another report of the activity. The same reference with the same type and date, and otherwise different
facts, in a later version of the activity is a correction: the later one counts.

What is only alike is counted and named: the same twice in one activity, one reference with two dates, the same but for
the parties or the reference in two reports. Does not belong here: other rows of money (`counting`), parents (`parents`).
"""

import pandas as pd

REPORT = ["origin", "source_file"]
ELEMENT = [*REPORT, "activity_occurrence"]  # one <iati-activity>
SUM = ["project_id", "transaction_type_code", "value_on", "amount", "currency_code"]
PLACES = ["transaction_countries", "transaction_regions"]
ALIKE = ["repeated", "reference", "parties"]


def is_transaction(rows: pd.DataFrame) -> pd.Series:
    """Was the row read from an IATI activity that has an identifier?"""
    return rows["transaction_number"].notna() & rows["project_id"].notna()


def reports(rows: pd.DataFrame) -> pd.Series:
    """A number per row: its file, or its activity, as an activity published in several files is one report."""
    activity = rows["project_id"].where(is_transaction(rows))
    file = rows["source_file"].where(activity.isna())
    return rows.assign(activity=activity, file=file).groupby(["origin", "file", "activity"], dropna=False).ngroup()


def equal(rows: pd.DataFrame) -> pd.Series:
    """Positions of transactions that say the same as another one, and the position of that one.

    `rows` are in order of preference: the first of equal ones is kept.
    """
    own = _with_parties(rows[is_transaction(rows)])
    key = [*SUM, "giver", "receiver", *PLACES, "transaction_ref"]
    nth = own.groupby([*ELEMENT, *key], dropna=False, sort=False).cumcount()
    own["nth"] = nth.where(own["transaction_ref"].isna(), 0)
    return _given_way(own, own.groupby([*key, "nth"], dropna=False, sort=False).ngroup())


def corrected(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.Series:
    """Positions of transactions that a later version of their activity restates under the same reference, and by which."""
    own = rows[is_transaction(rows) & rows["transaction_ref"].notna()]
    named = ["project_id", "transaction_type_code", "transaction_ref", "value_on"]
    own = own[own.duplicated(named, keep=False) & ~own.duplicated([*ELEMENT, *named], keep=False)]
    versions = projects.groupby(["project_id", *REPORT])["version"].max()
    keys = pd.MultiIndex.from_frame(own[["project_id", *REPORT]])
    version = pd.Series(versions.reindex(keys).to_numpy(), index=own.index).astype("float64")
    # Within one version nothing says which one is right: such rows stay.
    later = own.assign(version=version).sort_values("version", ascending=False, kind="stable")
    left_out = _given_way(later, later.groupby(named, sort=False).ngroup())
    return left_out[(later["version"][left_out.index].to_numpy() < later["version"][left_out].to_numpy())]


def alike(rows: pd.DataFrame) -> pd.DataFrame:
    """Counted transactions that may say the same as another counted one: the rows, with the `case` that makes them alike."""
    own = _with_parties(rows[is_transaction(rows) & rows["is_counted"].astype(bool) & rows["amount"].ne(0)])
    report = own.groupby(ELEMENT, dropna=False).ngroup()
    by_sum = own.groupby(SUM, dropna=False, sort=False).ngroup()
    by_parties = own.groupby([*SUM, "giver", "receiver", *PLACES, "transaction_ref"], dropna=False).ngroup()
    by_reference = own.groupby(["project_id", "transaction_type_code", "transaction_ref"], sort=False).ngroup()
    repeated = own.assign(report=report, same=by_parties).duplicated(["report", "same"])
    elsewhere = report != report.groupby(by_sum).transform("first")
    restated = own["transaction_ref"].notna() & (report != report.groupby(by_reference).transform("first"))
    case = pd.Series(None, index=own.index, dtype="str")
    for name, found in zip(ALIKE, (repeated, restated & ~elsewhere, elsewhere), strict=True):
        case = case.mask(found & case.isna(), name)
    return own.assign(case=case)[case.notna()]


def _with_parties(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with one name per party: the identifier, or the key of the name."""
    return rows.assign(
        giver=rows["funder_id"].fillna(rows["funder_key"]), receiver=rows["receiver_id"].fillna(rows["receiver_key"])
    )


def _given_way(rows: pd.DataFrame, group: pd.Series) -> pd.Series:
    """For each group the rows behind its first one, and the position of that one."""
    positions = pd.Series(rows.index, index=rows.index)
    first = positions.groupby(group).transform("first")
    return first[first != positions]
