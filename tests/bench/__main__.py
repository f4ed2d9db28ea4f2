"""How fast the house is: `python -m tests.bench`. Seconds, and ratios to one reference task measured in the same run.

The seconds belong to a machine and its load; the ratios can be compared between machines and between days. Every frame
is made up from one seed (`portfolio`). Does not belong here: a limit that fails (a loaded machine is no fault).
"""

import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

from pipelines.commands import demonstrating
from pipelines.commands.short_lived import without_search_for_cycles
from pipelines.rules.coverage import fit
from pipelines.rules.money import conversion as money
from pipelines.rules.money import counting, doubles
from pipelines.rules.progress import assessment as progress
from sources.admission import admitting as admission
from sources.demonstration import world
from sources.feedback import checking
from sources.files import reading
from sources.names.reference import load
from sources.reviewed.tables import read_strategy
from tests import portfolio, portfolio_release
from tests.bench import commands
from tests.bench.changes import bench_changes
from tests.bench.first_view import bench_first_view
from tests.bench.iati import bench_iati
from tests.bench.packs import bench_packs
from tests.bench.pages import bench_pages
from tests.bench.readers import bench_readers
from tests.bench.relevance import bench_relevance
from tests.bench.stopwatch import Stopwatch
from tests.sources.files.test_hostile import HARMLESS, HOPELESS
from warehouse import publishing, releases, settings
from warehouse.contracts import TABLES
from warehouse.contracts.judging import schema
from warehouse.storage import embedded

AS_OF = date(2026, 11, 22)
CSV_ROWS, XLSX_ROWS = 100_000, 20_000
OBSERVATIONS_COUNT = 200_000
PROJECTS_COUNT, CONTRIBUTIONS_COUNT = 50_000, 500_000
STRATEGY = settings.ROOT / "sources" / "strategy"


def sent_projects(count: int) -> pd.DataFrame:
    """Rows of projects as a partner sends them, with the headers of the template."""
    made = portfolio.portfolio(count, 1)
    joined = {
        name: made[table].groupby("project_id")[code].agg("; ".join)
        for name, table, code in (
            ("Objectives", "project_objectives", "objective_code"),
            ("Countries", "project_countries", "country_code"),
        )
    }
    projects = made["projects"]
    return pd.DataFrame(
        {
            "Project ID": projects["project_id"],
            "Title": projects["title"],
            "Lead organisation": projects["lead_name"],
            **{name: projects["project_id"].map(texts) for name, texts in joined.items()},
            "Start": projects["starts_on"].dt.strftime("%Y-%m-%d"),
            "End": projects["ends_on"].dt.strftime("%Y-%m-%d"),
            "Asked amount": projects["asked_amount"],
            "Currency": projects["currency_code"],
            "Stage": projects["sic_stage"],
            "Updated on": projects["updated_on"].dt.strftime("%Y-%m-%d"),
        }
    )


