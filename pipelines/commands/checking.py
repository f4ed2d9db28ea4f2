"""Checks files as a run would: admission and, after it, the rules, without scheduler and database.

Does not belong here: a rule, or how findings are written out (`sources.feedback.checking`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from pipelines.rules.deciding.deciding import Trial
from pipelines.shipped import RATES, STRATEGY
from sources.feedback import checking
from sources.files.listing import NO_CLOCK
from sources.lists.mappings import mappings_of
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from warehouse.contracts import TABLES
from warehouse.contracts.core import typed_strategy


def check(
    paths: Sequence[Path], as_of: date, now: datetime = NO_CLOCK, mappings: Path | None = None
) -> checking.Report:
    """Every finding that a run on the day, at the time, would have about these files, if nothing else were sent.

    `mappings` is the folder in which an operator has mappings of lists.
    """
    written = read_strategy(STRATEGY)
    strategy = typed_strategy({**written, "rates": read_rates(RATES)})
    with_rules = Trial(strategy, written, as_of, TABLES)
    return checking.check(paths, as_of, with_rules=with_rules, now=now, mappings=mappings_of(mappings))
