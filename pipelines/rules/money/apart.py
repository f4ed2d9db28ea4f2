"""Money that is shown and stands apart from what is given: loans, guarantees, repayments, interest, stopped activities.

    repayment, interest   transaction types 6 and 5: money that flows back
    guarantee             type 10, or finance type 1100 and its parts: nothing is paid unless something fails
    loan                  finance types 4xx (loans and other debt, reimbursable grants among them): it is owed back
    policy_loan           a list says so: policy loans and budget support are no money for projects. Summed beside what is
                          given, so that it must count once first: `counting` asks for it last
    cancelled, suspended  activity status 5 and 6 of the version that counts, or of the last one that states a status

Sources: the code lists TransactionType, FinanceType and ActivityStatus of the IATI standard 2.03. Equity, debt relief
and what states no type of finance count as what is given. Does not belong here: doubles (`counting`).
"""

import pandas as pd

LOAN, GUARANTEE, REPAYMENT, INTEREST = "loan", "guarantee", "repayment", "interest"
CANCELLED, SUSPENDED = "cancelled", "suspended"
POLICY_LOAN = "policy_loan"
OF_TYPE = {"6": REPAYMENT, "5": INTEREST, "10": GUARANTEE}
OF_STATUS = {"5": CANCELLED, "6": SUSPENDED}
LOAN_CODES, GUARANTEE_CODES = r"4\d\d", r"11\d\d"


def reasons(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.Series:
    """Why a row of cash stands apart; missing where it does not."""
    finance = rows["finance_type_code"].astype("str")
    found = rows["transaction_type_code"].map(OF_TYPE)
    for codes, reason in ((GUARANTEE_CODES, GUARANTEE), (LOAN_CODES, LOAN)):
        found = found.mask(found.isna() & finance.str.fullmatch(codes, na=False), reason)
    stopped = rows["project_id"].map(_status(projects)).map(OF_STATUS)
    return found.fillna(stopped).where(rows["form"] == "cash").astype("str")


def is_policy_loan(rows: pd.DataFrame) -> pd.Series:
    """Rows of cash that the list they stand in sets apart as policy loan or budget support."""
    return rows["stands_apart"].eq(POLICY_LOAN).fillna(False) & rows["form"].eq("cash")


def _status(projects: pd.DataFrame) -> pd.Series:
    """The last stated status of each activity."""
    stated = projects[projects["activity_status_code"].notna()].sort_values("version", kind="stable")
    return stated.drop_duplicates("project_id", keep="last").set_index("project_id")["activity_status_code"]
