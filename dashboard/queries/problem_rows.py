"""What the pages ask of findings: how many of each kind, and the files that could not be read."""

from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from warehouse import releases


@cached
def counts(release: Path) -> pd.DataFrame:
    """One row per stream, file, rule and severity: how many findings."""
    return releases.query(
        release,
        """
        select stream, source_file, rule_id, severity, count(*) as findings_count
        from marts.problems
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
