"""The made-up portfolio is the same for every run of one seed, and the house publishes it."""

from datetime import date
from pathlib import Path

import pandas as pd

from tests.portfolio import portfolio
from tests.portfolio_release import publish
from warehouse import releases
from warehouse.contracts import TABLES
from warehouse.contracts.gate import gate


def test_one_seed_gives_one_portfolio_that_passes_the_contracts_of_core() -> None:
    frames, again = portfolio(50, 400), portfolio(50, 400)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(frame, again[name])
        if name != "contributions":  # a row that is reported twice keeps its identifier until it is counted once
            gate(TABLES[f"core.{name}"], frame)
    assert not portfolio(50, 400, seed=5)["projects"].equals(frames["projects"])


def test_a_portfolio_is_published_with_every_total_adding_up(tmp_path: Path) -> None:
    release = publish(tmp_path, 60, 500, date(2026, 11, 22))
    parts = releases.read(release, "marts.reconciliation")
    differing = parts[parts["difference"].abs() > 0.005]
    assert not differing["explanation"].str.startswith("zero").any()
    waiting = releases.read(release, "marts.pipeline")
    assert len(waiting) > 60 * 0.5
    assert releases.read(release, "marts.concentration")["funders_count"].gt(0).any()
