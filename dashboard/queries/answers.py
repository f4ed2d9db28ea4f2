"""What the pages ask of a release: one cached function per question, the release path is the cache key.

A new release is a new path, so nothing is ever cleared. No page and no chart asks the warehouse itself.
"""

from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.rendering.words import Words
from warehouse import releases
from warehouse.contracts import TABLES

KEPT = 32  # answers kept per question: releases times selections


@st.cache_data(max_entries=4)
def history(data: Path, pointer_changed_at: float) -> list[releases.Release]:
    """Every release of a data folder, newest first; read again when the pointer has moved."""
    return releases.releases(data)


@st.cache_data(max_entries=KEPT)
def table(release: Path, name: str) -> pd.DataFrame:
    """A whole published table, as the contract has it."""
    return releases.read(release, name)


@st.cache_data(max_entries=KEPT)
def objectives(release: Path) -> pd.DataFrame:
    """One row per objective and horizon, with the label of the goal's code."""
    return table(release, "marts.objectives").sort_values(["objective_code", "horizon"]).reset_index(drop=True)


@st.cache_data(max_entries=KEPT)
def goals(release: Path) -> pd.DataFrame:
    """One row per goal and horizon, by code."""
    return table(release, "marts.goals").sort_values(["goal_code", "horizon"]).reset_index(drop=True)


@st.cache_data(max_entries=KEPT)
def headline_progress(release: Path) -> pd.DataFrame:
    """One row per objective: the indicator that speaks for it, its path to 2030, its next open step, the newest date."""
    rows = releases.query(
        release,
        """
        select progress.*, indicators.kind, indicators.unit, steps.due_on
        from marts.objective_progress as progress
        join marts.indicators as indicators using (indicator_code)
        join marts.objectives as objectives
            on objectives.objective_code = progress.objective_code and objectives.horizon = progress.horizon
        left join (
            select indicator_code, min(due_on) as due_on
            from marts.milestones
            where state <> 'reached'
            group by all
        ) as steps using (indicator_code)
        where progress.horizon = 2030
        qualify 1 = row_number() over (
            partition by progress.objective_code
            order by
                progress.indicator_code <> objectives.headline_indicator_code,
                progress.indicator_code
        )
        order by progress.objective_code
        """,
    )
    return rows.merge(newest_observations(release), on="objective_code", how="left", validate="one_to_one")


@st.cache_data(max_entries=KEPT)
def newest_observations(release: Path) -> pd.DataFrame:
    """One row per objective with an approved observation: the newest date."""
    return releases.query(
        release,
        """
        select indicators.objective_code, max(observed_on) as newest_on
        from marts.observations as observations
        join marts.indicators as indicators using (indicator_code)
        where status = 'approved'
        group by all
        """,
    )


