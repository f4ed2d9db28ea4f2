"""A release of the made-up portfolio, built by the house's own rules and questions: for benches and the speed of pages.

Belongs here: filling a warehouse and asking its marts in their order. Does not: reading files, or expectations.
"""

import time
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from pipelines.rules.coverage import gaps as coverage
from pipelines.rules.derived import ndc
from pipelines.rules.money import doubles
from pipelines.rules.money.conversion import convert, euro_rates
from pipelines.rules.money.counting import count_once
from pipelines.steps import scoring
from sources.reviewed.context import read_context
from sources.reviewed.rates import read_rates
from sources.reviewed.tables import read_strategy
from tests.factories import by_terms, clear, put
from tests.portfolio import portfolio
from warehouse import publishing, settings
from warehouse.contracts import TABLES
from warehouse.contracts.core import STRATEGY as STRATEGY_TABLES
from warehouse.questions import questions
from warehouse.storage import embedded

RECORD = settings.ROOT / "sources" / "record"
PROGRESS = ("goals", "objectives", "indicators_in_force", "observations", "milestones", "facility_objectives")
RELEASE = {
    "release_id": "portfolio",
    "built_at": pd.Timestamp("2026-11-22 08:00"),
    "code_version": "portfolio",
    "rules_version": "portfolio",
    "inputs_sha256": "0" * 64,
    "is_demonstration": True,
}

# What counting once says of a row; rows that nobody has decided on yet are without it.
DECIDED = ["is_counted", "not_counted_reason", "counted_in", "also_reported_in", "passed_on_eur", "passed_on_from"]


def publish(data: Path, projects_count: int, contributions_count: int, as_of: date) -> Path:
    """Publish a release of the made-up portfolio in a data folder; returns its file."""
    return publish_frames(data, portfolio(projects_count, contributions_count), as_of)


def publish_frames(data: Path, sent: dict[str, pd.DataFrame], as_of: date) -> Path:
    """Publish a release of these core frames, whose contributions nobody has decided on yet; returns its file."""
    frames = sent | {"contributions": counted(sent["contributions"], sent["projects"])}
    with embedded.connection(settings.warehouse_file(data)) as opened:
        fill(opened, frames)
        ask(opened, as_of)
        row = RELEASE | {"as_of": pd.Timestamp(as_of)}
        embedded.write_table(opened, "meta.release", pd.DataFrame([row]))
        return publishing.publish(opened, data, str(RELEASE["release_id"]))


def counted(contributions: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The contributions in EUR at the shipped rates, each grant once."""
    published = euro_rates(TABLES["core.rates"].shape(read_rates(RECORD / "rates")))
    converted = convert(contributions, published, "amount", "currency_code", "value_on")
    sent = contributions.assign(**converted).drop(columns=DECIDED)
    found = count_once(sent, projects).drop(columns="kept_by")
    return found.assign(contribution_id=found["contribution_id"].where(found["is_counted"], found.index.astype("str")))


def fill(opened: duckdb.DuckDBPyConnection, frames: dict[str, pd.DataFrame]) -> None:
    """Every table empty, but for the strategy as reviewed and the frames of core given."""
    for name in TABLES:
        clear(opened, name)
    context = {path.stem: read_context(path, RECORD) for path in sorted((RECORD / "context").glob("*.csv"))}
    reviewed = read_strategy(settings.ROOT / "sources" / "strategy") | context
    reviewed["milestone_steps"] = reviewed["milestones"]
    reviewed["ndc_mentions"] = ndc.counted(context["ndc_soil_mentions"])
    for contract in STRATEGY_TABLES:
        short = contract.name.removeprefix("core.")
        if short in reviewed:
            put(opened, contract.name, reviewed[short][contract.column_names])
    for short, frame in frames.items():
        put(opened, f"core.{short}", frame)


def ask(opened: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, float]:
    """Fill every mart, each after those it reads, through the gate of its contract; the seconds each one took."""
    took: dict[str, float] = {}
    published, observed = (embedded.read_table(opened, f"core.{name}") for name in ("indicators", "observations"))
    put(opened, "core.indicators_in_force", by_terms(published, observed, as_of))
    answers = scoring.progress(*(embedded.read_table(opened, f"core.{name}") for name in PROGRESS), as_of)
    for short, frame in answers.items():
        embedded.write_table(opened, f"marts.{short}", frame)
    start = time.perf_counter()
    groups = doubles.likely_groups(embedded.read_table(opened, "core.contributions"))
    embedded.write_table(opened, "marts.likely_doubles", groups[TABLES["marts.likely_doubles"].column_names])
    took["marts.likely_doubles"] = time.perf_counter() - start
    for question in questions():
        start = time.perf_counter()
        answer = embedded.answer(opened, question.name, question.sql, {"as_of": as_of})
        signed = coverage.grid(answer, as_of) if question.name == "marts.coverage_gaps" else answer
        embedded.write_table(opened, question.name, signed)
        took[question.name] = time.perf_counter() - start
    return took
