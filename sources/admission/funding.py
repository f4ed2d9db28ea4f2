"""Admits money: one row per pledge, commitment, disbursement or transaction, in its own currency.

Amounts are converted, counted once and split over objectives by the rules.
"""

from datetime import date

import pandas as pd

from sources.admission.columns import choices, dates, numbers
from sources.admission.docket import Docket
from sources.admission.identifiers import RECEIVED, SENT_LAST, first_spellings
from sources.admission.projects import IMPLAUSIBLE_TIMES, currency, flag_resembling, implausible
from sources.admission.transactions import TRANSACTION, of_transactions
from sources.findings import parameters
from sources.names.directory import Organisations, Projects
from sources.names.keys import identifier_key
from sources.names.matching import checksum
from sources.texts import cells, mapped

CONTRIBUTIONS = {
    "contribution_id": "text",
    "project_id": "text",
    "grant_id": "text",
    "funder_id": "text",
    "funder_name": "text",
    "receiver_id": "text",
    "receiver_name": "text",
    "money_stream": "text",
    "form": "text",
    "state": "text",
    "transaction_type_code": "text",
    "amount": "number",
    "currency_code": "text",
    "fte": "number",
    "value_on": "date",
    "confidence": "text",
    "stands_apart": "text",
    **TRANSACTION,
}
# IATI practice: a reimbursement pays what was already spent, so it is money disbursed. Types without a state, incoming
# ones among them, are kept and enter no total.
STATE_OF_TYPE = {"2": "committed", "3": "disbursed", "4": "disbursed", "7": "disbursed", "12": "pledged"}
# What a row without an identifier is known by: what it says beside what a correction changes (amount, state).
KNOWN_BY = ("project_id", "grant_id", "funder_id", "currency_code", "value_on", "money_stream", "form")
USUAL = {"money_stream": "ground", "form": "cash"}  # what a row means that says nothing, and never said otherwise
OWNED = "\x1f"  # between a giver and its identifier


def admit_funding(
    docket: Docket, organisations: Organisations, projects: Projects, as_of: date
) -> dict[str, pd.DataFrame]:
    """The table contributions."""
    values = _typed(docket, organisations)
    _judge(docket, values, as_of)
    values |= _as_before(docket, values)
    ids, is_stray = projects.resolved(docket.text("project"))
    parties = (values["receiver_id"], values["funder_id"])
    values["project_id"], is_doubtful = projects.among_namesakes(ids, docket.rows, parties)
    docket.flag("FND-025", is_doubtful, "project")
    values["contribution_id"] = _identifiers(docket, values)
    _judge_form(docket, values)
    docket.flag("FND-008", is_stray & ~docket.is_open, "project")
    docket.hold_repeats("FND-009", values["funder_id"].fillna("") + "|" + values["contribution_id"], "contribution_id")
    return {"contributions": docket.frame(CONTRIBUTIONS, values)}


def _typed(docket: Docket, organisations: Organisations) -> dict[str, pd.Series]:
    files = docket.rows["source_file"]
    types = choices(docket, "transaction_type")
    flag_resembling(docket, organisations, "funder", "receiver")
    return {
        "grant_id": docket.text("grant_id"),
        "funder_id": organisations.ids(docket.text("funder"), docket.text("funder_id"), files),
        "funder_name": docket.text("funder").fillna(docket.text("funder_id")),
        "receiver_id": organisations.ids(docket.text("receiver"), docket.text("receiver_id"), files),
        "receiver_name": docket.text("receiver").fillna(docket.text("receiver_id")),
        "money_stream": choices(docket, "money_stream"),
        "form": choices(docket, "form"),
        "state": choices(docket, "state").fillna(mapped(types, STATE_OF_TYPE)),
        "transaction_type_code": types,
        "amount": numbers(docket, "amount"),
        "currency_code": currency(docket, "amount"),
        "fte": numbers(docket, "fte"),
        "value_on": dates(docket, "date"),
        "confidence": docket.text("confidence"),
        "stands_apart": docket.text("stands_apart").where(docket.is_open),
        **of_transactions(docket),
    }


def _identifiers(docket: Docket, values: dict[str, pd.Series]) -> pd.Series:
    """The identifier sent, or one made of what was read; rows of a file that make the same are numbered.

    One that was sent belongs to its giver: of the spellings that a giver uses the first received stands. One that is
    made is made of typed values, so that the same row written in another way makes the same.
    """
    ids = _spelt_alike(docket, values["funder_id"])
    lacking = ids.isna()
    if not lacking.any():
        return ids
    facts = pd.DataFrame({name: cells(values[name][lacking].astype("str")) for name in KNOWN_BY})
    made = pd.Series(
        ["row-" + checksum("|".join(row)) for row in facts.itertuples(index=False, name=None)], index=ids.index[lacking]
    )
    again = made.groupby([docket.rows.loc[lacking, "source_file"].fillna(""), made]).cumcount()
    made = made.where(again == 0, made + "-" + (again + 1).astype("str"))
    return ids.fillna(made.astype("str"))


