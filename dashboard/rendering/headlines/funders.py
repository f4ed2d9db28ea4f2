"""What the release says to a funder: open projects that fit, the results of the calls, the scenario of a gap."""

import pandas as pd

from dashboard.rendering.headlines.headline import Headline
from dashboard.rendering.words import Words, capitalised, is_missing
from pipelines.rules.coverage.scenario import FEWEST_PROJECTS, LAST_YEAR, PATHS, Scenario


def opportunities(total: int, fitting: pd.DataFrame, is_stated: bool, words: Words) -> Headline:
    """How many open projects fit the criteria, or are open at all, and what they lack together."""
    lacking = fitting["gap_eur"].clip(lower=0).sum(min_count=1)
    unstated = int(fitting["gap_eur"].isna().sum())
    key = "fit" if is_stated else "open"
    headline = words(f"headline.opportunities.{key}", n=len(fitting), total=total, amount=words.euros(lacking))
    if is_missing(lacking):
        headline = words(f"headline.opportunities.{key}_unpriced", n=len(fitting), total=total)
    lede = words(f"headline.opportunities.{key}_lede")
    return Headline(headline, f"{lede} {words('headline.opportunities.unstated', n=unstated)}" if unstated else lede)


def no_opportunities(calls: pd.DataFrame, words: Words) -> Headline:
    """What the calls for projects found, where no open project is on record."""
    answered = calls[calls["in_line_count"].notna()]
    if answered.empty:
        return Headline(words("headline.opportunities.none"), words("headline.opportunities.none_lede"))
    in_line = int(answered["in_line_count"].sum())
    dated = answered[["closed_on", "opened_on"]].bfill(axis=1).iloc[:, 0].dropna()
    years = sorted({str(day.year) for day in dated})
    when = years[0] if len(years) == 1 else f"{years[0]}\N{EN DASH}{years[-1]}" if years else words("missing.date")
    spelled = words.spelled(in_line)
    return Headline(
        words("headline.opportunities.in_line", n=in_line, spelled=capitalised(spelled), year=when),
        words(
            "headline.opportunities.in_line_lede",
            n=len(answered),
            total=len(calls),
            received=words.number(int(answered["received_count"].sum())),
        ),
    )


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
