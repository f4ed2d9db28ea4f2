"""What the pages ask of money on the ground: by objective, by year, by funder."""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.strategy_rows import objectives
from warehouse import releases

# One row per amount of cash, given or asked, without an amount in euros.
UNCONVERTED = """
select state, amount, currency_code, funder_name, project_id, value_on, source_file, source_row
from marts.contributions
where is_counted and form = 'cash' and amount is not null and amount_eur is null
union all
select
    'asked', asked_amount, currency_code, null, project_id, coalesce(submitted_on, updated_on, starts_on),
    source_file, source_row
from marts.projects
semi join marts.opportunities using (project_id)
where is_current and asked_eur is null
order by 1, 3, 2 desc, 7, 8
"""


@cached
def by_objective(release: Path) -> pd.DataFrame:
    """One row per objective, and one without a code: projects, money asked, committed, disbursed, missing, in EUR.

    Where no source covers any cell of an objective, the number of projects is missing and not zero.
    """
    return releases.query(
        release,
        """
        select
            objective_code,
            sum(projects_count) filter (coverage_state <> 'nothing_reported') as projects_count,
            sum(asked_eur) as asked_eur,
            sum(committed_eur) as committed_eur,
            sum(disbursed_eur) as disbursed_eur,
            sum(unmet_eur) as gap_eur,
            max(latest_reported_on) as latest_reported_on
        from marts.coverage_gaps
        group by all
        order by objective_code nulls last
        """,
    )


@cached
def by_named_objective(release: Path) -> pd.DataFrame:
    """As `by_objective`, with the labels of each objective."""
    rows = objectives(release)
    names = rows.loc[rows["horizon"] == 2030, ["objective_code", "label_en", "label_fr", "label_es"]]
    return by_objective(release).merge(names, on="objective_code", how="left", validate="one_to_one")


@cached
def by_year(release: Path) -> pd.DataFrame:
    """One row per year and money state: euros on the ground."""
    return releases.query(
        release,
        """
        select year, state, sum(amount_eur) as amount_eur, sum(unconverted_count) as unconverted_count
        from marts.investments
        where money_stream = 'ground'
        group by all
        order by year nulls last, state
        """,
    )


@cached
def funders(release: Path) -> pd.DataFrame:
    """One row per funder of money on the ground: pledged, committed, disbursed, and the committed part tied to an objective, in EUR."""
    return releases.query(
        release,
        """
        select
            funder_name,
            sum(amount_eur) filter (state = 'pledged') as pledged_eur,
            sum(amount_eur) filter (state = 'committed') as committed_eur,
            sum(amount_eur) filter (state = 'disbursed') as disbursed_eur,
            sum(amount_eur) filter (state = 'committed' and objective_code is not null) as tied_eur,
            sum(contributions_count) as contributions_count,
            sum(unconverted_count) as unconverted_count
        from marts.investments
        where money_stream = 'ground' and state <> 'asked'
        group by all
        order by committed_eur desc nulls last, funder_name
        """,
    )


@cached
def chosen(release: Path, objectives: str, regions: str, countries: str) -> pd.DataFrame:
    """One row per funder, year and state of money on the ground that is placed at what is picked, codes parted by `;`.

    Money that counts for several objectives or places counts here with the parts that are picked, each once.
    """
    return releases.query(
        release,
        """
        with placed as (
            select
                project_id, placed_by, sum(placed_share) as share,
                coalesce(sum(placed_share) filter (objective_code is not null), 0) as tied_share
            from marts.money_placements
            where ($objectives = '' or list_contains(string_split($objectives, ';'), objective_code))
                and case
                    when $countries <> '' then list_contains(string_split($countries, ';'), country_code)
                    else $regions = '' or list_contains(string_split($regions, ';'), region_code)
                end
            group by all
        )
        select
            given.funder_name,
            year(given.value_on) as year,
            given.state,
            sum((given.amount_eur - coalesce(given.passed_on_eur, 0)) * placed.share) as amount_eur,
            sum((given.amount_eur - coalesce(given.passed_on_eur, 0)) * placed.tied_share) as tied_eur,
            count(*) as contributions_count,
            count(*) filter (given.amount_eur is null) as unconverted_count
        from marts.contributions as given
        inner join placed
            on placed.project_id = given.project_id and placed.placed_by is not distinct from given.placed_by
        where given.is_counted and given.form = 'cash' and given.money_stream = 'ground'
        group by all
        order by all
        """,
        {"objectives": objectives, "regions": regions, "countries": countries},
    )


def chosen_years(rows: pd.DataFrame) -> pd.DataFrame:
    """As `by_year`, of the rows of `chosen`."""
    return _summed(rows, ["year", "state"], ["amount_eur", "unconverted_count"])


def chosen_funders(rows: pd.DataFrame) -> pd.DataFrame:
    """As `funders`, of the rows of `chosen`."""
    counts = _summed(rows, ["funder_name"], ["contributions_count", "unconverted_count"])
    for state in ("pledged", "committed", "disbursed"):
        own = _summed(rows[rows["state"] == state], ["funder_name"], ["amount_eur"])
        counts = counts.merge(own.rename(columns={"amount_eur": f"{state}_eur"}), how="left", on="funder_name")
    tied = _summed(rows[rows["state"] == "committed"], ["funder_name"], ["tied_eur"])
    found = counts.merge(tied, how="left", on="funder_name")
    return found.sort_values(
        ["committed_eur", "funder_name"], ascending=[False, True], ignore_index=True, na_position="last"
    )


def chosen_objectives(cells: pd.DataFrame, release: Path) -> pd.DataFrame:
    """As `by_named_objective`, of the cells that are picked."""
    reported = cells.assign(projects_count=cells["projects_count"].where(cells["coverage_state"] != "nothing_reported"))
    amounts = ["projects_count", "asked_eur", "committed_eur", "disbursed_eur", "unmet_eur"]
    totals = _summed(reported, ["objective_code"], amounts).rename(columns={"unmet_eur": "gap_eur"})
    newest = reported.groupby("objective_code", as_index=False)["latest_reported_on"].max()
    rows = objectives(release)
    names = rows.loc[rows["horizon"] == 2030, ["objective_code", "label_en", "label_fr", "label_es"]]
    return totals.merge(newest, on="objective_code").merge(names, on="objective_code", how="left")


def _summed(rows: pd.DataFrame, keys: list[str], columns: list[str]) -> pd.DataFrame:
    """The sums by keys; of values that are all missing the sum is missing."""
    return rows.groupby(keys, as_index=False, dropna=False)[columns].sum(min_count=1)
