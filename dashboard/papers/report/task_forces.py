"""What a task force asks: its seats and reports, the pipeline of projects, the facilities."""

from functools import partial

from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import ONE_ROW, Edition
from dashboard.queries import owed_rows, project_rows, published, strategy_rows
from dashboard.queries.listing import listing
from dashboard.rendering import cards
from dashboard.rendering.charts.stages import Drawn, stages
from dashboard.rendering.headlines import pipeline, strategy
from dashboard.rendering.registers import columns, figured, owed, tables

DOTS_AT_MOST = 300  # projects drawn one by one; more are counted together
ASIDE = ("declined", "withdrawn", "on_hold")


def seats(edition: Edition) -> list[Draft]:
    """Who sits in the task forces, and what have they reported?"""
    words, rows = edition.words, owed_rows.task_forces_of(edition.path, edition.words)
    page = Draft(edition, "seats", words("page.seats"), strategy.seats(edition.figures, words))
    _show_owed(page)
    page.heading(words("seats.title"))
    page.register(
        Register(
            "seats",
            rows,
            columns.SEATS,
            words("seats.caption"),
            edition.made_from("task_forces"),
            figured=figured.SEATS,
        )
    )
    page.missing()
    return [page]


def facilities(edition: Edition) -> list[Draft]:
    """Which facility carries which objectives, and how do they stand?"""
    words = edition.words
    rows = tables.labelled(published.table(edition.path, "marts.facilities"), words)
    rows = owed_rows.names(edition.path, edition.links, words).in_register(rows)
    page = Draft(edition, "facilities", words("page.facilities"), strategy.facilities(edition.figures, words))
    caption = words("facilities.caption")
    page.register(
        Register(
            "facilities", rows, columns.FACILITIES, caption, edition.made_from("facilities"), figured=figured.FACILITIES
        )
    )
    page.missing()
    return [page]


def in_cycle(edition: Edition) -> list[Draft]:
    """Where do projects stand in the cycle, and what do task forces lack?"""
    words, release = edition.words, edition.path
    headline = pipeline.pipeline(edition.figures, words)
    page = Draft(edition, "pipeline", words("page.pipeline"), headline)
    stuck = owed_rows.stuck_by_name(release, edition.links, words)
    if len(stuck):
        page.heading(words("stuck.title"))
        caption = words("stuck.caption", days=pipeline.STUCK_AFTER_DAYS)
        page.register(Register("stuck", stuck, owed.STUCK, caption, edition.made_from("projects")))
    _show_owed(page)
    page.heading(words("pipeline.stages"))
    _show_stages(page, headline.sentence)
    _show_delphi(page)
    page.missing()
    return [page]


def _show_owed(page: Draft) -> None:
    """Vacant seats, late reports and overdue steps by name."""
    words, rows = page.words, owed_rows.owed_by_name(page.edition.path, page.edition.links, page.words)
    if len(rows):
        page.heading(words("owed.title"))
        page.register(Register("owed", rows, owed.OWED, words("owed.caption"), page.edition.made_from("task_forces")))


def _show_stages(page: Draft, title: str) -> None:
    """The projects by stage and the list of them; where none states a stage, the hatched stages."""
    words, release = page.words, page.edition.path
    projects = listing(release, project_rows.IN_STAGE, ONE_ROW, code="").whole()
    if projects.empty:
        nothing = {f"{stage}_count": None for stage in cards.STAGES} | {"side_exit_count": 0, "no_stage_count": 0}
        page.show(cards.stages(nothing, words))
        page.foot(page.edition.made_from("projects"))
        return
    counted = project_rows.in_stage(release, "")
    if counted["days_in_stage"].notna().any():
        drawn, caption = Drawn(projects), words("pipeline.caption")
        if len(projects) > DOTS_AT_MOST:
            drawn = Drawn(counted, project_rows.DAYS_TOGETHER)
            caption = words("pipeline.caption_counted", days=project_rows.DAYS_TOGETHER, n=drawn.most)
        left = tuple(stage for stage in ASIDE if counted["stage"].eq(stage).any())
        page.caption(caption)
        page.chart("stages", title, partial(stages, drawn, cards.STAGES + left, pipeline.STUCK_AFTER_DAYS))
    caption = words("pipeline.table", n=len(projects))
    page.register(Register("projects", projects, columns.PIPELINE, caption, page.edition.made_from("projects")))


def _show_delphi(page: Draft) -> None:
    """The Delphi activities that no project carries out."""
    words, activities = page.words, strategy_rows.delphi_activities(page.edition.path)
    page.heading(pipeline.delphi(page.edition.figures, "", words).sentence)
    page.caption(words("pipeline.delphi_none" if activities.empty else "pipeline.delphi_note"))
    open_ones = activities[activities["projects_count"] == 0]
    if len(open_ones):
        caption = words("pipeline.delphi", shown=len(open_ones), total=len(open_ones))
        page.register(Register("delphi", open_ones, columns.DELPHI, caption, page.edition.made_from("delphi")))