def write_workbook(rows: pd.DataFrame, path: Path) -> None:
    """The rows as a workbook with one sheet."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Projects")
    sheet.append(list(rows.columns))
    for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None):
        sheet.append(row)
    workbook.save(path)


def observed(count: int) -> pd.DataFrame:
    """Observations of the 30 indicators, one per day and indicator for as long as it takes."""
    chance = np.random.default_rng(4)
    codes = read_strategy(STRATEGY)["indicators"]["indicator_code"].to_numpy()
    days = pd.Timestamp("2008-01-01") + pd.to_timedelta(np.arange(count) // len(codes), unit="D")
    return pd.DataFrame(
        {
            "observation_id": [f"O-{number}" for number in range(count)],
            "indicator_code": codes[np.arange(count) % len(codes)],
            "observed_on": days,
            "value": chance.uniform(0, 100, count),
            "numerator": np.nan,
            "denominator": np.nan,
            "country_code": None,
            "region_code": None,
            "status": "approved",
            "basis": "reported",
            "received_at": portfolio.RECEIVED_AT,
        }
    )


def check(path: Path) -> commands.Used:
    """`sic check` of a file as a process of its own, its report beside the file."""
    return commands.run("check", str(path), "--format", "json", "--out", f"{path}.json")


def bench_hostile(watch: Stopwatch, folder: Path) -> None:
    """Refusing or neutralising each hostile file of the tests of readers."""
    folder.mkdir()
    makers = [(make, name) for make, name, _ in HOPELESS] + HARMLESS
    for make, name in makers:
        make(folder / name)
        watch.measure(f"check a hostile file: {name}", lambda name=name: checking.check([folder / name]))


def bench_files(watch: Stopwatch, folder: Path) -> None:
    """Reading and admitting a CSV and a workbook of projects, with the gate of the contract beside it."""
    sent = sent_projects(CSV_ROWS)
    table, workbook = folder / "projects.csv", folder / "projects.xlsx"
    sent.to_csv(table, index=False)
    write_workbook(sent.head(XLSX_ROWS), workbook)
    watch.refer_to(
        f"reference: pandas reads a CSV of {CSV_ROWS:,} rows as text", lambda: pd.read_csv(table, dtype="str")
    )
    for path, count in ((table, CSV_ROWS), (workbook, XLSX_ROWS)):
        kind = path.suffix[1:]
        with without_search_for_cycles():  # as `sic check` does
            read = watch.measure(f"read a {kind} of {count:,} projects", lambda path=path: reading.read(path, folder))
            raw = reading.stack([read], "inbox")
            admitted = watch.measure(f"admit its {count:,} rows", lambda raw=raw: admission.admit(raw, load(), AS_OF))
        if len(admitted.tables["projects"]) != count:
            raise RuntimeError(f"{len(admitted.tables['projects'])} of {count} rows were admitted: the bench is wrong")
        used = watch.measure(f"the whole command: sic check on that {kind}", lambda path=path: check(path))
        print(f"{'  the most memory it held':<68} {used.most_mb:8,.0f} MB", flush=True)
    projects = portfolio.portfolio(CSV_ROWS, 1)["projects"]
    watch.measure(
        f"plain Pandera validation of {CSV_ROWS:,} projects",
        lambda: schema(TABLES["core.projects"]).validate(projects, lazy=True),
    )


def bench_progress(watch: Stopwatch) -> None:
    """All indicators at both horizons from many observations."""
    reviewed = read_strategy(STRATEGY)
    indicators = TABLES["core.indicators"].shape(reviewed["indicators"])
    steps = TABLES["core.milestones"].empty()
    observations = observed(OBSERVATIONS_COUNT)
    watch.measure(
        f"progress of {len(indicators)} indicators from {OBSERVATIONS_COUNT:,} observations",
        lambda: progress.assess_all(indicators, observations, steps, AS_OF),
    )


def bench_money(watch: Stopwatch, frames: dict[str, pd.DataFrame]) -> None:
    """Conversion, counting once and likely doubles."""
    sent, count = frames["contributions"], f"{CONTRIBUTIONS_COUNT:,} contributions"
    published = money.euro_rates(portfolio.rates())
    converted = watch.measure(
        f"convert {count}", lambda: money.convert(sent, published, "amount", "currency_code", "value_on")
    )
    rows = sent.assign(**converted).drop(columns=portfolio_release.DECIDED)
    once = watch.measure(f"count once {count}", lambda: counting.count_once(rows, frames["projects"]))
    watch.measure(f"likely doubles among {count}", lambda: doubles.likely_groups(once))


def bench_marts(watch: Stopwatch, frames: dict[str, pd.DataFrame], data: Path) -> None:
    """Every mart through its gate, the release file, and what a funder asks of it."""
    frames["contributions"] = portfolio_release.counted(frames["contributions"], frames["projects"])
    size = f"{PROJECTS_COUNT:,} projects, {CONTRIBUTIONS_COUNT:,} contributions"
    with embedded.connection(settings.warehouse_file(data)) as opened:
        portfolio_release.fill(opened, frames)
        took = portfolio_release.ask(opened, AS_OF)
        watch.tell(f"all {len(took)} marts of {size}", sum(took.values()))
        for name in sorted(took, key=took.__getitem__, reverse=True)[:5]:
            watch.tell(f"  of it {name}", took[name])
        row = portfolio_release.RELEASE | {"as_of": pd.Timestamp(AS_OF)}
        embedded.write_table(opened, "meta.release", pd.DataFrame([row]))
        release = watch.measure("publish the release", lambda: publishing.publish(opened, data, "portfolio"))
    opportunities = releases.read(release, "marts.opportunities")
    profile = fit.Profile(
        objectives=("A1", "C3"),
        regions=("002",),
        ticket_min_eur=1e5,
        ticket_max_eur=1e6,
        stages=("presented",),
        sdgs=("13",),
        assessments=("in_line",),
    )
    watch.measure(f"match a funder to {len(opportunities):,} open projects", lambda: fit.match(opportunities, profile))


def bench_made_up_world(watch: Stopwatch, data: Path) -> None:
    """Building the made-up world, one reader and many on it, and the first view in a new browser."""
    watch.measure(
        "build the made-up world, three runs", lambda: demonstrating.build(data, AS_OF, world.SEED, show_progress=False)
    )
    bench_readers(data)
    bench_first_view(data)


def main() -> None:
    """Run every bench and print the table."""
    watch = Stopwatch()
    print(f"{'work':<68} {'time':>10} {'reference':>10}")
    with tempfile.TemporaryDirectory() as made:
        bench_files(watch, Path(made))
        bench_hostile(watch, Path(made) / "hostile")
        bench_progress(watch)
        bench_relevance(watch)
        frames = portfolio.portfolio(PROJECTS_COUNT, CONTRIBUTIONS_COUNT)
        bench_money(watch, frames)
        bench_marts(watch, frames, Path(made) / "data")
        bench_pages(watch, Path(made) / "data")
        bench_readers(Path(made) / "data")
        bench_changes(watch, Path(made), PROJECTS_COUNT, CONTRIBUTIONS_COUNT, AS_OF)
        bench_packs(watch, Path(made))
        bench_iati()
        bench_made_up_world(watch, Path(made) / "made-up")


if __name__ == "__main__":
    main()
