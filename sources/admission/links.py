"""Links of admitted projects: to objectives, to places, and to organisations in their roles.

Shares are read by `splits`; which version of a project counts is decided later by a rule.
"""

from collections.abc import Mapping

import pandas as pd

from sources.admission.docket import DTYPES, Docket
from sources.names.directory import Organisations
from sources.names.listing import listed
from sources.texts import distinct, mapped

OBJECTIVE_LINKS = {
    "project_id": "text",
    "objective_code": "text",
    "objective_share": "number",
    "is_primary": "boolean",
    "split_basis": "text",
    "link_basis": "text",
    "rule_id": "text",
}
PLACE_LINKS = {
    "project_id": "text",
    "country_code": "text",
    "region_code": "text",
    "country_share": "number",
    "split_basis": "text",
}
ORGANISATION_LINKS = {"project_id": "text", "organisation_id": "text", "organisation_name": "text", "role": "text"}
ASSUMED = "assumed"
PROJECT_PLACE = ("origin", "source_file", "source_sheet", "source_row")
IATI_ROLES = {"1": "funder", "2": "accountable", "3": "extending", "4": "implementing"}


def _links(docket: Docket, ids: pd.Series, splits: pd.Series) -> pd.DataFrame:
    """One row per admitted project and code, with the place of its project row; `position` is that of the project."""
    kept = splits[~docket.held]
    found = kept.tolist()
    positions = kept.index.repeat([len(split.codes) for split in found])
    codes = [code for split in found for code in split.codes]
    links = docket.provenance()[list(PROJECT_PLACE)].take(positions).reset_index(drop=True)
    links["project_id"] = ids.take(positions).reset_index(drop=True)
    links["position"] = positions
    links["share"] = [share for split in found for share in split.shares]
    links["split_basis"] = [split.basis for split in found for _ in split.codes]
    for number in range(max(map(len, codes), default=2)):
        links[f"code_{number}"] = pd.Series([each[number] for each in codes], dtype="str")
    return links


def objective_links(docket: Docket, ids: pd.Series, objectives: pd.Series, primary: pd.Series) -> pd.DataFrame:
    """One row per admitted project and objective; the stated primary one is marked, else the first."""
    links = _links(docket, ids, objectives)
    links = links.rename(columns={"code_0": "objective_code", "share": "objective_share"})
    links["link_basis"], links["rule_id"] = "declared", None
    stated = primary.loc[links["position"]].reset_index(drop=True)
    first = ~links.duplicated("position")
    links["is_primary"] = (links["objective_code"] == stated).where(stated.notna(), first)
    return _typed_links(links, OBJECTIVE_LINKS)


def place_links(docket: Docket, ids: pd.Series, places: pd.Series) -> pd.DataFrame:
    """One row per admitted project and country, or region where no country is named there."""
    names = {"code_0": "country_code", "code_1": "region_code", "share": "country_share"}
    return _typed_links(_links(docket, ids, places).rename(columns=names), PLACE_LINKS)


def _typed_links(links: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    return links[[*columns, *PROJECT_PLACE]].astype({name: DTYPES[kind] for name, kind in columns.items()})


def organisation_links(docket: Docket, ids: pd.Series, organisations: Organisations) -> pd.DataFrame:
    """One row per admitted project, organisation and role: lead, partners, funders, and the roles of IATI."""
    kept = ~docket.held
    parts = [_named(docket.text("lead")[kept], docket.text("lead_id")[kept], "lead")]
    for name, role in (("partners", "partner"), ("funders", "funder")):
        texts = docket.text(name)[kept].dropna()
        names = mapped(texts, {text: listed(text) for text in distinct(texts)}, "object")
        parts.append(_named(names.explode(), None, role))
    parts.append(_participating(docket.text("participating")[kept].dropna()))
    links = pd.concat(parts)
    links["organisation_id"] = organisations.ids(
        links["organisation_name"], links["reference"], docket.rows["source_file"].reindex(links.index)
    )
    links["organisation_name"] = links["organisation_name"].fillna(links["organisation_id"])
    place = docket.provenance()[list(PROJECT_PLACE)]
    links = links.assign(project_id=ids.reindex(links.index)).join(place).sort_index(kind="stable")
    links = links.reset_index(names="position")
    links = links.drop_duplicates(["position", "organisation_id", "organisation_name", "role"])
    return _typed_links(links, ORGANISATION_LINKS).reset_index(drop=True)


def _named(names: pd.Series, references: pd.Series | None, role: str) -> pd.DataFrame:
    reference = pd.Series(None, index=names.index, dtype="str") if references is None else references
    frame = pd.DataFrame({"organisation_name": names.astype("str"), "reference": reference, "role": role})
    return frame[frame["organisation_name"].notna() | frame["reference"].notna()]


def _participating(texts: pd.Series) -> pd.DataFrame:
    """Lines 'role|reference|name' of IATI activities; a name may hold a bar."""
    lines = texts.str.split("\n").explode().astype("str").dropna()
    parts = [[*line.split("|", 2), "", ""][:3] for line in lines.tolist()]
    frame = pd.DataFrame(parts, columns=["role", "reference", "organisation_name"], index=lines.index).astype("str")
    frame = frame.apply(lambda column: column.str.strip()).replace("", None).astype("str")
    frame["role"] = frame["role"].map(IATI_ROLES).fillna("participating")
    return frame[frame["organisation_name"].notna() | frame["reference"].notna()]


def judge_splits(docket: Docket, tables: Mapping[str, pd.DataFrame]) -> None:
    """Tell where money of an admitted project is split in equal parts, as nobody stated the shares.

    Only where there is money: an amount asked for, or a row of money that names the project.
    """
    projects = tables["projects"]
    has_money = projects["asked_amount"].notna() | projects["project_id"].isin(
        distinct(tables["contributions"]["project_id"])
    )
    of_row = [*PROJECT_PLACE, "project_id"]
    for name, field in (("project_objectives", "objectives"), ("project_countries", "countries")):
        links = tables[name][tables[name]["split_basis"].eq(ASSUMED)]
        parts = (
            links.groupby(of_row, dropna=False).size().reindex(pd.MultiIndex.from_frame(projects[of_row])).to_numpy()
        )
        is_split = pd.Series(has_money.to_numpy() & (parts > 1), index=docket.rows.index[~docket.held])
        is_split = is_split.reindex(docket.rows.index, fill_value=False) & ~docket.is_open
        docket.flag("PRJ-050", is_split, field, docket.naming(field))
