"""The start page and what the Board asks first: roll call and grid, goals, agreements, budget, questions."""

from functools import partial

from dashboard.papers.report.changed import card
from dashboard.papers.report.draft import Draft, Register
from dashboard.papers.report.edition import Edition
from dashboard.queries import coverage_rows, published, question_rows, strategy_rows
from dashboard.rendering.charts.budget import budget_chart, stated
from dashboard.rendering.charts.partners import can_be_drawn, partners_chart, said
from dashboard.rendering.headlines import money, questions, soils, strategy
from dashboard.rendering.panels.goal_rows import goal_rows
from dashboard.rendering.panels.headline_cards import headline_cards
from dashboard.rendering.panels.roll_call import roll_call
from dashboard.rendering.panels.strategy_grid import StrategyFrames, strategy_grid
from dashboard.rendering.registers import agreements, asked, columns, figured, tables


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
    """Where do the objectives of each goal stand?"""
    words, release = edition.words, edition.path
    page = Draft(edition, "goals", words("page.goals"), strategy.goals(edition.figures, 2030, words))
    goals, objectives = strategy_rows.goals(release), strategy_rows.objectives(release)
    page.show(goal_rows(goals, objectives, edition.figures, words, edition.links))
    page.foot(edition.made_from("strategy"))
    page.missing()
    return [page]


def partnerships(edition: Edition) -> list[Draft]:
    """Which agreements stand, and until when?"""
    words, release = edition.words, edition.path
    by_end = money.by_end(published.table(release, "marts.partnerships"))
    english, own = (coverage_rows.country_names(release, language) for language in ("en", words.language))
    rows = agreements.named(by_end, english, own, words)
    page = Draft(edition, "partnerships", words("page.partnerships"), money.partnerships(edition.figures, words))
    numbers, source = figured.PARTNERSHIPS.of(edition.figures), edition.made_from("partnerships")
    for standing in agreements.by_standing(rows, edition.figures, words):
        if standing.name == agreements.ENDED:
            shown = tables.register(standing.rows, standing.columns, "", words, edition.links, numbers=numbers)
            page.opens(standing.title, shown)
            continue
        page.heading(standing.title)
        register = Register(standing.name, standing.rows, standing.columns, "", source, figured=figured.PARTNERSHIPS)
        page.register(register, is_foot_shown=False)
    page.foot(source)
    page.heading(words("partnerships.partners"))
    counts, caption = published.table(release, "marts.partner_counts"), words("partnerships.partners_caption")
    if can_be_drawn(counts):
        page.chart("partners", said(counts, words), partial(partners_chart, counts))
    page.register(Register("counts", counts, columns.PARTNER_COUNTS, caption, edition.made_from("partner_counts")))
    page.missing()
    return [page]


def budget(edition: Edition) -> list[Draft]:
    """How much of the Initiative's own budget was available? Kept apart from money on the ground."""
    words, release = edition.words, edition.path
    budgets = published.table(release, "marts.budgets")
    headline = money.budget(edition.figures, words)
    page = Draft(edition, "budget", words("page.budget"), headline)
    if len(stated(budgets)):
        page.caption(words("budget.caption"))
        page.chart("budget", headline.sentence, partial(budget_chart, budgets))
    newest = budgets.sort_values(["budget_year", "budget_eur"], ascending=False)
    page.register(Register("budgets", newest, columns.BUDGETS, words("budget.items"), edition.made_from("budget")))
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
