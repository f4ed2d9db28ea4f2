"""What the pages ask of places: the cells of the coverage grid, countries and regions with their names."""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.published import table
from dashboard.rendering.words import Words
from warehouse import releases


@cached
def coverage(release: Path) -> pd.DataFrame:
    """One row per objective and region, with rows for neither."""
    return table(release, "marts.coverage_gaps")


@cached
def countries(release: Path, objectives: str = "", regions: str = "", countries: str = "") -> pd.DataFrame:
    """One row per country named by a project tied to an objective: projects and money over all objectives, with its labels.

    Of objectives, regions and countries named, parted by `;`, only these; a text without any lets everything through.
    """
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
        where objective_code is not null
            and ($objectives = '' or list_contains(string_split($objectives, ';'), objective_code))
            and ($regions = '' or list_contains(string_split($regions, ';'), coverage.region_code))
            and ($countries = '' or list_contains(string_split($countries, ';'), country_code))
        group by all
        order by committed_eur desc nulls last, countries.country_code
        """,
        {"objectives": objectives, "regions": regions, "countries": countries},
    )


@cached
def codes_of(release: Path, regions: str, countries: str) -> tuple[str, ...]:
    """The countries named, else those of the regions named, codes parted by `;`; none where neither is."""
    rows = table(release, "marts.countries")
    column, codes = ("country_code", countries) if countries else ("region_code", regions)
    return tuple(rows.loc[rows[column].isin(codes.split(";")), "country_code"])


@cached
def country_names(release: Path, language: str) -> dict[str, str]:
    """The name of every country in a language, by its code."""
    words, labels = Words(language), ["country_code", "label_en", f"label_{language}"]
    rows = table(release, "marts.countries")[list(dict.fromkeys(labels))].to_dict("records")
    return {row["country_code"]: words.label(row) for row in rows}


@cached
def regions(release: Path) -> pd.DataFrame:
    """The regions of the scheme in use, in their order."""
    return table(release, "marts.regions").sort_values("sequence").reset_index(drop=True)


@cached
def region_names(release: Path, language: str) -> dict[str, str]:
    """The name of every region in a language, by its code."""
    return {row["region_code"]: Words(language).label(row) for row in regions(release).to_dict("records")}
