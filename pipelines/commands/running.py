"""One run from the command line: the same job Dagster's UI starts, in this process, with a progress bar and a summary."""

import gc
import logging
from collections.abc import Generator, Hashable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import dagster as dg
import pandas as pd
from tqdm import tqdm

from pipelines import unrecorded
from pipelines.definitions import definitions
from pipelines.resources import RunSettings
from pipelines.sensors import EVERYTHING
from sources.addresses import without_addresses
from warehouse import private, releases, settings
from warehouse.contracts import TABLES, ContractError

SOURCES = "core.sources"
COLLECTED_AFTER = 50_000  # objects


@dataclass(frozen=True)
class Outcome:
    """What a run did: the release it published, if any, the sources it read, its errors and warnings, what is no longer kept."""

    release: releases.Release | None
    sources: pd.DataFrame
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)

    @property
    def refused(self) -> pd.DataFrame:
        """The sources that were refused, one row per file."""
        return self.sources[self.sources["status"] == "refused"] if len(self.sources) else self.sources

    def summary(self) -> str:
        """What a person needs to know, naming every refused file with its reason and every file with held rows."""
        lines = []
        if len(self.sources):
            totals = self.sources[["rows_read", "rows_admitted", "rows_held"]].sum()
            lines.append(
                f"{self.sources['source_file'].nunique()} files: {totals['rows_read']} rows read, "
                f"{totals['rows_admitted']} admitted, {totals['rows_held']} held"
            )
        lines += [f"refused: {row['source_file']}: {row['refusal']}" for row in self.refused.to_dict("records")]
        lines += [_held(row) for row in self._files_with_held_rows()]
        lines += [f"warning: {warning}" for warning in self.warnings]
        lines += [f"error: {error}" for error in self.errors]
        lines = [without_addresses(line) for line in lines]
        if self.release is None:
            lines.append("Nothing was published; the last release stands.")
        else:
            lines += [f"no longer kept: {release_id}" for release_id in self.pruned]
            lines.append(f"published: {self.release.release_id} as of {self.release.as_of}: {self.release.path}")
        return "\n".join(lines)

    def _files_with_held_rows(self) -> list[dict[Hashable, Any]]:
        """One entry per file with held rows: how many rows were read, held, and mended by a later file."""
        if self.sources.empty:
            return []
        names = ["rows_read", "rows_held", "rows_mended"]
        counts = self.sources.groupby("source_file", sort=False)[names].sum().reset_index()
        return counts[counts["rows_held"] > 0].to_dict("records")


def _held(counts: Mapping[Hashable, Any]) -> str:
    mended = f", {counts['rows_mended']} mended by a later file" if counts["rows_mended"] else ""
    return f"held: {counts['source_file']}: {counts['rows_held']} of {counts['rows_read']} rows{mended}"


def run(data: Path | None, inbox: Path | None, iati: Path | None, as_of: date | None, show_progress: bool) -> Outcome:
    """Run everything, then publish; returns the outcome, never raises for what is wrong with an input or a folder."""
    chosen = RunSettings(
        data=settings.data_dir(data),
        inbox=inbox.absolute() if inbox else None,
        iati=iati.absolute() if iati else None,
        as_of=as_of,
    )
    return run_by(chosen, show_progress)


def run_by(chosen: RunSettings, show_progress: bool) -> Outcome:
    """The same by settings, whose clock may be another one."""
    folder = chosen.data_dir
    private.begin()
    try:
        for needed in (settings.inbox(folder), settings.releases_dir(folder)):
            needed.mkdir(parents=True, exist_ok=True)
        open_to_others = private.close(folder)
    except OSError as error:
        return Outcome(release=None, sources=pd.DataFrame(), errors=[_no_data_folder(folder, error)])
    result = _execute(chosen, show_progress)
    release = _published(result, folder)
    errors = [] if result.success else _reasons(result)
    warnings = [
        *(f"{path} could be opened by other users; from now on only by its owner" for path in open_to_others),
        *_broken(result, dg.AssetCheckSeverity.WARN),
        *(f"no letter could be written for {name}" for name in _told(result, "letters", "failed")),
        *_told(result, "history", "failed"),
    ]
    # What was published has no address of a person, whatever a file is called.
    sources = _sources(result) if release is None else releases.read(release.path, "marts.sources")
    pruned = _told(result, "history", "pruned")
    return Outcome(release=release, sources=sources, errors=errors, warnings=warnings, pruned=pruned)


def _no_data_folder(folder: Path, error: OSError) -> str:
    is_in_the_way = isinstance(error, (FileExistsError, NotADirectoryError))
    reason = "a file stands where a folder belongs" if is_in_the_way else error.strerror
    return f"{folder} cannot be the data folder: {error.filename}: {reason}. Mend that, or name another folder."