@st.cache_data(max_entries=KEPT)
def money_by_objective(release: Path) -> pd.DataFrame:
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
            sum(case when gap_eur is not null then greatest(gap_eur, 0) end) as gap_eur,
            max(latest_reported_on) as latest_reported_on
        from marts.coverage_gaps
        group by all
        order by objective_code nulls last
        """,
    )


@st.cache_data(max_entries=KEPT)
def named_money_by_objective(release: Path) -> pd.DataFrame:
    """As `money_by_objective`, with the labels of each objective."""
    rows = objectives(release)
    names = rows.loc[rows["horizon"] == 2030, ["objective_code", "label_en", "label_fr", "label_es"]]
    return money_by_objective(release).merge(names, on="objective_code", how="left", validate="one_to_one")


@st.cache_data(max_entries=KEPT)
def coverage(release: Path) -> pd.DataFrame:
    """One row per objective and region, with rows for neither."""
    return table(release, "marts.coverage_gaps")


@st.cache_data(max_entries=KEPT)
def countries(release: Path) -> pd.DataFrame:
    """One row per country named by a project: projects and money over all objectives, with its labels."""
    return releases.query(
        release,
        """
        select
            countries.country_code,
            countries.label_en,
            countries.label_fr,
            countries.label_es,
            sum(projects_count) as projects_count,
            sum(committed_eur) as committed_eur,
            sum(disbursed_eur) as disbursed_eur
        from marts.country_coverage as coverage
        join marts.countries as countries using (country_code)
        group by all
        order by committed_eur desc nulls last, countries.country_code
        """,
    )


@st.cache_data(max_entries=KEPT)
def country_names(release: Path, language: str) -> dict[str, str]:
    """The name of every country in a language, by its code."""
    words, labels = Words(language), ["country_code", "label_en", f"label_{language}"]
    rows = table(release, "marts.countries")[list(dict.fromkeys(labels))].to_dict("records")
    return {row["country_code"]: words.label(row) for row in rows}


@st.cache_data(max_entries=KEPT)
def regions(release: Path) -> pd.DataFrame:
    """The regions of the scheme in use, in their order."""
    return table(release, "marts.regions").sort_values("sequence").reset_index(drop=True)


@st.cache_data(max_entries=KEPT)
def region_names(release: Path, language: str) -> dict[str, str]:
    """The name of every region in a language, by its code."""
    return {row["region_code"]: Words(language).label(row) for row in regions(release).to_dict("records")}


@st.cache_data(max_entries=KEPT)
def money_by_year(release: Path) -> pd.DataFrame:
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


@st.cache_data(max_entries=KEPT)
def funders(release: Path) -> pd.DataFrame:
    """One row per giver of money on the ground: pledged, committed, disbursed, and of it what is tied, in EUR."""
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


@st.cache_data(max_entries=KEPT)
def activities(release: Path) -> pd.DataFrame:
    """One row: current projects and aid activities, those tied to an objective, those of land use with their money in EUR."""
    return releases.query(
        release,
        """
        with tied as (select distinct project_id from marts.project_objectives where objective_code is not null)
        select
            count(*) as projects_count,
            count(tied.project_id) as tied_count,
            count(*) filter (is_land_use) as land_use_count,
            sum(committed_eur) filter (is_land_use) as land_use_eur,
            (select max(value_on) from marts.contributions where is_counted) as newest_on
        from marts.projects
        left join tied using (project_id)
        where is_current
        """,
    )


@st.cache_data(max_entries=KEPT)
def of_objective(release: Path, name: str, code: str) -> pd.DataFrame:
    """The rows of a published table that carry this objective code."""
    rows = table(release, name)
    return rows[rows["objective_code"] == code].reset_index(drop=True)


@st.cache_data(max_entries=KEPT)
def progress(release: Path, code: str) -> pd.DataFrame:
    """The assessments of an objective's indicators, one row per indicator and horizon, with the unit of the values."""
    own = of_objective(release, "marts.indicators", code)[["indicator_code", "unit"]]
    return of_objective(release, "marts.objective_progress", code).merge(
        own, on="indicator_code", validate="many_to_one"
    )


@st.cache_data(max_entries=KEPT)
def observations(release: Path, code: str) -> pd.DataFrame:
    """The approved observations of an objective's indicators, oldest first."""
    rows, own = table(release, "marts.observations"), of_objective(release, "marts.indicators", code)
    kept = rows[rows["indicator_code"].isin(own["indicator_code"]) & (rows["status"] == "approved")]
    return kept.sort_values(["indicator_code", "observed_on"]).reset_index(drop=True)


@st.cache_data(max_entries=KEPT)
def milestones(release: Path, code: str) -> pd.DataFrame:
    """The dated steps of an objective's indicators."""
    rows, own = table(release, "marts.milestones"), of_objective(release, "marts.indicators", code)
    return rows[rows["indicator_code"].isin(own["indicator_code"])].reset_index(drop=True)


@st.cache_data(max_entries=KEPT)
def delphi_activities(release: Path) -> pd.DataFrame:
    """The activities of the Delphi implementation strategies; none in a release made before they were asked for."""
    name = "marts.delphi_activities"
    return table(release, name) if name in row_counts(release) else pd.DataFrame(columns=TABLES[name].column_names)


@st.cache_data(max_entries=KEPT)
def problem_counts(release: Path) -> pd.DataFrame:
    """One row per stream, file, rule and severity: how many findings."""
    return releases.query(
        release,
        """
        select stream, source_file, rule_id, severity, count(*) as findings_count
        from marts.problems
        group by all
        order by severity, findings_count desc, stream, source_file, rule_id
        """,
    )


@st.cache_data(max_entries=KEPT)
def refusals(release: Path) -> pd.DataFrame:
    """One row per file that could not be read: the rule, what is wrong, the way out."""
    return releases.query(
        release,
        """
        select source_file, rule_id, message, fix
        from marts.problems
        where stream = 'file' and severity = 'error'
        """,
    )


@st.cache_data(max_entries=KEPT)
def row_counts(release: Path) -> dict[str, int]:
    """How many rows each published table has; a table the release was made without is left out."""
    held = set(
        releases.query(release, "select table_name from duckdb_tables() where schema_name = 'marts'")["table_name"]
    )
    names = [name for name in TABLES if name.removeprefix("marts.") in held and name.startswith("marts.")]
    counts = " union all ".join(f"select '{name}' as name, count(*) as rows_count from {name}" for name in names)
    counted = releases.query(release, counts)
    return {name: int(counted.set_index("name").at[name, "rows_count"]) for name in names}
