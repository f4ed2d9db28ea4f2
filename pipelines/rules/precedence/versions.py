"""What is told of versions of a project, and of two projects that are likely one.

Belongs here: every row that gives way to a later one and every row that changes an earlier one, with what changed. Does
not: which version counts and what it keeps (`identity`).
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from pipelines.rules.findings import FINDING_COLUMNS, changed, parameters
from pipelines.rules.membership import among
from pipelines.rules.precedence.lists import OPEN_RECORD
from pipelines.rules.precedence.updates import PLACE

UPDATES, GIVES_WAY, LIKELY_ONE, PLACES_STAY = "PRJ-033", "PRJ-034", "PRJ-035", "PRJ-036"
STREAM = "projects"
SENT = "inbox"
# What is linked to a project, by the field it is read from: the table of links, its column, and the role if it has one.
LISTED: Mapping[str, tuple[str, str, str | None]] = {
    "objectives": ("project_objectives", "objective_code", None),
    "countries": ("project_countries", "country_code", None),
    "regions": ("project_countries", "region_code", None),
    "partners": ("project_organisations", "organisation_name", "partner"),
    "funders": ("project_organisations", "organisation_name", "funder"),
}


def findings(
    projects: pd.DataFrame,
    own_places: pd.DataFrame,
    links: Mapping[str, pd.DataFrame],
    settled: Collection[frozenset[str]] = (),
) -> pd.DataFrame:
    """The findings about versions; `projects` has passed `current_versions`.

    `own_places` are the places that rows name themselves, `links` what each version has by itself or from the one before,
    `settled` the pairs that a person decided to be two projects.
    """
    several = projects[projects.duplicated("project_id", keep=False)]
    versions = several.assign(**{name: _listed(several, links, name) for name in LISTED})
    before = versions[~versions["is_current"].astype(bool)]
    after = versions[versions["version"] > 1]
    differing = changed(STREAM, before, after)
    return pd.concat(
        [
            _findings(GIVES_WAY, before, after, differing),
            _findings(UPDATES, after, before, differing),
            _places_stay(after, own_places),
            _likely_one(projects, links["project_countries"], settled),
        ],
        ignore_index=True,
    )


def _listed(versions: pd.DataFrame, links: Mapping[str, pd.DataFrame], name: str) -> pd.Series:
    """For each version what is linked to it, as a list in one text."""
    table, column, role = LISTED[name]
    rows = links[table]
    rows = rows[rows[column].notna() & (rows["role"].eq(role) if role else True)]
    rows = rows[among(rows["project_id"], versions["project_id"])].sort_values(column)
    joined = rows.groupby(["project_id", "version"])[column].agg(";".join)
    places = pd.MultiIndex.from_frame(versions[["project_id", "version"]])
    return pd.Series(joined.reindex(places).to_numpy(), index=versions.index, dtype="str")


def _findings(rule_id: str, rows: pd.DataFrame, others: pd.DataFrame, differing: Sequence[list]) -> pd.DataFrame:
    """A finding per row that names the version before or after it, and what changed between them."""
    places = zip(others["source_file"], others["source_row"], differing, strict=True)
    texts = [
        parameters(case="changed" if what else "same", **_place(file, row), **({"changes": what} if what else {}))
        for file, row, what in places
    ]
    return _shaped(rows, rule_id, "info", None, texts)


def _place(file: str, row: int | None) -> dict[str, str | int | None]:
    return {"file": file, "row": None if row is None or pd.isna(row) else int(row)}


def _shaped(rows: pd.DataFrame, rule_id: str, severity: str, column: str | None, texts: Sequence[str]) -> pd.DataFrame:
    found = rows[PLACE].assign(
        rule_id=rule_id, severity=severity, stream=STREAM, column=column, value=None, parameters=list(texts)
    )
    return found[list(FINDING_COLUMNS)].astype({"column": "str", "value": "str", "parameters": "str"})


def _places_stay(versions: pd.DataFrame, own_places: pd.DataFrame) -> pd.DataFrame:
    """Later versions that name no place and keep the places of the version before."""
    names_some = _places(versions).isin(_places(own_places))
    rows = versions[~names_some & (versions["countries"].notna() | versions["regions"].notna())]
    places = rows["countries"].fillna(rows["regions"])
    return _shaped(rows, PLACES_STAY, "info", "countries", [parameters(places=text.split(";")) for text in places])


def _places(rows: pd.DataFrame) -> pd.MultiIndex:
    # Activities of one line of XML share file and row.
    return pd.MultiIndex.from_frame(rows[["project_id", *PLACE]].astype("string").fillna(""))


def _likely_one(projects: pd.DataFrame, places: pd.DataFrame, settled: Collection[frozenset[str]]) -> pd.DataFrame:
    """Projects of one title, and one lead or one place in common, under two identifiers: at least one of them was sent.

    Open records share titles by custom, so that two of them are not compared here (`relevance.two_lists`).
    """
    current = projects[projects["is_current"].astype(bool) & projects["title_key"].notna()]
    alike = current[current.duplicated("title_key", keep=False)]
    # Lists of activities alone are not gone through: one of two was sent to us, and one is no activity.
    for is_so in (alike["origin"].eq(SENT), alike["activity_status_code"].isna()):
        alike = alike[alike["title_key"].isin(alike.loc[is_so.reindex(alike.index), "title_key"])]
    if alike.empty:
        return _shaped(alike, LIKELY_ONE, "warning", "title", [])
    named = places[among(places["project_id"], alike["project_id"])]
    where = named.assign(place=named["country_code"].fillna(named["region_code"]))
    where = where.groupby(["project_id", "version"])["place"].agg(frozenset)
    pairs = []
    for _, group in alike.groupby("title_key", sort=False):
        first, *others = group.to_dict("records")
        named = where.reindex(pd.MultiIndex.from_frame(group[["project_id", "version"]])).tolist()
        for other, own in zip(others, named[1:], strict=True):
            both = isinstance(own, frozenset) and isinstance(named[0], frozenset) and bool(own & named[0])
            is_led_alike = pd.notna(first["lead_id"]) and first["lead_id"] == other["lead_id"]
            are_open = first["kind"] == other["kind"] == OPEN_RECORD
            is_settled = frozenset((first["project_id"], other["project_id"])) in settled
            if (both or is_led_alike) and not are_open and not is_settled:
                pairs += [(first, other), (other, first)]
    sent = [(own, other) for own, other in pairs if own["origin"] == SENT]
    rows = pd.DataFrame([own for own, _ in sent], columns=current.columns)
    texts = [
        parameters(
            own=own["project_id"], other=other["project_id"], **_place(other["source_file"], other["source_row"])
        )
        for own, other in sent
    ]
    return _shaped(rows, LIKELY_ONE, "warning", "title", texts)
