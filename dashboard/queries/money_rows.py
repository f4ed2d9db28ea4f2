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
