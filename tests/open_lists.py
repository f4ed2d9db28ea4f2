"""Texts of the lists in the folder of other people's data, in the shape in which records are judged.

Belongs here: reading them for measuring relevance. Does not: the mappings by which the house itself reads a list.
"""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd
from lxml import etree

from tests.places import SHARED_DATA

LISTS = SHARED_DATA / "open-lists"
IATI = SHARED_DATA / "iati" / "real"
CRS = SHARED_DATA / "funding" / "crs-project-texts-labelled.csv"
COLUMNS = ["id", "title", "judged_text", "judged_classification", "sectors", "policy_markers", "tags", "country"]


def _shaped(rows: pd.DataFrame, **columns: str) -> pd.DataFrame:
    named = {ours: rows[theirs] for ours, theirs in columns.items()}
    return pd.DataFrame(named).reindex(columns=COLUMNS).astype("str")


def _csv(name: str) -> pd.DataFrame:
    return pd.read_csv(LISTS / name, dtype="str", keep_default_na=False, na_values=[""])


def world_bank() -> pd.DataFrame:
    """Projects with their objective, sectors and themes."""
    rows = _csv("world-bank-projects-2025-03-31.csv.xz")
    filed = pd.Series("", index=rows.index)
    for name in ("sector1", "sector2", "sector3", "theme1", "theme2"):
        filed += (rows[name] + ";").fillna("")
    rows["filed"] = filed.mask(filed.eq(""))
    named = {"title": "project_name", "judged_text": "pdo", "judged_classification": "filed"}
    return _shaped(rows, id="id", country="countryshortname", **named).assign(year=rows["boardapprovaldate"].str[:4])


def gef() -> pd.DataFrame:
    """Projects of the Global Environment Facility with their focal area."""
    return _shaped(
        _csv("gef-projects-2016-07-26.csv"),
        id="GEF_ID",
        title="Title",
        judged_classification="Focal Area",
        country="Country",
    )


def gef_aiddata() -> pd.DataFrame:
    """The land-degradation projects of that facility as AidData lists them, with their purposes."""
    return _shaped(
        _csv("gef-land-degradation-aiddata-projects.csv"),
        id="project_id",
        title="project_title",
        judged_classification="ad_purpose_names",
        country="recipients",
    )


def gcf() -> pd.DataFrame:
    """Projects of the Green Climate Fund: titles."""
    rows = pd.read_excel(LISTS / "gcf-approved-projects-2026-01-31.xlsx", dtype="str", engine="calamine")
    return _shaped(rows, id="Ref #", title="Project Name", judged_classification="Theme", country="Countries")


def gcf_readiness() -> pd.DataFrame:
    """Readiness grants of that fund: titles and kinds of activity."""
    rows = pd.read_excel(LISTS / "gcf-readiness-grants-2026-01-31.xlsx", dtype="str", engine="calamine")
    return _shaped(rows, id="Ref #", title="Project Title", judged_classification="Activity", country="Country")


def crs() -> pd.DataFrame:
    """Descriptions of the OECD's creditor reporting system, each with its number of row for an identifier."""
    rows = pd.read_csv(CRS, dtype="str")
    return _shaped(rows.assign(id=[f"crs{number:04d}" for number in range(len(rows))]), id="id", judged_text="text")


def iati() -> pd.DataFrame:
    """Activities of the real IATI files with titles, descriptions, DAC sectors and policy markers."""
    return pd.DataFrame(list(_activities()), columns=COLUMNS).astype("str")


def _activities() -> Iterator[dict[str, str | None]]:
    for path in sorted(IATI.glob("*.xml")):
        for activity in etree.parse(path, etree.XMLParser(recover=True)).iter("iati-activity"):
            markers = [
                f"{marker.get('code')}:{marker.get('significance')}"
                for marker in activity.iter("policy-marker")
                if (marker.get("significance") or "0") != "0"
            ]
            sectors = [
                each.get("code", "")
                for each in activity.findall("sector")
                if each.get("vocabulary", "1") in ("1", "DAC", "")
            ]
            yield {
                "id": f"{path.stem}|{activity.findtext('iati-identifier', '').strip()}",
                "title": _words(activity, "title"),
                "judged_text": _words(activity, "description"),
                "sectors": ";".join(dict.fromkeys(sectors)) or None,
                "policy_markers": ";".join(markers) or None,
                "country": ";".join(place.get("code", "") for place in activity.findall("recipient-country")) or None,
            }


def _words(activity: etree._Element, tag: str) -> str | None:
    texts = [" ".join("".join(element.itertext()).split()) for element in activity.findall(tag)]
    return " ".join(filter(None, texts)) or None


READERS: Mapping[str, Callable[[], pd.DataFrame]] = {
    "world-bank": world_bank,
    "gef-list": gef,
    "gef-aiddata": gef_aiddata,
    "gcf-projects": gcf,
    "gcf-readiness": gcf_readiness,
    "crs": crs,
    "iati": iati,
}