def _execute(run_settings: RunSettings, show_progress: bool) -> dg.ExecuteInProcessResult:
    run_id = str(uuid4())
    logging.getLogger("dagster").setLevel(logging.ERROR)
    # Dagster's own history is for runs it starts itself (`sic dev`): writing it costs more than the run does.
    # What a run from the command line leaves behind is its release.
    with (
        _rarely_collected(),
        unrecorded.instance() as instance,
        tqdm(total=0, desc="starting", unit=" tables", disable=not show_progress, dynamic_ncols=True) as bar,
    ):
        watched = replace(run_settings, on_read=partial(_read, bar))
        job = definitions(watched).resolve_job_def(EVERYTHING)
        instance.add_event_listener(run_id, lambda entry: _advance(bar, entry))
        return job.execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )


@contextmanager
def _rarely_collected() -> Generator[None]:
    """Garbage in circles is looked for every 50,000 objects and not every 700: a run makes little of it.

    By default Python looks 450 times in a run, which takes a tenth of it.
    """
    usual = gc.get_threshold()
    gc.set_threshold(max(usual[0], COLLECTED_AFTER), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _read(bar: tqdm, done: int, total: int) -> None:
    """How much of large inputs is read."""
    bar.set_description_str(f"reading: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")


def _advance(bar: tqdm, entry: dg.EventLogEntry) -> None:
    """One more table to make, as the run plans it, or one that is made."""
    event = entry.dagster_event
    if event is not None and event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED:
        bar.total = (bar.total or 0) + 1
    elif event is not None and event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION and event.asset_key:
        bar.set_description_str(".".join(event.asset_key.path), refresh=False)
        bar.update()


def _reasons(result: dg.ExecuteInProcessResult) -> list[str]:
    """Why the run failed: each broken fact, else each failed step, or the run itself when no step got that far."""
    broken = _broken(result, dg.AssetCheckSeverity.ERROR)
    failed_steps = [f"{event.step_key}: {_root(event)}" for event in result.all_events if event.is_step_failure]
    failed_runs = [
        _refusal(event) for event in result.all_events if event.event_type == dg.DagsterEventType.RUN_FAILURE
    ]
    return broken or failed_steps or failed_runs


def _broken(result: dg.ExecuteInProcessResult, severity: dg.AssetCheckSeverity) -> list[str]:
    """The facts of this severity that do not hold, each with what breaks it."""
    return [
        f"'{check.check_name.replace('_', ' ')}' does not hold: {check.description}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity == severity
    ]


def _published(result: dg.ExecuteInProcessResult, data: Path) -> releases.Release | None:
    """The release that this run published, whatever others have published or pointed back to meanwhile."""
    said = _said(result, "meta.release", "release_id")
    return next((releases.find(data, str(name.value)) for name in said), None)


def _sources(result: dg.ExecuteInProcessResult) -> pd.DataFrame:
    """core.sources as this run wrote it; no rows where it did not get that far."""
    key = dg.AssetKey(SOURCES.split("."))
    if not any(event.is_step_materialization and event.asset_key == key for event in result.all_events):
        return pd.DataFrame()
    return TABLES[SOURCES].shape(result.asset_value(key))


def _told(result: dg.ExecuteInProcessResult, asset: str, name: str) -> list[str]:
    """What a step after the publication says in a list, such as the files that got no letter as the disk is full."""
    listed = [names.value for names in _said(result, asset, name)]
    return [str(each) for names in listed if isinstance(names, list) for each in names]


def _said(result: dg.ExecuteInProcessResult, asset: str, name: str) -> list[dg.MetadataValue]:
    """What an asset says under a name; empty where it was not made or says nothing of it."""
    made = [event.materialization for event in result.all_events if event.is_step_materialization]
    said = [each.metadata.get(name) for each in made if each.asset_key == dg.AssetKey(asset.split("."))]
    return [value for value in said if value is not None]


def _refusal(failure: dg.DagsterEvent) -> str:
    """Why a run could not begin: what the warehouse said when it was to be opened, without the class of the error."""
    error = failure.job_failure_data.error
    if error is None:
        return "no reason given"
    return (error.cause or error).message.strip().splitlines()[0].partition(": ")[2]


def _root(failure: dg.DagsterEvent) -> str:
    """The first line of what was raised first; a broken contract is worded by ours alone, without the class of the error."""
    error = failure.step_failure_data.error
    while error is not None and error.cause is not None and error.cls_name != ContractError.__name__:
        error = error.cause
    if error is None:
        return "no reason given"
    first = error.message.strip().splitlines()[0]
    return first.partition(": ")[2] if error.cls_name == ContractError.__name__ else first
