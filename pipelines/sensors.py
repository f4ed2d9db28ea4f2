"""When the job runs by itself: soon after the inbox changes, and every night so that ages and days stay true."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

import dagster as dg

from pipelines.resources import OpenSettings
from warehouse import settings

EVERYTHING = "everything"
NIGHTLY = "0 3 * * *"  # UTC
LOOK_AT_INBOX_EVERY_SECONDS = 60


@dg.sensor(
    name="inbox",
    job_name=EVERYTHING,
    minimum_interval_seconds=LOOK_AT_INBOX_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def inbox(context: dg.SensorEvaluationContext, run_settings: OpenSettings) -> dg.RunRequest | dg.SkipReason:
    """One run per change of the inbox, also back to what it was before."""
    mappings = settings.mappings_dir(run_settings.data_dir)
    state = state_of([*(folder for _origin, folder in run_settings.inputs), mappings])
    if state == context.cursor:
        return dg.SkipReason("The inbox has not changed.")
    context.update_cursor(state)
    # No run key: Dagster would run no state a second time, and a file taken out again would stay published.
    return dg.RunRequest()


def state_of(folders: Iterable[Path]) -> str:
    """A checksum over what is below the folders: every name, and size and time of files; a file that vanishes meanwhile is left out."""
    seen = hashlib.sha256()
    for folder in folders:
        for path in sorted(_everything_in(folder)):
            with suppress(OSError):
                status = path.lstat()
                what = f"{status.st_size} {status.st_mtime_ns}" if S_ISREG(status.st_mode) else "no file"
                seen.update(f"{path.relative_to(folder)} {what}\n".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _everything_in(folder: Path) -> Iterator[Path]:
    """Whatever has a name below the folder; what the system does not list, as its path is too long, is left out."""
    folders = [folder]
    while folders:  # and no recursion: folders may stand in each other deeper than calls may
        with suppress(OSError):
            for path in folders.pop().iterdir():
                yield path
                if os.path.isdir(path) and not os.path.islink(path):
                    folders.append(path)


nightly = dg.ScheduleDefinition(
    name="nightly", job_name=EVERYTHING, cron_schedule=NIGHTLY, default_status=dg.DefaultScheduleStatus.RUNNING
)
