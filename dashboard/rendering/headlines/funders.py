"""What the release says to a funder: open projects that fit, the results of the calls, the scenario of a gap."""

from dataclasses import replace

import pandas as pd

from dashboard.rendering.figures import Figures, Noted
from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, capitalised, is_missing
from pipelines.rules.coverage.scenario import FEWEST_PROJECTS, LAST_YEAR, PATHS, Scenario


def opportunities(figures: Figures, words: Words) -> Headline:
    """How many projects are open, and what they lack together."""
    asked = figures.noted()
    total, lacking = asked.count("open_projects"), asked.amount("open_projects_lack")
    unstated = asked.count("open_projects_unstated")
    return replace(_opportunities("open", total, total, lacking, unstated, words), figure_ids=asked.ids)


def fitting(figures: Figures, fitting: pd.DataFrame, words: Words) -> Headline:
    """How many open projects fit the criteria, and what they lack together; only how many are open is a figure."""
    asked = figures.noted()
    lacking, unstated = fitting["gap_eur"].clip(lower=0).sum(min_count=1), int(fitting["gap_eur"].isna().sum())
    total = asked.count("open_projects")
    return replace(_opportunities("fit", len(fitting), total, lacking, unstated, words), figure_ids=asked.ids)


def no_opportunities(figures: Figures, words: Words) -> Headline:
    """What the calls for projects found, where no open project is on record."""
    asked = figures.noted()
    answered = asked.count("calls_answered")
    if not answered:
        return Headline(words("headline.opportunities.none"), words("headline.opportunities.none_lede"))
    in_line, received = asked.count("calls_in_line"), words.number(asked.count("calls_received"))
    sentence = words(
        "headline.opportunities.in_line",
        n=in_line,
        spelled=capitalised(words.spelled(in_line)),
        year=_years(asked, words),
    )
    lede = words("headline.opportunities.in_line_lede", n=answered, total=asked.count("calls"), received=received)
    return Headline(sentence, lede, figure_ids=asked.ids)


def _opportunities(key: str, number: int, total: int, lacking: float | None, unstated: int, words: Words) -> Headline:
    """How many projects of how many, what they lack, and how many state no amount."""
    sentence = words(f"headline.opportunities.{key}", n=number, total=total, amount=words.euros(lacking))
    if is_missing(lacking):
        sentence = words(f"headline.opportunities.{key}_unpriced", n=number, total=total)
    lede = words(f"headline.opportunities.{key}_lede")
    return Headline(sentence, f"{lede} {words('headline.opportunities.unstated', n=unstated)}" if unstated else lede)


def _years(asked: Noted, words: Words) -> str:
    """The years of the calls whose results are on record."""
    first, last = asked.amount("calls_first_year"), asked.amount("calls_last_year")
    if first is None or last is None:
        return words("missing.date")
    return str(int(first)) if first == last else f"{int(first)}\N{EN DASH}{int(last)}"


def scenario(made: Scenario, label: str, words: Words) -> Headline:
    """What the addition would do by estimate, or why there is no estimate."""
    cost, units = made.cost_per_unit_eur, made.units_per_year
    if cost is None or units is None:
        reason = words(f"scenario_reason.{made.reason}", n=made.projects_count, fewest=FEWEST_PROJECTS)
        return Headline(words("headline.scenario.none"), f"{reason} {words('headline.scenario.label')}", subject=label)
    row = made.reached.to_dict("records")[0]
    target = words.short(row["target_value"])
    key = "by" if not is_missing(row["middle"]) else "never"
    year = "" if is_missing(row["middle"]) else str(row["middle"])
    lede = words(
        "headline.scenario.lede",
        low=words.short(units.low),
        high=words.short(units.high),
        cheap=words.euros(cost.low),
        dear=words.euros(cost.high),
    )
    headline = words(f"headline.scenario.{key}", target=target, year=year, last=str(LAST_YEAR))
    return Headline(headline, f"{words('headline.scenario.label')} {lede}", subject=label)


def reached(made: Scenario, words: Words) -> pd.DataFrame:
    """The year each path reaches each target; a target not reached by the last year is said in words."""
    rows = made.reached.astype(object).where(made.reached.notna(), words("scenario.not_reached", last=str(LAST_YEAR)))
    years = {name: [str(value) for value in rows[name]] for name in ("target_year", *PATHS)}
    return rows.assign(**years)
