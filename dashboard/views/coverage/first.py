"""The objectives that are covered least where a reader looks, and the open projects for them in one click, or as a file."""

from typing import Any

import pandas as pd

from dashboard.queries import project_rows
from dashboard.rendering.headlines import coverage
from dashboard.rendering.panels.first_three import first_three
from dashboard.rendering.selection import Names, Selection
from dashboard.shell import files, project_shortlist
from dashboard.shell.here import Here
from dashboard.shell.ticks import PICKS, written
from pipelines.rules.coverage.fit import Profile, ranked

MOST_PROJECTS = 12  # open projects that stand on the shortlist offered


def show(here: Here, gaps: pd.DataFrame, picked: Selection, called: Names) -> None:
    """The first objectives of the ranking by name, the way to their open projects, and the shortlist of these as a file."""
    codes = coverage.first_codes(gaps)
    if not codes:
        return
    of = Profile(objectives=codes, practices=picked.practices, **_places(gaps, codes, picked))
    judged = ranked(project_rows.open_projects(here.path), of)
    ids = judged.loc[judged["fit_share"] == 1, "project_id"].head(MOST_PROJECTS).to_list()
    kept = Selection(of.objectives, of.regions, of.countries, of.practices).address(project_shortlist.OPPORTUNITIES)
    kept |= {PICKS: written(tuple(ids))} if ids else {}
    names = [called["objectives"].get(code, code) for code in codes]
    way = here.links(project_shortlist.OPPORTUNITIES, **kept)
    here.show(first_three(names, len(ids), way, here.words), "first_three")
    if ids:
        link = files.link(here, project_shortlist.OPPORTUNITIES, kept)
        offered = project_shortlist.made(here, ids, of, project_shortlist.names(here), link)
        files.offer(here, "first_shortlist", offered[:1], link)


def _places(gaps: pd.DataFrame, codes: tuple[str, ...], picked: Selection) -> dict[str, Any]:
    """The countries or regions picked; where none is, the regions in which these objectives stand first."""
    if picked.countries:
        return {"countries": picked.countries}
    first = gaps[gaps["objective_code"].isin(codes)].drop_duplicates("objective_code")
    return {"regions": picked.regions or tuple(dict.fromkeys(first["region_code"]))}
