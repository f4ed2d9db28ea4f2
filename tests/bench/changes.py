"""How long it takes to say what changed between two large releases, when few rows changed and when a tenth did.

Does not belong here: a limit that fails (a loaded machine is no fault), or which kinds are right.
"""

import resource
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from pipelines.rules.changes.changes import Changes
from pipelines.rules.changes.telling import changes
from tests import portfolio, portfolio_release
from tests.bench.stopwatch import Stopwatch
from warehouse import differences

SHARES = (0.001, 0.1)


def restated(frames: dict[str, pd.DataFrame], share: float) -> dict[str, pd.DataFrame]:
    """The portfolio a day later: a share of its money and of its projects restated, all files sent again."""
    chance = np.random.default_rng(4)
    found = dict(frames)
    for name, amount in (("contributions", "amount"), ("projects", "asked_amount")):
        rows = frames[name]
        is_restated = chance.random(len(rows)) < share
        found[name] = rows.assign(**{amount: rows[amount].mask(is_restated, rows[amount] * 1.25)})
    found["projects"] = found["projects"].assign(asked_eur=found["projects"]["asked_amount"])
    found["sources"] = frames["sources"].assign(received_at=portfolio.RECEIVED_AT + pd.Timedelta(days=1))
    return found


def compare(before: Path, after: Path) -> Changes:
    """What changed, from two files to the answer."""
    return changes(differences.between(before, after))


def bench_changes(watch: Stopwatch, folder: Path, projects_count: int, contributions_count: int, as_of: date) -> None:
    """Releases with so many projects and contributions, of which a share was restated."""
    size = f"{projects_count:,} projects, {contributions_count:,} contributions"
    frames = portfolio.portfolio(projects_count, contributions_count)
    before = portfolio_release.publish_frames(folder / "before", frames, as_of)
    for share in SHARES:
        after = portfolio_release.publish_frames(folder / f"after-{share}", restated(frames, share), as_of)
        found = watch.measure(f"what changed, {share:.1%} restated, {size}", lambda after=after: compare(before, after))
        print(f"{f'  differences of {share:.1%}':<68} {len(found.rows):8,d}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of this process so far':<68} {peak:8,.0f} MB", flush=True)
