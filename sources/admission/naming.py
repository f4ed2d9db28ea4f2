"""Which project a row describes: its identifier and title, and whose it is where several leads use one identifier.

Does not belong here: how namesakes are told apart (`names.namesakes`), and what else a row says (`projects`).
"""

import pandas as pd

from sources.admission.docket import Docket
from sources.admission.identifiers import RECEIVED, SENT_LAST
from sources.findings import parameters
from sources.names.directory import Organisations, Projects, project_id, projects_of
from sources.names.namesakes import Namesake, Parted, Sent, part
from sources.texts import cells

Doubt = tuple[Sent, Namesake]


def named_projects(docket: Docket, organisations: Organisations) -> tuple[pd.Series, pd.Series, Projects]:
    """Identifier and title of every row, admitted or not, and the index of the projects they describe.

    A project sent without an identifier gets a stable one; one whose identifier another lead used first gets that of its
    lead behind it, and is told.
    """
    ids, titles = _sent(docket)
    leads = organisations.ids(docket.text("lead"), docket.text("lead_id"), docket.rows["source_file"])
    parted = part(_doubtful(docket, ids, titles.fillna(""), leads))
    shared = {name: projects for name, projects in parted.namesakes.items() if len(projects) > 1}
    for projects in shared.values():
        for each in projects[1:]:
            ids.loc[[row.position for row in each.rows]] = each.identifier
    _flag(docket, shared, parted)
    return ids, titles, projects_of(ids, titles, leads, shared)


def _sent(docket: Docket) -> tuple[pd.Series, pd.Series]:
    titles = docket.text("title")
    loose = titles.str.contains(r"\s{2}|[\n\t]", regex=True, na=False)
    if loose.any():
        titles = titles.where(~loose, titles[loose].str.split().str.join(" ").reindex(titles.index))
    ids = docket.text("project_id").copy()
    lacking = ids.isna() & titles.notna() & ~docket.is_open
    if lacking.any():
        pairs = list(zip(cells(docket.text("lead")[lacking]), cells(titles[lacking]), strict=True))
        made = {pair: project_id(*pair) for pair in set(pairs)}
        made_ids = pd.Series([made[pair] for pair in pairs], index=ids.index[lacking])
        ids = ids.where(~lacking, made_ids.reindex(ids.index).astype("str"))
    return ids, titles


def _doubtful(docket: Docket, ids: pd.Series, titles: pd.Series, leads: pd.Series) -> list[Sent]:
    """The rows that share an identifier and differ in lead or title, in the order of receipt.

    The identifier of an IATI activity is the same for everybody. A row without a title says nothing of whose an
    identifier is.
    """
    rows = docket.rows.assign(identifier=ids, title=titles, lead=leads, is_sent=docket.rows["origin"].eq(SENT_LAST))
    worldwide = ids[docket.is_open]
    rows = rows[ids.notna() & docket.text("title").notna() & ~ids.isin(worldwide)]
    rows = rows[rows["identifier"].duplicated(keep=False)]
    if rows.empty:
        return []
    said = rows.groupby("identifier")[["title", "lead"]].transform(lambda column: column.nunique(dropna=False))
    ordered = rows[(said > 1).any(axis=1)].sort_values(RECEIVED, kind="stable", na_position="first")
    columns = (cells(ordered[name].astype("str")) for name in ("identifier", "lead", "title", "source_file"))
    return [
        Sent(position, identifier, lead or None, title, file, received_at)
        for position, identifier, lead, title, file, received_at in zip(
            ordered.index, *columns, ordered["received_at"], strict=True
        )
    ]


def _flag(docket: Docket, shared: dict[str, list[Namesake]], parted: Parted) -> None:
    """Tell of every identifier that several projects use, and of every row that may be another project."""
    apart: dict[int, str] = {}
    for identifier, (first, *others) in shared.items():
        for each in others:
            apart |= {row.position: _other(docket, "kept", first, identifier, each) for row in each.rows}
        apart[first.rows[-1].position] = _other(docket, "first", others[-1], identifier, others[-1])
    _flag_rows(docket, "PRJ-031", "project_id", apart)
    for rule_id, column, doubts in (
        ("PRJ-030", "project_id", parted.unclear),
        ("PRJ-032", "lead", parted.other_lead),
        ("PRJ-037", "title", parted.other_title),
    ):
        _flag_rows(docket, rule_id, column, {row.position: _earlier(docket, row, whose) for row, whose in doubts})


def _other(docket: Docket, case: str, other: Namesake, identifier: str, kept: Namesake) -> str:
    row = other.rows[0]
    return parameters(case=case, id=identifier, kept_as=kept.identifier, title=row.title, **_place(docket, row))


def _earlier(docket: Docket, row: Sent, whose: Namesake) -> str:
    earlier = next(each for each in whose.rows if each.file != row.file)
    return parameters(id=row.identifier, title=earlier.title, **_place(docket, earlier))


def _place(docket: Docket, row: Sent) -> dict[str, str | int | None]:
    """Where a row stands, and its lead as it is written there."""
    number, lead = docket.rows.at[row.position, "source_row"], docket.text("lead").at[row.position]
    return {
        "file": row.file,
        "row": None if pd.isna(number) else int(number),
        "lead": row.lead if pd.isna(lead) else str(lead),
    }


def _flag_rows(docket: Docket, rule_id: str, column: str, details: dict[int, str]) -> None:
    if details:
        texts = pd.Series(details, dtype="str").reindex(docket.rows.index)
        docket.flag(rule_id, texts.notna(), column, texts)
