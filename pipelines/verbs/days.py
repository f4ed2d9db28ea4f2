"""The day of assessment as commands are given it.

Does not belong here: what is assessed on it.
"""

from datetime import date

import click


def _day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a date like 2026-11-22") from error
    from sources.admission.values import EARLIEST_YEAR, LATEST_YEAR

    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:  # as of other days no date could be worked out, nor is one read
        raise click.BadParameter(f"{text} is not of the years {EARLIEST_YEAR} to {LATEST_YEAR}")
    return day


as_of_option = click.option(
    "--as-of", callback=_day, help="Date of assessment, for instance 2026-11-22; default: today."
)
