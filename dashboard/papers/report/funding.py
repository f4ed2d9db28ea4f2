"""What a funder asks: soils by country, open records, those who publish them, what is in preparation, projects, money."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import ONE_ROW, Edition
from dashboard.papers.report.start import show_support
from dashboard.queries import (
    coverage_rows,
    money_rows,
    open_records,
    project_rows,
    published,
    publisher_rows,
    record_rows,
    soil_rows,
)
from dashboard.queries.listing import listing
from dashboard.rendering.charts.money import years_chart
from dashboard.rendering.charts.soil import debt_beside_records
from dashboard.rendering.headlines import funders, lists, money, search, soils
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.panels.beside import beside
from dashboard.rendering.panels.every_country import every_country
from dashboard.rendering.panels.matches import advice, matches
from dashboard.rendering.panels.soil_map import on_map
from dashboard.rendering.registers import columns, figured, recorded, tables
from pipelines.rules.coverage.fit import Profile, match
from warehouse.contracts.codes import ASSESSMENT_RESULTS, SIC_STAGES

MATCHES_SHOWN = 25
RECORDS = ("title", "publisher", "soil_relevance", "practices", "countries", "year", "amount_eur", "source_link")
OPEN_PROJECTS = (
    "title",
    "lead",
    "objectives",
    "countries",
    "stage",
    "assessment",
    "asked_eur",
    "committed_eur",
    "gap_eur",
    "updated_on",
)


def soils_by_country(edition: Edition) -> list[Draft]:
    """What did the soils of each country lose, and what do open records do for them?"""
    words, links, release = edition.words, edition.links, edition.path
    needs, source = soil_rows.needs(release), edition.made_from("soils")
    headline = soils.soils(edition.figures, words)
    page = Draft(edition, "soils", words("page.soils"), headline)
    page.caption(soils.read(edition.figures, words).sentence)
    ten = soils.indebted(needs)
    if len(ten):
        page.heading(words("soils.ten", n=len(ten)))
        page.show(beside(ten, edition.figures, words, links))
        page.foot(source)
    page.heading(soils.mapped(edition.figures, words).sentence)
    page.caption(soils.ever(edition.figures, words).sentence)
    page.show(on_map(needs, coverage_rows.country_names(release, words.language), words, links))
    if len(needs):
        if len(ten):
            page.caption(words("soil.caption"))
            shown = tables.labelled(soils.shown(needs), words)
            page.chart("soil", headline.sentence, partial(debt_beside_records, shown))
        every = tables.labelled(every_country(needs, words, links), words)
        page.register(
            Register(
                "countries",
                every,
                columns.NEEDS,
                words("soils.table"),
                source,
                anchored="country",
                figured=figured.NEEDS,
            )
        )
    page.credits()
    page.missing()
    return [page]


def records(edition: Edition) -> list[Draft]:
    """The open records about soils: a search of all of them, and the table in parts."""
    words, release, rows = edition.words, edition.path, edition.records
    if rows.empty:
        page = Draft(edition, "records", words("page.records"), lists.none_read(words))
    else:
        _, aside = record_rows.numbers(release, record_rows.Selection())
        headline = search.records(len(rows), len(rows), aside, False, words)
        page = Draft(edition, "records", words("page.records"), headline)
        page.look_in("record")
        worded = partial(_catalogued, edition=edition)
        caption = words("open.caption", n=len(rows))
        page.register(
            Register("records", rows, RECORDS, caption, edition.made_from("lists"), worded=worded, anchored="record")
        )
    page.credits()
    page.missing()
    return [page]


def publishers(edition: Edition) -> list[Draft]:
    """All who publish open records about soils."""
    words, release, rows = edition.words, edition.path, edition.publishers
    headline = lists.publishers(edition.figures, words) if len(rows) else lists.none_read(words)
    page = Draft(edition, "funder", words("page.funder"), headline)
    if len(rows):
        names = open_records.names(release, words.language).lists
        shown = rows.assign(
            lists=[recorded.named(codes, names, None, words) for codes in rows["lists"]],
            recent_eur=recorded.or_none(rows["recent_eur"], rows["recent_count"], words),
        )
        caption = words("publishers.caption", n=len(rows), fewest=publisher_rows.FEWEST_SIZED)
        page.register(
            Register("publishers", shown, recorded.PUBLISHERS, caption, edition.made_from("lists"), anchored="funder")
        )
    page.credits()
    page.missing()
    return [page]


def preparation(edition: Edition) -> list[Draft]:
    """What do others prepare for soils?"""
    words, links, release = edition.words, edition.links, edition.path
    if not open_records.has_records(release):
        page = Draft(edition, "preparation", words("page.preparation"), lists.none_read(words))
    else:
        headline = lists.preparation(edition.figures, words)
        page = Draft(edition, "preparation", words("page.preparation"), headline)
        rows = open_records.of_publisher(release, "", True, ONE_ROW).whole()
        if len(rows):
            names = open_records.names(release, words.language)
            worded = partial(recorded.worded, names=names, words=words, links=links)
            caption = words("open.caption", n=len(rows))
            page.register(
                Register("records", rows, recorded.IN_PREPARATION, caption, edition.made_from("lists"), worded=worded)
            )
    page.credits()
    page.missing()
    return [page]


def opportunities(edition: Edition) -> list[Draft]:
    """Which open projects seek money? Where none is open, the results of the calls."""
    words, release = edition.words, edition.path
    title, rows = words("page.opportunities"), published.table(release, "marts.opportunities")
    if rows.empty:
        calls = published.table(release, "marts.calls")
        page = Draft(edition, "opportunities", title, funders.no_opportunities(edition.figures, words))
        page.show(advice(words))
        if len(calls):
            page.heading(words("opportunities.calls"))
            caption = words("opportunities.calls_caption")
            page.register(Register("calls", calls, columns.CALLS, caption, edition.made_from("calls")))
        page.missing()
        return [page]
    judged = match(project_rows.opportunities(release, rows["project_id"]), Profile())
    page = Draft(edition, "opportunities", title, _without_criteria(edition))
    page.show(advice(words))
    page.heading(words("opportunities.title", n=len(judged)))
    names = _names(edition)
    page.show(matches(judged.head(MATCHES_SHOWN), names, words, edition.links))
    if len(judged) > MATCHES_SHOWN:
        shown = judged.assign(
            countries=[recorded.named(codes, names["countries"], None, words) for codes in judged["countries"]]
        )
        caption = words("report.open_projects", n=len(judged))
        page.register(Register("projects", shown, OPEN_PROJECTS, caption, edition.made_from("projects")))
    else:
        page.foot(edition.made_from("projects"))
    page.missing()
    return [page]


def investments(edition: Edition) -> list[Draft]:
    """Who gives how much, when, and for which objective?"""
    words, release = edition.words, edition.path
    totals, years, source = (
        money_rows.by_named_objective(release),
        money_rows.by_year(release),
        edition.made_from("money"),
    )
    headline = money.investments(edition.figures, words)
    page = Draft(edition, "investments", words("page.investments"), headline)
    page.caption(soils.read(edition.figures, words).sentence)
    if len(years):
        page.chart("by_year", headline.sentence, partial(years_chart, years))
    page.foot(source)
    page.heading(words("investments.funders"))
    caption = words("investments.funders_caption")
    page.register(
        Register("funders", money_rows.funders(release), columns.FUNDERS, caption, source, figured=figured.FUNDERS)
    )
    page.heading(words("investments.objectives"))
    named = tables.labelled(totals, words, words("missing.none"))
    page.register(
        Register(
            "objectives", named, columns.TOTALS, words("investments.objectives_caption"), source, figured=figured.TOTALS
        )
    )
    _show_concentration(page)
    _show_doubtful(page)
    show_support(page)
    page.missing()
    return [page]


def _show_concentration(page: Draft) -> None:
    """On how many funders and agreements the money of each objective rests."""
    words, rows = page.words, published.table(page.edition.path, "marts.concentration")
    rests = money.concentration(page.edition.figures, words)
    page.heading(rests.sentence)
    funded = rows[rows["funders_count"] > 0]
    if len(funded):
        page.caption(rests.lede)
        caption = words("investments.concentration_caption")
        page.register(
            Register(
                "concentration",
                funded,
                columns.CONCENTRATION,
                caption,
                page.edition.made_from("money"),
                figured=figured.CONCENTRATION,
            )
        )


def _show_doubtful(page: Draft) -> None:
    """Likely doubles, and amounts that could not be converted."""
    words, release = page.words, page.edition.path
    pairs = published.table(release, "marts.likely_doubles")
    page.heading(words("doubles.title", n=len(pairs)))
    if len(pairs):
        page.caption(words("doubles.caption"))
        worded = partial(money.doubles, words=words)
        caption = words("doubles.table")
        page.register(
            Register("doubles", pairs, columns.DOUBLES, caption, page.edition.made_from("money"), worded=worded)
        )
    amounts = listing(release, money_rows.UNCONVERTED, ONE_ROW).whole()
    page.heading(words("unconverted.title", n=len(amounts)))
    if len(amounts):
        page.caption(words("unconverted.caption"))
        caption = words("unconverted.table")
        page.register(Register("unconverted", amounts, columns.UNCONVERTED, caption, page.edition.made_from("money")))


def _catalogued(rows: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """A part of the open records in words; each title stands for itself, as its row is all that the report has of it."""
    words, names = edition.words, open_records.names(edition.path, edition.words.language)
    shown = rows.assign(
        practices=[
            recorded.named(codes, names.practices, None, words) or words("practices.no_practice")
            for codes in rows["practices"]
        ],
        countries=[
            recorded.named(codes, names.countries, recorded.COUNTRIES_SHOWN, words) or words("cell.no_country")
            for codes in rows["countries"]
        ],
        source_link=[recorded.outside(link, words("open.at_source")) for link in rows["source_link"]],
    )
    return recorded.with_publisher(shown, edition.links)


def _without_criteria(edition: Edition) -> Headline:
    """The headline of the open projects, where no criteria can be picked."""
    words, headline = edition.words, funders.opportunities(edition.figures, edition.words)
    unstated = edition.figures.noted().count("open_projects_unstated")
    said = words("headline.opportunities.unstated", n=unstated) if unstated else ""
    return replace(headline, lede=f"{words('report.no_criteria')} {said}".strip())


def _names(edition: Edition) -> Mapping[str, Mapping[str, str]]:
    """The names of what a project has, by criterion."""
    words = edition.words
    return {
        "countries": coverage_rows.country_names(edition.path, words.language),
        "stages": {stage: words(f"value.sic_stage.{stage}") for stage in SIC_STAGES},
        "assessments": {result: words(f"value.assessment_result.{result}") for result in ASSESSMENT_RESULTS},
    }