def _as_before(docket: Docket, values: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """The fields whose blanks mean what is usual: where its giver sent the row before, a blank leaves its value alone.

    A row that is held says nothing to later ones, and of a file the first row under an identifier alone is heard.
    """
    said = pd.DataFrame({name: values[name] for name in USUAL})
    owned = values["funder_id"].fillna("") + OWNED + _spelt_alike(docket, values["funder_id"])
    is_blank = said.isna()
    doubtful = owned.notna() & ~docket.is_open & owned.isin(owned[is_blank.any(axis=1)])
    doubtful &= owned.isin(owned[~is_blank.all(axis=1)])
    if not doubtful.any():
        return {name: said[name].fillna(usual) for name, usual in USUAL.items()}
    received = docket.rows[doubtful].assign(is_sent=docket.rows["origin"].eq(SENT_LAST), is_held=docket.held)
    ordered = received.sort_values(RECEIVED, kind="stable", na_position="first")
    lacks = pd.DataFrame({"cash": docket.text("amount").isna(), "secondment": values["fte"].isna()})
    known: dict[str, dict[str, str]] = {}
    heard, meant = set(), []
    rows = (owned, ordered["source_file"], ordered["is_held"])
    records = (frame.loc[ordered.index].to_dict("records") for frame in (said, lacks))
    for own, file, is_held, own_said, own_lacks in zip(*(each[ordered.index] for each in rows), *records, strict=True):
        stated = {str(name): value for name, value in own_said.items() if isinstance(value, str)}
        meant.append(USUAL | known.get(own, {}) | stated)
        is_held |= own_lacks.get(meant[-1]["form"], False)
        if not is_held and (own, file) not in heard:
            heard.add((own, file))
            known[own] = meant[-1]
    kept = pd.DataFrame(meant, index=ordered.index)
    return {name: said[name].mask(doubtful).fillna(kept[name]).fillna(usual) for name, usual in USUAL.items()}


def _spelt_alike(docket: Docket, givers: pd.Series) -> pd.Series:
    """The identifiers sent, each in the first spelling of its giver."""
    ids = docket.text("contribution_id")
    owned = givers.fillna("") + OWNED + ids
    spellings = first_spellings([(owned, docket.rows)], _owned_key)
    return mapped(owned, spellings).fillna(owned).str.partition(OWNED)[2].astype("str") if spellings else ids


def _owned_key(owned: str) -> str:
    giver, _, identifier = owned.partition(OWNED)
    return giver + OWNED + identifier_key(identifier)


def _judge(docket: Docket, values: dict[str, pd.Series], as_of: date) -> None:
    """The rules between the fields of one contribution, whatever its form."""
    amount, state = values["amount"], values["state"]
    docket.flag("FND-002", amount.notna() & values["currency_code"].isna(), "currency")
    without_state = docket.text("state").isna() & docket.text("transaction_type").isna()
    docket.flag("FND-003", without_state, "state")
    docket.flag("FND-004", docket.text("date").isna(), "date")
    docket.flag("FND-005", values["funder_name"].isna(), "funder")
    docket.flag("FND-006", amount <= 0, "amount")
    docket.flag("FND-007", (state == "disbursed") & (values["value_on"] > pd.Timestamp(as_of)), "date")
    stated, derived = docket.text("state"), mapped(values["transaction_type_code"], STATE_OF_TYPE)
    docket.flag("FND-014", stated.notna() & derived.notna() & (state != derived), "state")
    pays_itself = values["funder_id"].notna() & (values["funder_id"] == values["receiver_id"]) & ~docket.is_open
    docket.flag("FND-015", pays_itself, "receiver")


def _judge_form(docket: Docket, values: dict[str, pd.Series]) -> None:
    """The rules about what a contribution of its form needs."""
    amount, form = values["amount"], values["form"]
    is_cash, is_blank = form == "cash", docket.text("amount").isna()
    docket.flag("FND-001", is_cash & is_blank, "amount")
    docket.flag("FND-001", docket.is_open & ~is_blank & amount.isna(), "amount", parameters(case="unread"))
    docket.flag("FND-010", (form == "secondment") & values["fte"].isna(), "fte")
    sent = amount.where(is_cash & ~docket.is_open)
    docket.flag("FND-016", implausible(sent, values["currency_code"]), "amount", parameters(times=IMPLAUSIBLE_TIMES))
