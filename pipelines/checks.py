"""Facts that must hold before a release is published: each names what breaks it.

The step that writes the table of a fact states it, and stops there when it is broken and blocks: nothing that rests on
the table is made, nothing is published. Does not belong here: what one row must be (`warehouse/contracts`).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import dagster as dg
import duckdb

from pipelines import withholding
from pipelines.figure_recounts import FIGURE_RECOUNTS
from pipelines.recounts import RECOUNTS, Recount
from pipelines.rules.progress.record import HORIZONS
from pipelines.soil_recounts import SOIL_RECOUNTS
from sources.addresses import without_addresses
from warehouse import releases
from warehouse.contracts import TABLES

GOALS_COUNT, OBJECTIVES_COUNT, FACILITIES_COUNT = 6, 24, 13  # the strategy adopted in 2020
CENT = 0.005
SHARE_TOLERANCE = 1e-6  # sums of shares are floats
# Marts that choose rows of their table, or count more: parties that mention something, lists that are here as a whole.
CHOSEN = {"marts.ndc_mentions", "marts.list_coverage"}
# What a mart of single rows answers from other tables too, and so may say otherwise than the core table.
ANSWERED_ANEW = {
    ("marts.projects", "assessment_result"),
    ("marts.projects", "has_letter_of_support"),
    ("marts.projects", "is_published_opportunity"),
    ("marts.lists", "as_of"),
}
# The core table whose rows a mart keeps, where it is not that of its name.
KEPT_FROM = {"marts.indicators": "core.indicators_in_force"}
HELD_SHARE_TO_WARN_OF = 0.05
# Written here once more, and not taken from where addresses are withheld: what is missed there must show.
ADDRESS = r"[\pL\pN_.+-]@([\pL\pN_-]+\.)+\pL{2,}"
TOGETHER = r"[^\s<>(){}\[\],;\"']+@[^\s<>(){}\[\],;\"']+"  # what stands together around an @
BROKEN_SHOWN = 10
ROUNDING = 1e-12  # of a sum as large as those of currencies of which many make one euro
# Differences that must be, to the cent, what is left out for a reason.
BY_REASON = ["by_reason", "no_longer_asked", "not_converted"]
Warehouse = duckdb.DuckDBPyConnection


def the_strategy_is_whole(opened: Warehouse, data_dir: Path) -> list[str]:
    """6 goals and 24 objectives are present at both horizons."""
    counted = opened.execute(
        "select horizon, count(distinct goals.goal_code), count(distinct objectives.objective_code) "
        "from marts.objectives full join marts.goals using (goal_code, horizon) group by horizon"
    ).fetchall()
    found = {horizon: (goals, objectives) for horizon, goals, objectives in counted}
    return [
        f"{horizon}: {found[horizon][0]} goals, {found[horizon][1]} objectives"
        if horizon in found
        else f"{horizon}: none"
        for horizon in HORIZONS
        if found.get(horizon) != (GOALS_COUNT, OBJECTIVES_COUNT)
    ]


def every_verdict_has_one_status_and_a_reason_where_needed(opened: Warehouse, data_dir: Path) -> list[str]:
    """Every indicator has a verdict at both horizons; one that cannot be assessed has a reason, any other has none."""
    return _found(
        opened,
        "select concat(indicator_code, ' ', horizon, ': ', coalesce(status, 'no verdict'), ', ', "
        "coalesce(reason, 'no reason')) from marts.objective_progress full join (select indicator_code, "
        "unnest($horizons) as horizon from core.indicators_in_force) using (indicator_code, horizon) "
        "where status is null or (status = 'cannot_be_assessed') <> (reason is not null) order by all",
        horizons=list(HORIZONS),
    )


def every_row_is_admitted_or_held(opened: Warehouse, data_dir: Path) -> list[str]:
    """Rows read = rows admitted + rows held, file by file and stream by stream; each is counted where it stands."""
    return _found(
        opened,
        "select concat(source_file, ' (', stream, '): ', read, ' read, ', admitted, ' admitted, ', held, ' held') "
        "from (select source_file, stream, rows_read as read, rows_admitted as admitted, rows_held as held "
        "from core.sources union all select source_file, 'transactions', transactions_read, transactions_admitted, "
        "transactions_held from core.sources where transactions_read is not null) "
        "where read is distinct from admitted + held order by all",
    )


def every_mart_keeps_the_rows_of_its_table(opened: Warehouse, data_dir: Path) -> list[str]:
    """A mart of single rows has those of the core table of its name: none lost, none made, no value changed."""
    broken: list[str] = []
    for name, contract in TABLES.items():
        core = TABLES.get(KEPT_FROM.get(name, name.replace("marts.", "core.")))
        if contract.layer != "marts" or core is None or core.key != contract.key or name in CHOSEN:
            continue
        shared = [f'"{each}"' for each in contract.column_names if each in core.column_names]
        columns = ", ".join(each for each in shared if (name, each.strip('"')) not in ANSWERED_ANEW)
        # One number for a row: compared column by column, sixty columns of text take three times as long.
        rows = f"select hash({columns}) from %s except all select hash({columns}) from %s"
        lost, made = (f"(select count(*) from ({rows % pair}))" for pair in ((core.name, name), (name, core.name)))
        broken += _found(
            opened,
            f"select concat('{name}: ', lost, ' rows of ', '{core.name}', ' lost or changed, ', made, ' made') "
            f"from (select {lost} as lost, {made} as made) where lost + made > 0",
        )
    return broken


def every_answer_agrees_with_another_count(opened: Warehouse, data_dir: Path) -> list[str]:
    """What a mart says in sum is what another count of the same says."""
    return _differing(opened, (*RECOUNTS, *SOIL_RECOUNTS))


def every_figure_agrees_with_another_count(opened: Warehouse, data_dir: Path) -> list[str]:
    """What the registry of figures says is what another count of the same says."""
    return _differing(opened, FIGURE_RECOUNTS)


def the_parts_of_a_project_make_one(opened: Warehouse, data_dir: Path) -> list[str]:
    """The shares in which a current project is placed sum to one, and each current project is placed."""
    return _found(
        opened,
        "select concat(project_id, ': ', coalesce(round(share, 6)::varchar, 'not placed')) "
        "from (select projects.project_id, sum(placements.placed_share) as share from core.projects "
        "left join marts.placements on placements.project_id = projects.project_id where projects.is_current "
        "group by projects.project_id) where share is null or abs(share - 1) > $tolerance order by all",
        tolerance=SHARE_TOLERANCE,
    )


def few_rows_are_held(opened: Warehouse, data_dir: Path) -> list[str]:
    """Not more than 5 % of the rows read are held and not yet mended."""
    return _found(
        opened,
        "select concat(sum(rows_held - rows_mended), ' of ', sum(rows_read), ' rows held') from core.sources "
        "having sum(rows_held - rows_mended) > $share * sum(rows_read)",
        share=HELD_SHARE_TO_WARN_OF,
    )


def every_facility_is_present(opened: Warehouse, data_dir: Path) -> list[str]:
    """CF1 to CF7 and GF1 to GF6 are present."""
    counted = "select concat(count(*), ' facilities') from marts.facilities having count(*) <> $count"
    return _found(opened, counted, count=FACILITIES_COUNT)


def parts_add_up_or_are_explained(opened: Warehouse, data_dir: Path) -> list[str]:
    """A total and the sum of its parts are equal to the cent, or what is left out for a reason is all of the difference.

    A project counts in each of its cells, so that there are no fewer of these than projects.
    """
    return _found(
        opened,
        "select concat(total, ' by ', cut, ': ', round(difference, 2), if(explained = 0, '', "
        "concat(', of it explained ', round(explained, 2)))) from (select *, case "
        "when list_contains($by_reason, difference_reason) then coalesce(left_out.value, 0) "
        "when difference_reason = 'each_cell' then least(difference, 0) else 0 end as explained "
        "from marts.reconciliation left join (select total, fsum(left_out_value) as value from marts.exclusions "
        "group by total) as left_out using (total)) where abs(difference - explained) > $cent + $rounding * abs(coalesce(total_value, 0)) "
        "order by all",
        cent=CENT,
        rounding=ROUNDING,
        by_reason=BY_REASON,
    )


def no_contact_detail_is_published(opened: Warehouse, data_dir: Path) -> list[str]:
    """No e-mail address stands in what would be published; where one does, it is withheld there."""
    return list(dict.fromkeys(f"withheld: {cell}" for cell in withholding.addressed(opened)))


def no_address_is_left(opened: Warehouse, data_dir: Path) -> list[str]:
    """Once addresses are withheld, none of any form and none given as a contact is left in any table of a release."""
    broken: list[str] = []
    contacts = list(withholding.contacts(opened))
    for contract, texts in withholding.published_tables(opened):
        signed = " or ".join(f"contains(\"{text}\", '@')" for text in texts)
        if not opened.execute(f"select 1 from {contract.name} where {signed} limit 1").fetchall():
            continue
        columns = ", ".join(f'coalesce("{text}", \'\') as "{text}"' for text in texts)
        broken += _found(
            opened,
            f"with cells as (from (unpivot (select {columns} from {contract.name} where {signed}) on columns(*) "
            "into name name value cell) where contains(cell, '@')), parts as (select cell, "
            "unnest(regexp_extract_all(cell, $together)) as part from cells) "
            f"select concat('{contract.name}: ', count(*), ' rows, in ', name) from cells where regexp_matches(cell, $address) "
            "or cell in (select cell from parts where part in (select unnest($contacts::varchar[]))) group by name order by all",
            address=ADDRESS,
            together=TOGETHER,
            contacts=contacts,
        )
    return broken


def coverage_did_not_shrink(opened: Warehouse, data_dir: Path) -> list[str]:
    """Not fewer current projects than in the release before: a source may have vanished."""
    counted = "select count(*) as n from marts.projects where is_current"
    held = releases.kept(data_dir)
    before = releases.served(held)
    if before is None:
        return ["the releases before cannot be opened to compare with"] if held.releases or held.unreadable else []
    earlier = int(releases.query(before.path, counted)["n"].iloc[0])
    (now,) = opened.execute(counted).fetchall()[0]
    return [f"{earlier} projects before, {now} now"] if now < earlier else []


class Question(Protocol):
    """A function that finds what breaks a fact; its name and its docstring state the fact."""

    __name__: str
    __doc__: str | None

    def __call__(self, opened: Warehouse, data_dir: Path) -> list[str]: ...


@dataclass(frozen=True)
class Fact:
    """A fact, the table it is stated of, and whether it stops the run or only warns when it is broken."""

    table: str
    broken: Question
    is_blocking: bool = True

    @property
    def name(self) -> str:
        return self.broken.__name__

    @property
    def spec(self) -> dg.AssetCheckSpec:
        return dg.AssetCheckSpec(
            self.name, asset=self.table.split("."), description=self.broken.__doc__, blocking=self.is_blocking
        )

    @property
    def key(self) -> dg.AssetCheckKey:
        return dg.AssetCheckKey(dg.AssetKey(self.table.split(".")), self.name)

    def result(self, opened: Warehouse, data_dir: Path) -> dg.AssetCheckResult:
        """The fact looked up: passed, or the first ten things that break it."""
        broken = self.broken(opened, data_dir)
        return dg.AssetCheckResult(
            passed=not broken,
            asset_key=self.table.split("."),
            check_name=self.name,
            severity=dg.AssetCheckSeverity.ERROR if self.is_blocking else dg.AssetCheckSeverity.WARN,
            description=without_addresses("; ".join(broken[:BROKEN_SHOWN])) or "holds",
            metadata={"count": len(broken)},
        )


FACTS = (
    Fact("core.sources", every_row_is_admitted_or_held),
    Fact("core.sources", few_rows_are_held, is_blocking=False),
    Fact("marts.objectives", the_strategy_is_whole),
    Fact("marts.objective_progress", every_verdict_has_one_status_and_a_reason_where_needed),
    Fact("marts.facilities", every_facility_is_present),
    Fact("marts.sources", every_mart_keeps_the_rows_of_its_table),
    Fact("marts.sources", every_answer_agrees_with_another_count),
    Fact("marts.figures", every_figure_agrees_with_another_count),
    Fact("marts.placements", the_parts_of_a_project_make_one),
    Fact("marts.reconciliation", parts_add_up_or_are_explained),
    Fact("marts.problems", no_contact_detail_is_published, is_blocking=False),
    Fact("marts.projects", coverage_did_not_shrink, is_blocking=False),
    Fact("meta.release", no_address_is_left),
)


def specs(tables: Collection[str]) -> list[dg.AssetCheckSpec]:
    """What a step that writes these tables states of them."""
    return [fact.spec for fact in FACTS if fact.table in tables]


def keys(tables: Collection[str]) -> set[dg.AssetCheckKey]:
    """The facts that are stated of these tables."""
    return {fact.key for fact in FACTS if fact.table in tables}


def results(selected: Collection[dg.AssetCheckKey], opened: Warehouse, data_dir: Path) -> Iterator[dg.AssetCheckResult]:
    """The selected facts, looked up once their tables have been written."""
    yield from (fact.result(opened, data_dir) for fact in FACTS if fact.key in selected)


def _differing(opened: Warehouse, recounts: Iterable[Recount]) -> list[str]:
    """What of these is said otherwise by the other count."""
    broken: list[str] = []
    for each in recounts:
        broken += _found(
            opened,
            f"select concat('marts.{each.mart}, {each.name}, ', part, ': ', round(coalesce(answered.value, 0), 2), "
            "' instead of ', round(coalesce(recounted.value, 0), 2)) "
            f"from ({each.answered}) as answered full join ({each.recounted}) as recounted using (part) "
            "where not abs(coalesce(answered.value, 0) - coalesce(recounted.value, 0)) <= $cent order by all",
            cent=CENT,
        )
    return broken


def _found(opened: Warehouse, question: str, **parameters: object) -> list[str]:
    """The one column of a question that finds what breaks a fact."""
    return [row[0] for row in opened.execute(question, parameters).fetchall()]
