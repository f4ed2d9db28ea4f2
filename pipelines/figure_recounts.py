"""What the registry of figures says of the main things, and the same counted another way, from core tables where it can be.

Does not belong here: the marts that figures are asked of (`recounts`, `soil_recounts`), and what is done about a difference
(`checks`).
"""

from pipelines.recounts import GROUND, OWN, Recount
from pipelines.rules.progress.record import HORIZONS
from pipelines.soil_recounts import ABOUT_SOILS
from warehouse.families import families

HORIZONS_SAID = "(values " + ", ".join(f"('{horizon}')" for horizon in HORIZONS) + ") as horizons(part)"
BARE = sum(not family.keys for family in families().values())


def _family(name: str, part: str = "split_part(figure_id, '.', 2)") -> str:
    """The figures of a family: the first of their keys and their value."""
    return f"select {part} as part, value from marts.figures where starts_with(figure_id, '{name}.')"


def _bare(*names: str) -> str:
    """Figures without keys."""
    listed = ", ".join(f"'{name}'" for name in names)
    return f"select figure_id as part, value from marts.figures where figure_id in ({listed})"


def _sums(*names: str) -> str:
    """Families of amounts, each summed over all its keys."""
    listed = ", ".join(f"'{name}'" for name in names)
    return (
        "select split_part(figure_id, '.', 1) as part, fsum(value) as value from marts.figures "
        f"where part in ({listed}) and contains(figure_id, '.') group by part"
    )


FIGURE_RECOUNTS = (
    Recount(
        "figures without keys",
        "figures",
        "select 'figures' as part, count(*) as value from marts.figures where not contains(figure_id, '.')",
        f"select 'figures' as part, {BARE} as value",
    ),
    Recount(
        "objectives",
        "figures",
        _family("objectives"),
        f"select part, (select count(*) from core.objectives) as value from {HORIZONS_SAID}",
    ),
    Recount(
        "assessed",
        "figures",
        _family("assessed"),
        "select horizon::varchar as part, count(distinct objective_code) as value from marts.objective_progress "
        "where status <> 'cannot_be_assessed' group by horizon",
    ),
    Recount(
        "money in every cell, by state",
        "figures",
        _sums("pledged", "committed", "disbursed"),
        f"select state as part, fsum(amount_eur) as value {GROUND} group by state",
    ),
    Recount(
        "money by objective, by state",
        "figures",
        _sums("objective_committed", "objective_disbursed"),
        f"select concat('objective_', state) as part, fsum(amount_eur) as value {GROUND} "
        "and state in ('committed', 'disbursed') group by state",
    ),
    Recount(
        "agreements",
        "figures",
        _bare("agreements"),
        "select 'agreements' as part, count(*) as value from core.partnerships",
    ),
    Recount(
        "rows",
        "figures",
        _bare("rows_read", "rows_admitted", "rows_held"),
        "unpivot (select sum(rows_read) as rows_read, sum(rows_admitted) as rows_admitted, sum(rows_held) as rows_held "
        "from core.sources) on columns(*) into name part value value",
    ),
    Recount(
        "files",
        "figures",
        _bare("sources", "sources_late", "sources_refused"),
        "unpivot (select count(*) as sources, count_if(is_late) as sources_late, count_if(is_refused) as sources_refused "
        "from (select bool_or(is_stale) as is_late, bool_or(status = 'refused') as is_refused from core.sources "
        "group by origin, source_file)) on columns(*) into name part value value",
    ),
    Recount(
        "open records about soils",
        "figures",
        _bare("open_records", "in_preparation"),
        "select if(is_in_preparation, 'in_preparation', 'open_records') as part, count(*) as value "
        f"from {ABOUT_SOILS} group by all",
    ),
    Recount(
        "newest counted contribution",
        "figures",
        "select 'year' as part, year(text_value::date) as value from marts.figures where figure_id = 'newest_money'",
        f"select 'year' as part, year(max(value_on)) as value from {OWN} where is_counted",
    ),
)
