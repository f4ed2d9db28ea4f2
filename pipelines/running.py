"""One run from the command line: the same job Dagster's UI starts, in this process, with a progress bar and a summary."""

import logging
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import uuid4

import dagster as dg
import pandas as pd
from dagster_shared.error import SerializableErrorInfo
from tqdm import tqdm

from pipelines.definitions import definitions
from pipelines.house import House
from pipelines.sensors import EVERYTHING
from warehouse import releases, settings, store


@dataclass(frozen=True)
class Outcome:
    """What a run did: the release it published, if any, the sources it read and the errors it met."""

    release: releases.Release | None
    sources: pd.DataFrame
    errors: list[str] = field(default_factory=list)

    @property
    def refused(self) -> pd.DataFrame:
        """The sources that were refused, one row per file."""
        return self.sources[self.sources["status"] == "refused"] if len(self.sources) else self.sources

    def summary(self) -> str:
        """What a person needs to know, naming every refused file with its reason."""
        lines = []
        if len(self.sources):
            totals = self.sources[["rows_read", "rows_admitted", "rows_held"]].sum()
            lines.append(
                f"{self.sources['source_file'].nunique()} files: {totals['rows_read']} rows read, "
                f"{totals['rows_admitted']} admitted, {totals['rows_held']} held"
            )
        lines += [f"refused: {row.source_file}: {row.refusal}" for row in self.refused.itertuples()]
        lines += [f"error: {error}" for error in self.errors]
        if self.release is None:
            lines.append("Nothing was published; the last release stands.")
        else:
            lines.append(f"published: {self.release.release_id} as of {self.release.as_of}: {self.release.path}")
        return "\n".join(lines)


def run(data: Path | None, inbox: Path | None, iati: Path | None, as_of: date | None, show_progress: bool) -> Outcome:
    """Run everything, then publish; returns the outcome, never raises for what is wrong with an input."""
    folder = settings.data_dir(data)
    settings.inbox(folder).mkdir(parents=True, exist_ok=True)
    house = House(
        data=str(folder),
        inbox=str(inbox.absolute()) if inbox else "",
        iati=str(iati.absolute()) if iati else "",
        as_of=as_of.isoformat() if as_of else "",
    )
    before = releases.current(folder)
    try:
        # Held open for the whole run: no second writer can begin, and the file is synced once and not per table.
        with house.warehouse() as opened:
            errors = _execute(house, show_progress)
            # After a failure the table may still be the one of the run before.
            sources = pd.DataFrame() if errors else store.read_table(opened, "core.sources")
    except store.WarehouseBusy as busy:
        return Outcome(None, pd.DataFrame(), [str(busy)])
    after = releases.current(folder)
    release = releases.find(folder) if after is not None and after != before else None
    return Outcome(release, sources, errors)


def _execute(house: House, show_progress: bool) -> list[str]:
    job = definitions(house).resolve_job_def(EVERYTHING)
    run_id = str(uuid4())
    logging.getLogger("dagster").setLevel(logging.ERROR)
    # Dagster's own history is for runs it starts itself (`sic dev`): writing it costs more than the run does.
    # What a run from the command line leaves behind is its release.
    with (
        dg.DagsterInstance.ephemeral() as instance,
        tqdm(total=0, desc="starting", unit=" tables", disable=not show_progress, dynamic_ncols=True) as bar,
    ):
        instance.add_event_listener(run_id, lambda entry: _advance(bar, entry))
        result = job.execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    return [] if result.success else _reasons(result)


def _advance(bar: tqdm, entry: dg.EventLogEntry) -> None:
    """One more table to make, as the run plans it, or one that is made."""
    event = entry.dagster_event
    if event is not None and event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED:
        bar.total += 1
    elif event is not None and event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION:
        bar.set_description_str(".".join(event.asset_key.path), refresh=False)
        bar.update()


def _reasons(result: dg.ExecuteInProcessResult) -> list[str]:
    """Why the run failed: each broken fact, else each failed step, or the run itself when no step got that far."""
    broken = [
        f"'{check.check_name.replace('_', ' ')}' does not hold: {check.description}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR
    ]
    failures = [event for event in result.all_events if event.is_step_failure] or [
        event for event in result.all_events if event.event_type == dg.DagsterEventType.RUN_FAILURE
    ]
    return broken or [f"{event.step_key or 'run'}: {_root(event.event_specific_data.error)}" for event in failures]


def _root(error: SerializableErrorInfo | None) -> str:
    """The first line of what was raised first."""
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip().splitlines()[0] if error is not None else "no reason given"
