"""The start page and what the Board asks first: roll call and grid, goals, agreements, budget, questions."""

from functools import partial

from dashboard.papers.report.changed import card
from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import Edition
from dashboard.queries import coverage_rows, published, question_rows, strategy_rows
from dashboard.rendering.charts.money import budget_chart
from dashboard.rendering.headlines import money, questions, soils, strategy
from dashboard.rendering.panels.headline_cards import headline_cards
from dashboard.rendering.panels.roll_call import roll_call
from dashboard.rendering.panels.strategy_grid import StrategyFrames, strategy_grid
from dashboard.rendering.registers import asked, columns, figured, tables
from dashboard.rendering.registers.worded import own_names


def overview(edition: Edition) -> list[Draft]:
    """Where does the strategy stand? The roll call, the grid of 24, four headlines."""
    words, release, links = edition.words, edition.path, edition.links
    objectives = strategy_rows.objectives(release)
    page = Draft(edition, "overview", words("page.overview"), strategy.strategy(edition.figures, 2030, words))
    page.show(roll_call(objectives, edition.figures, edition.as_of, words, links))
    page.heading(words("overview.grid"))
    frames = StrategyFrames(
        strategy_rows.goals(release),
        objectives,
        strategy_rows.headline_progress(release),
        coverage_rows.coverage(release),
        coverage_rows.regions(release),
        edition.figures,
    )
    page.show(strategy_grid(frames, words, links))
    page.foot(edition.made_from("strategy"))
    headlines = [
        card(edition),
        money.partnerships(edition.figures, words),
        soils.soils(edition.figures, words),
        money.budget(edition.figures, words),
    ]
    page.show(headline_cards(headlines, words, links))
    page.missing()
    return [page]


def goals(edition: Edition) -> list[Draft]:
    """How many objectives stand where, goal by goal."""
    words, rows = edition.words, strategy_rows.goals(edition.path)
    page = Draft(edition, "goals", words("page.goals"), strategy.goals(edition.figures, 2030, words))
    for horizon in (2030, 2050):
        shown = tables.labelled(rows[rows["horizon"] == horizon], words)
        caption = words("goals.caption", horizon=str(horizon))
        page.register(
            Register(
                f"goals_{horizon}", shown, columns.GOALS, caption, edition.made_from("strategy"), figured=figured.GOALS
            ),
            horizon == 2050,
        )
    page.missing()
    return [page]


def partnerships(edition: Edition) -> list[Draft]:
    """Which agreements stand, and until when?"""
    words, release = edition.words, edition.path
    by_end = money.by_end(published.table(release, "marts.partnerships"))
    english, own = (coverage_rows.country_names(release, language) for language in ("en", words.language))
    rows = by_end.assign(country_or_kind=own_names(by_end["country_or_kind"], english, own))
    page = Draft(edition, "partnerships", words("page.partnerships"), money.partnerships(edition.figures, words))
    caption = words("partnerships.caption")
    page.register(
        Register(
            "agreements",
            rows,
            columns.PARTNERSHIPS,
            caption,
            edition.made_from("partnerships"),
            figured=figured.PARTNERSHIPS,
        )
    )
    page.heading(words("partnerships.partners"))
    counts, caption = published.table(release, "marts.partner_counts"), words("partnerships.partners_caption")
    page.register(Register("counts", counts, columns.PARTNER_COUNTS, caption, edition.made_from("partner_counts")))
    page.missing()
    return [page]


def budget(edition: Edition) -> list[Draft]:
    """How much of the Initiative's own budget was available? Kept apart from money on the ground."""
    words, release = edition.words, edition.path
    budgets = published.table(release, "marts.budgets")
    headline = money.budget(edition.figures, words)
    page = Draft(edition, "budget", words("page.budget"), headline)
    if len(budgets):
        page.chart("budget", headline.sentence, partial(budget_chart, budgets))
    page.foot(edition.made_from("budget"))
    show_support(page)
    page.missing()
    return [page]


def show_support(page: Draft) -> None:
    """What supports the Initiative beside money: secondments, offices, staff."""
    words, support = page.words, published.table(page.edition.path, "marts.support")
    if len(support):
        page.heading(words("budget.support"))
        caption = words("budget.support_caption")
        page.register(Register("support", support, columns.SUPPORT, caption, page.edition.made_from("support")))


def asked_of(edition: Edition) -> list[Draft]:
    """What does the release lack, who can supply it, and what would an answer settle?"""
    words, release = edition.words, edition.path
    every = question_rows.asked(release, edition.as_of)
    headline = questions.questions(every, published.row_counts(release)["marts.objective_progress"], words)
    page = Draft(edition, "questions", words("page.questions"), headline)
    rows = asked.rows(every, asked.Named.of(question_rows.tables(release)), words)
    caption = words("questions.caption", n=len(rows))
    page.register(Register("questions", rows, asked.COLUMNS, caption, edition.made_from("release")))
    return [page]
