"""What the pages ask of findings: how many of each kind, and the files that could not be read."""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.listing import Listing, Part, listing
from warehouse import releases

# Findings nothing later has mended; in a release of older rules, which cannot tell, all of them.
OPEN = """(
    select * from (
        select * from (select true as is_open, 1 as rows_count) where false
        union all by name
        select * from marts.problems
    ) where coalesce(is_open, true)
)"""


def open_ones(release: Path, part: Part) -> Listing:
    """A part of the open findings, in the order of the table."""
    return listing(release, f"select * from {OPEN} as problems", part)


@cached
def counts(release: Path) -> pd.DataFrame:
    """One row per stream, file, rule and severity: how many open findings."""
    return releases.query(
        release,
        f"""
        select stream, source_file, rule_id, severity, cast(sum(coalesce(rows_count, 1)) as bigint) as findings_count
        from {OPEN} as problems
        group by all
        order by severity, findings_count desc, stream, source_file, rule_id
        """,
    )


@cached
def refusals(release: Path) -> pd.DataFrame:
    """One row per file that could not be read: the rule, what is wrong, the way out."""
    return releases.query(
        release,
        """
        select *
        from marts.problems
        where stream = 'file' and severity = 'error'
        """,
    )
