"""When the job runs by itself: soon after the inbox changes, and every night so that ages and days stay true."""

import hashlib

import dagster as dg

from pipelines.house import House

EVERYTHING = "everything"
NIGHTLY = "0 3 * * *"  # UTC
LOOK_AT_INBOX_EVERY_SECONDS = 60


@dg.sensor(
    name="inbox",
    job_name=EVERYTHING,
    minimum_interval_seconds=LOOK_AT_INBOX_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def inbox(context: dg.SensorEvaluationContext, house: House) -> dg.RunRequest | dg.SkipReason:
    """One run per state of the inbox; the state is the name, size and time of every file in it."""
    seen = hashlib.sha256()
    for _origin, folder in house.inputs:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if path.is_file():
                status = path.stat()
                seen.update(f"{path.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n".encode())
    state = seen.hexdigest()
    if state == context.cursor:
        return dg.SkipReason("The inbox has not changed.")
    context.update_cursor(state)
    return dg.RunRequest(run_key=state)


nightly = dg.ScheduleDefinition(
    name="nightly", job_name=EVERYTHING, cron_schedule=NIGHTLY, default_status=dg.DefaultScheduleStatus.RUNNING
)
